// Tells the administrators, privately and once, what keeps the plugin from working and what to do about it.
import type { Api } from '../mattermost/index.ts';
import type { CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

export interface Notices {
  /**
   * What is wrong in one area now, nothing when all is well. It is logged when it changes, and written to the administrators when
   * there is a problem of a code that they were not told of; again when that has been away. Never rejects.
   */
  follow(area: string, problems: readonly CiError[]): Promise<void>;
}

/** Of so many problems at once each is told; the doctor knows them all. */
const MOST = 5;

/** `botId`: who writes. */
export function createNotices(api: Api, botId: string, log: Log): Notices {
  const current = new Map<string, string>();
  return {
    async follow(area, problems) {
      const codes = [...new Set(problems.map(({ code }) => code))].sort().join(' ');
      const words = problems.map(({ message }) => message).join('\n');
      if (current.get(area) === words) return;
      current.set(area, words);
      for (const { code, message, remedy } of problems.slice(0, MOST)) log.error(message, { code, remedy });
      if (problems.length > MOST) log.error(`There are ${problems.length - MOST} more problems of the kind. /ci doctor shows them.`);
      try {
        const told = await remember(api, area, codes);
        if (told !== undefined && problems.some(({ code }) => !told.has(code))) await tellAll(api, botId, problems);
      } catch (error) {
        current.delete(area);
        log.warn('The administrators could not be told', { area, reason: String(error) });
      }
    },
  };
}

/** Replaces the codes that were told; answers the former ones, or undefined when another node was faster and tells them. */
async function remember(api: Api, area: string, codes: string): Promise<ReadonlySet<string> | undefined> {
  const key = `told_${area}`;
  const before: Uint8Array | undefined = await api.kvGet(key);
  const text = new TextDecoder().decode(before ?? new Uint8Array());
  if (text.trim() === codes) return undefined;
  const done = await api.kvSetWithOptions(key, new TextEncoder().encode(codes || ' '), {
    Atomic: true,
    ...(text === '' ? {} : { OldValue: before }),
  });
  return done ? new Set(text.split(' ')) : undefined;
}

async function tellAll(api: Api, botId: string, problems: readonly CiError[]): Promise<void> {
  const text = textOf(problems);
  for (const { id, is_bot: isBot } of await api.getUsers({ Role: 'system_admin', Active: true, Page: 0, PerPage: 20 })) {
    if (isBot) continue;
    const channel = await api.getDirectChannel(id, botId);
    await api.createPost({ user_id: botId, channel_id: channel.id, message: text });
  }
}

/** One post for all: a configuration may have thousands of faults. */
function textOf(problems: readonly CiError[]): string {
  const told = problems.slice(0, MOST).map(({ code, message, remedy }) => `${message}\n${remedy} \`${code}\``);
  const more = problems.length > MOST ? [`And ${problems.length - MOST} more: see \`/ci doctor\`.`] : [];
  return `**CI Command Center needs your attention.** ${[...told, ...more].join('\n\n')}`;
}
