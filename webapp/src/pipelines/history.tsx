// How a branch did lately: durations as bars, the failed ones marked, and what that amounts to in words.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { HistoryView, PastRunView, PipelineView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { isNumber, isString, listOf, optional, shape } from '../host/guard.ts';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';
import { durationText } from '../text/time.ts';
import { HistoryChart } from './history-chart.tsx';
import { outcomesOf } from './outcomes.ts';
import { isStatus } from './view-guard.ts';

const isHistory = shape<HistoryView>({
  runs: listOf(
    shape<PastRunView>({
      key: isString,
      number: isString,
      status: isStatus,
      at: isNumber,
      duration: optional(isNumber),
      failedJobs: listOf(isString),
      url: optional(isString),
    }),
  ),
});

export function History({ pipeline: { key, ref, status }, channelId }: { readonly pipeline: PipelineView; readonly channelId: string }) {
  const words = useWords();
  const { say } = words;
  // Its verdict is one of them: another one is another question.
  const address = pluginAddress(paths.pipelineHistory, { channel_id: channelId, key });
  const { value, error, reload } = useResource(address, isHistory);
  const before = React.useRef(status);
  React.useEffect(() => {
    if (before.current !== status) reload();
    before.current = status;
  }, [status, reload]);
  const title = ref.name === '' ? say('history.titleNone') : say('history.title', { branch: ref.name });
  if (value === undefined)
    return (
      <p className="ci-history ci-quiet">{error === undefined ? say('history.loading') : `${say('history.failed')}. ${error.message}`}</p>
    );
  const summary = summaryOf(value.runs, words);
  return (
    <section className="ci-history" aria-label={title}>
      <h4 className="ci-stage-title">{title}</h4>
      {value.runs.length > 1 && <HistoryChart runs={value.runs} label={`${title}: ${summary}`} />}
      <p className="ci-history-words">{summary}</p>
    </section>
  );
}

function summaryOf(runs: readonly PastRunView[], words: Words): string {
  const { say, count } = words;
  if (runs.length === 0) return say('history.none');
  const { passedPercent, usual, lately } = outcomesOf(runs);
  const pieces = [
    count('history.runs', runs.length),
    passedPercent === undefined ? undefined : say('history.rate', { percent: passedPercent }),
    usual === undefined ? undefined : say('history.usual', { duration: durationText(usual, words) }),
    lately === undefined ? undefined : say(lately > 0 ? 'history.slower' : 'history.faster', { percent: Math.abs(lately) }),
  ];
  return pieces.filter((piece) => piece !== undefined).join(' · ');
}
