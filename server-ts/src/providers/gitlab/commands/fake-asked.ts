// For tests only: somebody who asks a stand-in GitLab.

import type { Answer, AskedCall, AskedVerb } from '../../../ci/command.ts';
import type { Connection } from '../../../ci/connection.ts';
import type { Account } from '../../../ci/account.ts';
import type { Http } from '../../../ci/http.ts';
import { fakeSurroundings } from '../../../ci/fake-surroundings.ts';
import { toChannelId } from '../../../ci/ids.ts';
import type { Words } from '../../../ci/words.ts';
import { createHttp } from '../../../platform/http.ts';
import { command } from '../command.ts';

interface Somebody {
  readonly url: string;
  readonly login: string;
  readonly token: string;
  readonly http?: Http;
  /** Projects of the channel. */
  readonly projects?: readonly string[];
  readonly readOnly?: true;
  /** Other surroundings than usual. */
  readonly around?: Partial<AskedVerb>;
}

export interface Asking {
  /** `pipelines run`, then the words as they were typed; `--name` is a flag. */
  type(verb: string, ...words: readonly string[]): Promise<Answer>;
  click(call: string, args: Readonly<Record<string, string>>, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  readonly asked: AskedVerb;
}

export function asking({ url, login, token, http = createHttp(), projects = [], readOnly, around = {} }: Somebody): Asking {
  const connection: Connection = { provider: 'gitlab', name: 'default', url, webhookSecrets: [] };
  const account: Account = { login, ...(readOnly !== undefined && { readOnly }) };
  const asked = {
    person: { userId: 'u1', username: login, timezone: 'UTC' },
    channelId: toChannelId('c1'),
    connection,
    connections: [connection],
    as: async () => ({ connection, http, credentials: { token }, account }),
    now: Date.now(),
    heard: false,
    ...fakeSurroundings,
    isAdministrator: async () => false,
    projects: async () => projects,
    ...around,
  };
  const verb = (name: string, typed: readonly string[]): AskedVerb => {
    const words = typed.filter((word) => !word.startsWith('--'));
    const flags = new Map(typed.filter((word) => word.startsWith('--')).map((word) => [word.slice(2), true] as const));
    const [top, below] = name.split(' ');
    const found = command.grammar.verbs.find((each) => each.name === top);
    const parameters = (found?.verbs?.find((each) => each.name === below) ?? found)?.parameters ?? [];
    const values = parameters.flatMap(({ name: key }, index) => (words[index] === undefined ? [] : [[key, words[index]] as const]));
    return { ...asked, words, flags, values: new Map(values) };
  };
  return {
    asked: verb('', []),
    async type(name, ...words) {
      const answer = command.verbs[name];
      if (answer === undefined) throw new Error(`no verb ${name}`);
      return answer(verb(name, words));
    },
    async click(name, args, fields = {}) {
      const answer: ((call: AskedCall) => Promise<Answer>) | undefined = command.calls[name];
      if (answer === undefined) throw new Error(`no call ${name}`);
      return answer({ ...asked, args, fields });
    },
  };
}

/** The text without its markup. */
export function textOf({ pieces }: Words): string {
  return pieces.map(({ text }) => text).join('');
}
