// The sidebar's place for a log: the way back, whose log it is, and the view itself, which is loaded when first needed.
import * as React from 'react';
import { isString } from '../host/guard.ts';
import { CHOSEN_TAB, useKept } from '../host/kept.ts';
import { Boundary } from '../parts/boundary.tsx';
import { useWords } from '../text/say.tsx';
import { LogLoading } from './log-states.tsx';
import type { LogTarget } from './slice.ts';
import { Tool } from './toolbar.tsx';

/** It does not come when the server has a newer version by now, or the connection is lost. */
const LogView = React.lazy(async () => ({ default: (await import(/* webpackChunkName: "log" */ './log-view.tsx')).LogView }));

export function LogPanel({ target }: { readonly target: LogTarget }) {
  const { say } = useWords();
  const [, choose] = useKept(CHOSEN_TAB, isString, '');
  const missing = (
    <p className="ci-state" role="alert">
      {say('log.chunk')}
    </p>
  );
  return (
    <section className="ci-log" aria-label={say('log.title', { title: target.title })}>
      <header className="ci-log-head">
        <Tool icon="back" label={say('log.back')} onClick={() => choose('pipelines')} />
        <h3 className="ci-log-title" title={target.title}>
          {target.title}
        </h3>
      </header>
      <Boundary otherwise={missing}>
        <React.Suspense fallback={<LogLoading />}>
          <LogView key={`${target.channelId} ${target.key}`} target={target} />
        </React.Suspense>
      </Boundary>
    </section>
  );
}
