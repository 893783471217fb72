// The tab of intents: runs that wait for approval, those that run, what can be run here, and what was.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { paths } from '@ci-command-center/contract';
import type { IntentList, RunList, RunView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { Empty } from '../parts/panel-states.tsx';
import { ResourceView } from '../parts/resource-view.tsx';
import { Section } from '../parts/section.tsx';
import type { PanelProps } from '../sidebar/panel.ts';
import { useWords } from '../text/say.tsx';
import { currentRuns, isOver } from './current.ts';
import { isIntentList, isRunList } from './guard.ts';
import { IntentItem } from './intent-item.tsx';
import { PastRuns } from './past-runs.tsx';
import { RunAnnouncer } from './run-announcer.tsx';
import { RunItem } from './run-item.tsx';
import { liveRuns, runsOf } from './slice.ts';
import './intents.css';

export function IntentsPanel({ channelId }: PanelProps) {
  const { say } = useWords();
  const query = { channel_id: channelId };
  const intents = useResource(pluginAddress(paths.intents, query), isIntentList, 'intents', channelId);
  const runs = useResource(pluginAddress(paths.runs, query), isRunList, 'intents', channelId);
  const reload = () => {
    intents.reload();
    runs.reload();
  };
  const value = intents.value && runs.value && { list: intents.value, runs: runs.value };
  return (
    <ResourceView
      resource={{ ...runs, value, error: intents.error ?? runs.error, reload, change: () => undefined }}
      loading={say('intents.loading')}
      failed={say('intents.failed')}
    >
      {({ list, runs: known }) => <Board key={channelId} list={list} known={known} channelId={channelId} onChanged={runs.reload} />}
    </ResourceView>
  );
}

const none: readonly string[] = [];

interface BoardProps extends PanelProps {
  readonly list: IntentList;
  readonly known: RunList;
  onChanged(): void;
}

function Board({ list: { intents, faults = none }, known, channelId, onChanged }: BoardProps) {
  const { say } = useWords();
  const live = useSelector(liveRuns);
  const runs = React.useMemo(() => currentRuns(known.runs, runsOf(live, channelId)), [known, live, channelId]);
  const waiting = runs.filter(({ state }) => state === 'waiting');
  const active = runs.filter((run) => !isOver(run) && run.state !== 'waiting');
  const past = runs.filter(isOver);
  const item = (run: RunView) => (
    <RunItem key={run.id} run={run} channelId={channelId} intent={runnable(intents, run)} onChanged={onChanged} />
  );
  return (
    <div className="ci-sections">
      <RunAnnouncer runs={runs} />
      <Faults faults={faults} />
      <Counted title={say('intents.waiting')} count={waiting.length}>
        {waiting.map(item)}
      </Counted>
      <Counted title={say('intents.active')} count={active.length}>
        {active.map(item)}
      </Counted>
      {intents.length === 0 && runs.length === 0 && faults.length === 0 && (
        <Empty icon="play" title={say('intents.empty.title')} body={say('intents.empty.body')} />
      )}
      <Counted title={say('intents.list')} count={intents.length}>
        {intents.map((intent) => (
          <IntentItem key={intent.name} intent={intent} channelId={channelId} onStarted={onChanged} />
        ))}
      </Counted>
      <PastRuns runs={past} older={known.older} channelId={channelId} item={item} />
    </div>
  );
}

/** What it was a run of, where that is still there and this person may run it. */
function runnable(intents: readonly IntentList['intents'][number][], run: RunView) {
  return intents.find(({ name, refusal }) => name === run.intent && refusal === undefined);
}

function Counted({ title, count, children }: { readonly title: string; readonly count: number; readonly children: React.ReactNode }) {
  const { say } = useWords();
  if (count === 0) return null;
  return (
    <Section title={say('list.count', { title, count })}>
      <ul>{children}</ul>
    </Section>
  );
}

function Faults({ faults }: { readonly faults: readonly string[] }) {
  const { say } = useWords();
  if (faults.length === 0) return null;
  return (
    <Section title={say('list.count', { title: say('intents.faults'), count: faults.length })}>
      <ul className="ci-lines ci-faults">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </Section>
  );
}
