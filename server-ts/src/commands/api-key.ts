// /ci api-key: keys for programs, made, listed and taken away by system administrators.

import { CiError } from '../platform/errors.ts';
import { formatAge, formatDuration } from '../rendering/duration.ts';
import { codeSpan, codeSpans } from '../rendering/code-span.ts';
import { escape } from '../rendering/escape.ts';
import type { ApiKey } from '../keys/key.ts';
import { readDuration } from './duration-argument.ts';
import type { Handler } from './handler.ts';
import type { CiPorts } from './ports.ts';

/** Milliseconds: a key of which nobody says how long it lives. */
const USUAL_LIFE = 365 * 24 * 3_600_000;

/** Every answer is for the person alone: it may hold the key. */
export const apiKey: Handler = async ({ path, values, flags }, { userId }, ports) => {
  if (!(await ports.people.isAdministrator(userId)))
    throw new CiError('CI_KEY_ADMINISTRATOR', 'Only system administrators have to do with keys.', 'Ask one of them for a key.');
  switch (path[1]) {
    case 'create':
      return create(values.get('name') ?? '', values.get('intents') ?? '', flags.get('expires'), userId, ports);
    case 'revoke': {
      const gone = await ports.keys.revoke(values.get('name') ?? '');
      return { text: `The key ${codeSpan(gone.name)} is gone: whoever uses it is refused from now on.` };
    }
    default:
      return list(ports);
  }
};

async function create(name: string, scopes: string, expires: string | true | undefined, creatorId: string, ports: CiPorts) {
  const life = expires === undefined ? USUAL_LIFE : readDuration(String(expires));
  if (life === undefined)
    throw new CiError('CI_COMMAND_DURATION', 'This is no length of time.', 'Write --expires 30d, 12h or 8w; a year at most.');
  const { key, secret } = await ports.keys.create({ name, scopes, creatorId, expiresAt: ports.now() + life });
  return {
    text: [
      `The key ${codeSpan(key.name)}, for ${scopeWords(key)}, valid for ${formatDuration(life / 1000)}. This is the only time it is shown:`,
      '```',
      secret,
      '```',
      'Keep it as a masked variable of the CI system. Programs send it as the header `X-API-Key`; what they do is done as you.',
    ].join('\n'),
  };
}

async function list(ports: CiPorts) {
  const keys = await ports.keys.list();
  if (keys.length === 0) return { text: 'There are no keys. `/ci api-key create <name> <intent[,intent]|reports|*>` makes one.' };
  const names = await ports.people.names([...new Set(keys.map(({ creatorId }) => creatorId))]);
  const rows = keys.map((key) => {
    const maker = escape(names.get(key.creatorId) ?? 'somebody who is gone');
    return `- ${codeSpan(key.name)} for ${scopeWords(key)} · by ${maker} · ${expiryWords(key, ports.now())} · ${useWords(key, ports.now())}`;
  });
  return { text: ['Keys of programs:', ...rows].join('\n') };
}

function scopeWords({ scopes }: ApiKey): string {
  return scopes.includes('*') ? 'all intents and reports' : codeSpans(scopes);
}

function expiryWords({ expiresAt }: ApiKey, now: number): string {
  if (expiresAt === undefined) return 'without an end';
  return expiresAt <= now ? '**over**' : `${formatDuration((expiresAt - now) / 1000)} left`;
}

function useWords({ lastUsedAt, lastUsedFrom }: ApiKey, now: number): string {
  if (lastUsedAt === undefined) return 'never used';
  const from = lastUsedFrom === undefined ? '' : ` from ${codeSpan(lastUsedFrom)}`;
  return `last used ${formatAge(lastUsedAt, now)}${from}`;
}
