// /ci audit: who did what from here, and who was refused what. Administrators see all, everybody else what they did themselves.

import type { AuditRow } from '../audit/index.ts';
import { CiError } from '../platform/errors.ts';
import { codeSpan } from '../rendering/code-span.ts';
import { escape } from '../rendering/escape.ts';
import { readDuration } from './duration-argument.ts';
import type { Handler } from './handler.ts';
import type { CiPorts } from './ports.ts';

const MOST = 30;
const LONGEST_VALUES = 200;

export const showAudit: Handler = async ({ flags }, { userId }, ports) => {
  const [user, since, action] = ['user', 'since', 'action'].map((name) => textOf(flags.get(name)));
  const isAdministrator = await ports.people.isAdministrator(userId);
  const asked = user === undefined ? undefined : await personNamed(user, ports);
  if (!isAdministrator && asked !== undefined && asked !== userId)
    throw new CiError('CI_AUDIT_ADMINISTRATOR', 'Only system administrators see what others did.', 'Ask one of them, or leave --user out.');
  const person = asked ?? (isAdministrator ? undefined : userId);
  const rows = await ports.audit.find({
    limit: MOST + 1,
    ...(person !== undefined && { userId: person }),
    ...(since !== undefined && { since: readSince(since, ports.now()) }),
    ...(action !== undefined && { acts: ports.audit.likesOf(action) }),
  });
  return { text: await tell(rows, isAdministrator, ports) };
};

function textOf(flag: string | true | undefined): string | undefined {
  return typeof flag === 'string' && flag !== '' ? flag : undefined;
}

async function personNamed(text: string, { people }: CiPorts): Promise<string> {
  const name = text.replace(/^@/, '').toLowerCase();
  const id = await people.idOf(name);
  if (id !== undefined) return id;
  throw new CiError('CI_AUDIT_PERSON', `Nobody here is called ${name.slice(0, 64)}.`, 'Write --user @name.');
}

/** `2d`, or a date. */
function readSince(text: string, now: number): number {
  const length = readDuration(text);
  const at = length === undefined ? Date.parse(/^\d{4}-\d\d-\d\d/.test(text) ? text : '') : now - length;
  if (!Number.isNaN(at)) return at;
  throw new CiError('CI_COMMAND_DURATION', `${text.slice(0, 60)} is no time.`, 'Write --since 2d, 12h or 2026-01-31.');
}

async function tell(rows: readonly AuditRow[], isAdministrator: boolean, { people, audit }: CiPorts): Promise<string> {
  if (rows.length === 0) return 'Nothing of that was noted.';
  const shown = rows.slice(0, MOST);
  const [names, channels] = await Promise.all([
    people.names([...new Set(shown.map(({ userId }) => userId))]),
    audit.channelNames([...new Set(shown.flatMap(({ channelId }) => channelId ?? []))]),
  ]);
  const lines = shown.map((row) => lineOf(row, names, channels));
  const more = rows.length > MOST ? [`Only the newest ${MOST}; narrow it with --since, --user or --action.`] : [];
  const all = isAdministrator ? ['All of it as JSON lines: `GET /plugins/ci-command-center/api/v1/audit`'] : [];
  return [...lines, ...more, ...all].join('\n');
}

function lineOf(row: AuditRow, names: ReadonlyMap<string, string>, channels: ReadonlyMap<string, string>): string {
  const { at, act, userId, from, key, channelId, what, values, outcome, code } = row;
  const when = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  const place = channelId === undefined ? '' : ` in ${escape(channels.get(channelId) ?? 'a channel that is gone')}`;
  const by = escape(names.get(userId) ?? 'somebody who is gone') + (key === undefined ? '' : ` by the key ${codeSpan(key)}`);
  const given = Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
    .slice(0, LONGEST_VALUES);
  const parts = [
    `${when} UTC`,
    by,
    `**${outcome}** ${codeSpan(act)}`,
    ...(what === '' ? [] : [escape(what)]),
    ...(given === '' ? [] : [codeSpan(given)]),
    `${from}${place}`,
    ...(code === undefined ? [] : [codeSpan(code)]),
  ];
  return `- ${parts.join(' · ')}`;
}
