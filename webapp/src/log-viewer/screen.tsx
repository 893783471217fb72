// The lines of a log on screen: only those in sight are drawn, so that a hundred thousand scroll as ten do.
import * as React from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import { LogLineView } from './line.tsx';
import type { LogLine } from './lines.ts';

const LINE_HEIGHT = 18;
/** Pixels from the end that still count as being there. */
const NEAR = 24;

interface Props {
  readonly title: string;
  readonly lines: readonly LogLine[];
  /** Indices of the lines to show. */
  readonly shown: readonly number[];
  readonly wrap: boolean;
  readonly query: string;
  /** Place in `shown` to bring into sight, each time `serial` changes. */
  readonly goal: { readonly place: number; readonly serial: number };
  /** Of the index of a line. */
  isFolded(index: number): boolean;
  onFold(index: number): void;
  readonly following: boolean;
  onFollowing(following: boolean): void;
}

export function Screen({ title, lines, shown, wrap, query, goal, isFolded, onFold, following, onFollowing }: Props) {
  const { say } = useWords();
  const scroller = React.useRef<HTMLDivElement>(null);
  // It is not passed on to anything that remembers.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 30,
    // React mounts us the old way, where a flush in the middle of drawing warns.
    useFlushSync: false,
  });
  React.useLayoutEffect(() => virtual.measure(), [virtual, wrap]);
  React.useLayoutEffect(() => {
    if (following && shown.length > 0) virtual.scrollToIndex(shown.length - 1, { align: 'end' });
  }, [virtual, following, shown.length, wrap]);
  React.useEffect(() => {
    if (goal.serial > 0) virtual.scrollToIndex(goal.place, { align: 'center' });
  }, [virtual, goal]);
  useLeaveEnd(scroller, following, onFollowing);
  return (
    <div className="ci-log-frame">
      {/* Lines are read with the keyboard by scrolling, which only what has the focus does. */}
      <section
        ref={scroller}
        className={`ci-log-scroller ${wrap ? 'ci-log-wrap' : ''}`}
        aria-label={say('log.title', { title })}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div className="ci-log-lines" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index: place, start }) => {
            const number = shown[place] ?? 0;
            const line = lines[number];
            return (
              <div
                key={place}
                ref={wrap ? virtual.measureElement : undefined}
                data-index={place}
                className={`ci-log-line ci-log-${line?.kind ?? 'plain'} ${goal.serial > 0 && goal.place === place ? 'ci-log-here' : ''}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span className="ci-log-number" aria-hidden="true">
                  {number + 1}
                </span>
                {line?.kind === 'section' && <FoldButton name={line.text} folded={isFolded(number)} onFold={() => onFold(number)} />}
                <span className="ci-log-text">{line && <LogLineView line={line} query={query} />}</span>
              </div>
            );
          })}
        </div>
      </section>
      {!following && (
        <button type="button" className="ci-log-end" onClick={() => onFollowing(true)}>
          <Glyph name="end" />
          {say('log.end')}
        </button>
      )}
    </div>
  );
}

function FoldButton({ name, folded, onFold }: { readonly name: string; readonly folded: boolean; onFold(): void }) {
  const { say } = useWords();
  const label = say(folded ? 'log.section.unfold' : 'log.section.fold', { section: name });
  return (
    <button type="button" className="ci-log-fold" aria-expanded={!folded} aria-label={label} title={label} onClick={onFold}>
      <Glyph name="open" size={12} />
    </button>
  );
}

/** Whoever scrolls up wants to stay there; whoever comes back to the end wants to follow. */
function useLeaveEnd(scroller: React.RefObject<HTMLDivElement>, following: boolean, onFollowing: (following: boolean) => void): void {
  React.useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let before = element.scrollTop;
    const look = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
      if (following && scrollTop < before - 1 && !isAtEnd) onFollowing(false);
      if (!following && scrollTop > before && isAtEnd) onFollowing(true);
      before = scrollTop;
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller, following, onFollowing]);
}
