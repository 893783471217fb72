// A pipeline's log in the sidebar, live: the part of the web app that is loaded when first needed.
import * as React from 'react';
import { useConnected } from '../host/connection.ts';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import { download, textOf } from './hand-out.ts';
import { useFolds } from './folds.ts';
import { find, firstError, shownLines } from './lines.ts';
import { LogEmpty, LogFailure, LogLoading } from './log-states.tsx';
import { Screen } from './screen.tsx';
import type { LogTarget } from './target.ts';
import { SearchBox, Tool } from './toolbar.tsx';
import { useLog } from './use-log.ts';
import type { ReadLog } from './use-log.ts';
import './log-viewer.css';

export function LogView({ target }: { readonly target: LogTarget }) {
  const [log, retry] = useLog(target);
  if (log.lines.length > 0) return <Reader target={target} log={log} onRetry={retry} />;
  if (log.phase === 'loading') return <LogLoading />;
  if (log.error !== undefined && log.phase === 'failed') return <LogFailure error={log.error} onRetry={retry} />;
  return <LogEmpty over={log.phase === 'over'} />;
}

const none = (): boolean => false;

/** Goes to the line that failed it as soon as there is one, once: who scrolls on is not called back. */
function useFirstError(wanted: boolean, go: () => void): void {
  const done = React.useRef(false);
  React.useEffect(() => {
    if (!wanted || done.current) return;
    done.current = true;
    go();
  });
}

interface ReaderProps {
  readonly target: LogTarget;
  readonly log: ReadLog;
  onRetry(): void;
}

function Reader({ target: { title, at }, log, onRetry }: ReaderProps) {
  const { say } = useWords();
  const { lines } = log;
  const [wrap, setWrap] = React.useState(true);
  const [steps, setSteps] = React.useState(false);
  const [following, setFollowing] = React.useState(true);
  const [query, setQuery] = React.useState('');
  const [goal, setGoal] = React.useState({ place: 0, serial: 0 });
  const folds = useFolds(lines);
  // What is searched for may lie in a folded section.
  const isFolded = query === '' ? folds.isFolded : none;
  const shown = React.useMemo(() => shownLines(lines, steps, isFolded), [lines, steps, isFolded]);
  const matches = React.useMemo(() => find(lines, shown, query), [lines, shown, query]);
  const error = React.useMemo(() => firstError(lines), [lines]);
  const go = (place: number) => {
    setFollowing(false);
    setGoal(({ serial }) => ({ place, serial: serial + 1 }));
  };
  const toError = () => {
    const whole = shownLines(lines, steps, none);
    folds.unfoldAll();
    go(whole.indexOf(error));
  };
  useFirstError(at === 'error' && error >= 0, toError);
  const search = (wanted: string) => {
    setQuery(wanted);
    const [first] = find(lines, shownLines(lines, steps, none), wanted);
    if (first !== undefined) go(first);
  };
  const step = (by: 1 | -1) => {
    const next = by === 1 ? matches.find((place) => place > goal.place) : matches.findLast((place) => place < goal.place);
    const place = next ?? matches.at(by === 1 ? 0 : -1);
    if (place !== undefined) go(place);
  };
  const hasSteps = lines.some(({ kind }) => kind === 'step');
  return (
    <>
      <div className="ci-log-tools" role="toolbar" aria-label={say('log.title', { title })}>
        <SearchBox query={query} at={matches.indexOf(goal.place) + 1} count={matches.length} onQuery={search} onStep={step} />
        <span className="ci-log-buttons">
          <Tool icon="alert" label={say(error < 0 ? 'log.noError' : 'log.firstError')} disabled={error < 0} onClick={toError} />
          {folds.count > 0 && (
            <Tool
              icon="fold"
              label={say(folds.allFolded ? 'log.unfold' : 'log.fold')}
              pressed={folds.allFolded}
              onClick={folds.allFolded ? folds.unfoldAll : folds.foldAll}
            />
          )}
          {hasSteps && <Tool icon="steps" label={say('log.steps')} pressed={steps} onClick={() => setSteps(!steps)} />}
          <Tool icon="wrap" label={say('log.wrap')} pressed={wrap} onClick={() => setWrap(!wrap)} />
          <CopyTool log={log} />
          <Tool icon="download" label={say('log.download')} onClick={() => download(title, lines)} />
        </span>
      </div>
      <LogBanner log={log} onRetry={onRetry} />
      <Screen
        title={title}
        lines={lines}
        shown={shown}
        wrap={wrap}
        query={query.toLowerCase()}
        goal={goal}
        isFolded={isFolded}
        onFold={folds.toggle}
        following={following}
        onFollowing={setFollowing}
      />
      <LogFoot log={log} />
    </>
  );
}

function CopyTool({ log: { lines } }: { readonly log: ReadLog }) {
  const { say } = useWords();
  const [copied, setCopied] = React.useState(false);
  // Without https the browser offers no clipboard; the download works there, too.
  const clipboard = window.isSecureContext ? navigator.clipboard : undefined;
  if (clipboard === undefined) return null;
  return (
    <>
      <Tool icon="copy" label={say('log.copy')} onClick={() => void clipboard.writeText(textOf(lines)).then(() => setCopied(true))} />
      <output className="ci-hidden">{copied && say('log.copied')}</output>
    </>
  );
}

/** Says why no more lines come, and that there are some before the first. */
function LogBanner({ log, onRetry }: { readonly log: ReadLog; onRetry(): void }) {
  const { say } = useWords();
  const connected = useConnected();
  const failed = log.phase === 'failed';
  if (failed || !connected) {
    return (
      <output className="ci-banner">
        <Glyph name="offline" size={16} />
        <span>{failed ? say('log.stale', { reason: log.error?.message ?? '' }) : say('log.offline')}</span>
        {failed && (
          <button type="button" className="ci-button ci-button-plain" onClick={onRetry}>
            {say('log.retry')}
          </button>
        )}
      </output>
    );
  }
  return log.cut ? <p className="ci-log-cut">{say('log.cut', { provider: say('log.whole') })}</p> : null;
}

function LogFoot({ log: { lines, phase } }: { readonly log: ReadLog }) {
  const { say, count } = useWords();
  return (
    <p className="ci-log-foot">
      {phase === 'live' && <i className="ci-log-beat" aria-hidden="true" />}
      {say(phase === 'live' ? 'log.live' : 'log.over')} · {count('log.lines', lines.length)}
    </p>
  );
}
