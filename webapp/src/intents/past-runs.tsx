// Runs that are over, the newest first, and older ones on demand.
import * as React from 'react';
import type { ReactNode } from 'react';
import { paths } from '@ci-command-center/contract';
import type { RunView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import { Problem } from '../parts/problem.tsx';
import { Section } from '../parts/section.tsx';
import { useWords } from '../text/say.tsx';
import { isOver } from './current.ts';
import { isRunList } from './guard.ts';

interface Props {
  readonly runs: readonly RunView[];
  /** Where those begin that are not in `runs`. */
  readonly older: string | undefined;
  readonly channelId: string;
  item(run: RunView): ReactNode;
}

interface Older {
  readonly runs: readonly RunView[];
  readonly older?: string;
}

export function PastRuns({ runs, older, channelId, item }: Props) {
  const { say } = useWords();
  const [more, setMore] = React.useState<Older>();
  const { busy, error, run } = useDeed((before: string) =>
    request(pluginAddress(paths.runs, { channel_id: channelId, before }), isRunList),
  );
  const next = more === undefined ? older : more.older;
  const load = async () => {
    if (next === undefined) return;
    const page = await run(next);
    if (page !== undefined) setMore({ ...page, runs: [...(more?.runs ?? []), ...page.runs] });
  };
  const known = new Set(runs.map(({ id }) => id));
  const all = [...runs, ...(more?.runs ?? []).filter((each) => isOver(each) && !known.has(each.id))];
  if (all.length === 0 && next === undefined) return null;
  return (
    <Section title={say('intents.past')}>
      <ul>{all.map(item)}</ul>
      {next !== undefined && (
        <div className="ci-older">
          <button type="button" className="ci-button ci-button-small" aria-disabled={busy} onClick={() => void load()}>
            {busy && <i className="ci-spinner" aria-hidden="true" />}
            {say('list.older')}
          </button>
          <Problem error={error} />
        </div>
      )}
    </Section>
  );
}
