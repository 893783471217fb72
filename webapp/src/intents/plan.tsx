// A dry run: each call that a run with these values would make, in order.
import * as React from 'react';
import type { RunPlan } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';

export function Plan({ plan: { steps } }: { readonly plan: RunPlan }) {
  const { say } = useWords();
  const id = React.useId();
  const place = React.useRef<HTMLElement>(null);
  // With braces: newer browsers answer a promise, which React would take for a cleanup.
  React.useEffect(() => {
    place.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <section ref={place} className="ci-plan" aria-labelledby={id}>
      <h5 id={id} className="ci-steps-title">
        {say('intents.plan')}
      </h5>
      <ol className="ci-lines">
        {steps.map(({ name, calls }, at) => (
          // Two steps may be alike.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className="ci-plan-step">
            <span className="ci-plan-number" aria-hidden="true">
              {at + 1}
            </span>
            <div className="ci-plan-body">
              <strong>{name}</strong>
              <ul className="ci-lines">
                {calls.map(({ what, method, url }, index) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <li key={index}>
                    <span>{what}</span>
                    {url !== undefined && <code className="ci-code ci-plan-call">{method === undefined ? url : `${method} ${url}`}</code>}
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
