// What is filled into the form of a runbook, what is wrong with it, and what the server makes of it.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { ApiError, IntentView, RunAccepted, RunPlan, RunView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import type { Guard } from '../host/guard.ts';
import { useWords } from '../text/say.tsx';
import { isAccepted, isFaults, isPlan } from './guard.ts';
import { firstValues, missing, requestOf } from './values.ts';
import type { Values } from './values.ts';

interface RunForm {
  readonly values: Values;
  readonly subject: string;
  /** What is wrong, by parameter. */
  readonly faults: Values;
  /** Of the dry run with these values. */
  readonly plan: RunPlan | undefined;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  write(parameter: string, value: string): void;
  writeSubject(address: string): void;
  /** Runs it, or only looks. */
  ask(dryRun: boolean): Promise<void>;
}

const isAnswer: Guard<RunAccepted | RunPlan> = (value): value is RunAccepted | RunPlan => isAccepted(value) || isPlan(value);

/** Milliseconds: what it is run for is looked at in a CI system first. */
const TIMEOUT = 30_000;
const fine: Values = {};

export function useRunForm(intent: IntentView, channelId: string, before: RunView | undefined, onStarted: (id: string) => void): RunForm {
  const { say } = useWords();
  const [values, setValues] = React.useState(() => firstValues(intent, before));
  const [subject, setSubject] = React.useState(before?.subject?.url ?? '');
  const [faults, setFaults] = React.useState(fine);
  const [plan, setPlan] = React.useState<RunPlan>();
  const { busy, error, run } = useDeed(async (dryRun: boolean) => {
    const body = requestOf(intent, { values, subject, dryRun }, channelId);
    const address = pluginAddress(`${paths.intents}/${encodeURIComponent(intent.name)}/run`);
    const answer = await request(address, isAnswer, { method: 'POST', body, timeout: TIMEOUT });
    if (!answer.ok && isFaults(answer.error)) setFaults(answer.error.fields);
    return answer;
  });
  const ask = async (dryRun: boolean) => {
    setPlan(undefined);
    const empty = missing(intent, values);
    setFaults(Object.fromEntries(empty.map((name) => [name, say('intents.missing')])));
    if (empty.length > 0) return;
    const answer = await run(dryRun);
    if (isAccepted(answer)) onStarted(answer.id);
    else if (isPlan(answer)) setPlan(answer);
  };
  // A plan tells of the values that it was made with.
  const write = (parameter: string, value: string) => {
    setValues((known) => ({ ...known, [parameter]: value }));
    setPlan(undefined);
  };
  const writeSubject = (address: string) => {
    setSubject(address);
    setPlan(undefined);
  };
  return { values, subject, faults, plan, busy, error, write, writeSubject, ask };
}
