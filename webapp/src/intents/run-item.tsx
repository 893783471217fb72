// One run: how it stands, who began it with which values, its steps, and what this person may decide.
import * as React from 'react';
import type { PersonView, RunView } from '@ci-command-center/contract';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { StatusIcon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Person } from '../parts/person.tsx';
import { useWords } from '../text/say.tsx';
import { exactText } from '../text/time.ts';
import { lookOf } from './current.ts';
import { RunSteps } from './run-steps.tsx';
import { RunWays } from './run-ways.tsx';
import type { WaysProps } from './run-ways.tsx';

export function RunItem({ run, channelId, intent, onChanged }: WaysProps) {
  const { say } = useWords();
  const { id, intent: name, state } = run;
  const look = lookOf(run);
  const word = say(`run.${state}`);
  return (
    <li className="ci-item" aria-label={say('run.label', { name, state: word, id })}>
      <StatusIcon status={look} />
      <div className="ci-item-body">
        <div className="ci-item-head">
          <h4 className="ci-item-title">{name}</h4>
          <span className={`ci-verdict ci-is-${look}`}>
            <span className="ci-verdict-word">{word}</span>
          </span>
          <span className="ci-item-note">{id}</span>
        </div>
        <Facts run={run} />
        <Values run={run} />
        {state === 'waiting' && <Agreed run={run} />}
        <End run={run} />
        <RunSteps run={run} />
        <RunWays run={run} channelId={channelId} intent={intent} onChanged={onChanged} />
      </div>
    </li>
  );
}

function Facts({ run: { by, key, createdAt, endedAt, subject } }: { readonly run: RunView }) {
  const { say } = useWords();
  return (
    <div className="ci-item-facts">
      <Person person={by} title={say('run.by', { name: by.name })} />
      {key !== undefined && <span>{say('run.key', { name: key })}</span>}
      <Moment id="run.began" at={createdAt} />
      {endedAt !== undefined && <Moment id="run.ended" at={endedAt} />}
      {subject !== undefined && <ForeignLink href={subject.url}>{subject.title}</ForeignLink>}
    </div>
  );
}

function Values({ run: { values, intent: name } }: { readonly run: RunView }) {
  const { say } = useWords();
  if (values.length === 0) return null;
  return (
    <ul className="ci-tags" aria-label={say('run.values', { name })}>
      {values.map(({ name: parameter, value }) => (
        <li key={parameter} className="ci-tag">
          {parameter}={value}
        </li>
      ))}
    </ul>
  );
}

function called({ name, mention }: PersonView): string {
  return mention === undefined ? name : `@${mention}`;
}

function Agreed({ run: { approval } }: { readonly run: RunView }) {
  const words = useWords();
  if (approval === undefined) return null;
  const { given, count, until } = approval;
  const names = given.map(called).join(', ');
  return (
    <p>
      {words.say(given.length === 0 ? 'run.agreed.none' : 'run.agreed', { given: given.length, count, names })}{' '}
      <span className="ci-item-note">{words.say('run.until', { time: exactText(until, words) })}</span>
    </p>
  );
}

function End({ run: { state, end } }: { readonly run: RunView }) {
  const { say } = useWords();
  if (end === undefined) return null;
  const told = say(state === 'rejected' ? 'run.rejectedBy' : 'run.canceledBy', { name: called(end.by) });
  return <p>{end.reason === undefined ? told : `${told}: ${end.reason}`}</p>;
}
