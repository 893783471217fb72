// Asks the server what is wrong with a text as it is typed; only the answer for what is there now counts.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { ApiError, ConfigurationQuestion, ConfigurationVerdict, SettingQuestion, SettingVerdict } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import type { Guard } from '../host/guard.ts';
import { isSettingVerdict, isVerdict } from './guard.ts';

export interface Check {
  readonly busy: boolean;
  /** The last one; while the next is awaited, that of a moment ago. */
  readonly verdict: ConfigurationVerdict | undefined;
  /** Why there is none for the text of now. */
  readonly error: ApiError | undefined;
  again(): void;
}

export type SettingProblem = NonNullable<SettingVerdict['problem']>;

/** Milliseconds without a key before it is asked. */
const CALM = 350;

/** Of the whole configuration. */
export function useCheck(text: string): Check {
  const body: ConfigurationQuestion = { text };
  return useAnswer(paths.configurationCheck, isVerdict, JSON.stringify(body));
}

/** Of one setting, by its key; nothing while it is not known, and of an empty one. */
export function useSettingCheck(key: string, text: string): SettingProblem | undefined {
  const body: SettingQuestion = { key, text };
  const { verdict, busy } = useAnswer(paths.settingCheck, isSettingVerdict, text.trim() === '' ? undefined : JSON.stringify(body));
  return text.trim() === '' || (busy && verdict?.problem === undefined) ? undefined : verdict?.problem;
}

/** Of which question and which try an answer is. */
interface Known<Verdict> {
  readonly asked: string | undefined;
  readonly turn: number;
  readonly verdict: Verdict | undefined;
  readonly error: ApiError | undefined;
}

interface Answer<Verdict> extends Pick<Known<Verdict>, 'verdict' | 'error'> {
  readonly busy: boolean;
  again(): void;
}

/** `question`: the body as JSON; undefined asks nothing. `guard` must be the same one each time. */
function useAnswer<Verdict>(path: string, guard: Guard<Verdict>, question: string | undefined): Answer<Verdict> {
  const [known, setKnown] = React.useState<Known<Verdict>>({ turn: -1, asked: question, verdict: undefined, error: undefined });
  const [turn, again] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    if (question === undefined) return undefined;
    let over = false;
    const ask = async (): Promise<void> => {
      const answer = await request(pluginAddress(path), guard, { method: 'POST', body: JSON.parse(question) });
      if (over) return;
      setKnown({ asked: question, turn, verdict: answer.ok ? answer.value : undefined, error: answer.ok ? undefined : answer.error });
    };
    const timer = setTimeout(() => void ask(), CALM);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [path, guard, question, turn]);
  const { verdict, error } = known;
  return { verdict, error, busy: known.asked !== question || known.turn !== turn, again };
}
