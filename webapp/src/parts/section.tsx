// A section of a tab: its heading, what belongs beside it, and its items.
import * as React from 'react';
import type { ReactNode } from 'react';
import { Glyph } from './icon.tsx';
import './list.css';

interface Props {
  readonly title: string;
  /** Beside the heading. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: Props) {
  const id = React.useId();
  return (
    <section aria-labelledby={id}>
      <header className="ci-section-head">
        <h3 id={id} className="ci-section-title">
          {title}
        </h3>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** What few look at: shown when it is asked for. */
export function Fold({
  summary,
  className = '',
  children,
}: {
  readonly summary: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <details className={`ci-fold ${className}`}>
      <summary>
        <Glyph name="open" />
        {summary}
      </summary>
      {children}
    </details>
  );
}
