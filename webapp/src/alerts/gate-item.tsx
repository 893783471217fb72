// One quality gate: how it stands since when, which conditions failed, and how it stood before.
import * as React from 'react';
import type { GateConditionView, GateStatus, Status, WatchedGateView } from '@ci-command-center/contract';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { Moment } from '../parts/moment.tsx';
import { StatusIcon } from '../parts/icon.tsx';
import { Fold } from '../parts/section.tsx';
import { useWords } from '../text/say.tsx';
import { exactText } from '../text/time.ts';

const looks: Readonly<Record<GateStatus, Status>> = { passed: 'success', failed: 'failed', error: 'warning', none: 'skipped' };
const conditionLooks: Readonly<Record<GateConditionView['status'], Status>> = { passed: 'success', failed: 'failed', unknown: 'skipped' };

export function GateItem({ gate }: { readonly gate: WatchedGateView }) {
  const { say } = useWords();
  const { project, ref, name, status, url, since, provider } = gate;
  const word = say(`gates.${status}`);
  return (
    <li className="ci-item" aria-label={say('gates.label', { project: project.path, ref: ref?.name ?? '', status: word })}>
      <StatusIcon status={looks[status]} />
      <div className="ci-item-body">
        <div className="ci-item-head">
          <h4 className="ci-item-title">
            <ForeignLink href={url ?? project.url}>{project.path}</ForeignLink>
          </h4>
          {ref !== undefined && (
            <ForeignLink href={ref.url} className="ci-item-note">
              {ref.name}
            </ForeignLink>
          )}
        </div>
        <div className="ci-item-facts">
          <Moment id="gates.since" at={since} status={word} />
          {name !== '' && <span>{name}</span>}
          <span>{provider}</span>
        </div>
        <Conditions gate={gate} />
        <Verdicts gate={gate} />
      </div>
    </li>
  );
}

function Conditions({ gate: { conditions, project } }: { readonly gate: WatchedGateView }) {
  const { say, count } = useWords();
  const open = conditions.filter(({ status }) => status !== 'passed');
  const passed = conditions.filter(({ status }) => status === 'passed');
  const label = say('gates.conditions', { project: project.path });
  return (
    <>
      {open.length > 0 && <ConditionList label={label} conditions={open} />}
      {passed.length > 0 && (
        <Fold summary={count('gates.kept', passed.length)}>
          <ConditionList label={label} conditions={passed} />
        </Fold>
      )}
    </>
  );
}

function ConditionList({ label, conditions }: { readonly label: string; readonly conditions: readonly GateConditionView[] }) {
  const { say } = useWords();
  return (
    <ul className="ci-lines" aria-label={label}>
      {conditions.map(({ text, status }) => (
        <li key={text} className="ci-line-item">
          <StatusIcon status={conditionLooks[status]} size={14} />
          <span>
            <span className="ci-hidden">{say(`gates.condition.${status}`)}: </span>
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One verdict is no history. */
function Verdicts({ gate: { history, project } }: { readonly gate: WatchedGateView }) {
  const words = useWords();
  if (history.length < 2) return null;
  return (
    <ol className="ci-verdicts" aria-label={words.say('gates.history', { project: project.path })}>
      {history.toReversed().map(({ status, at, url }) => {
        const label = words.say('gates.verdict', { status: words.say(`gates.${status}`), time: exactText(at, words) });
        return (
          <li key={at} title={label}>
            <ForeignLink href={url}>
              <StatusIcon status={looks[status]} size={12} />
              <span className="ci-hidden">{label}</span>
            </ForeignLink>
          </li>
        );
      })}
    </ol>
  );
}
