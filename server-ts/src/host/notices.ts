// Tells the administrators, privately and once, what keeps the plugin from working and what to do about it.
import type { Api } from '../mattermost/index.ts';
import type { CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

export interface Notices {
  /**
   * What is wrong in one area now, nothing when all is well. Each problem is logged, and written to the administrators once
   * until it has been away. Never rejects.
   */
  follow(area: string, problems: readonly CiError[]): Promise<void>;
}

/** `botId`: who writes. */
export function createNotices(api: Api, botId: string, log: Log): Notices {
  const current = new Map<string, string>();
  return {
    async follow(area, problems) {
      const codes = [...new Set(problems.map(({ code }) => code))].sort().join(' ');
      if (current.get(area) === codes) return;
      current.set(area, codes);
      for (const { code, message, remedy } of problems) log.error(message, { code, remedy });
      try {
        const told = await remember(api, area, codes);
        for (const problem of problems) if (told !== undefined && !told.has(problem.code)) await tellAll(api, botId, problem);
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

async function tellAll(api: Api, botId: string, { code, message, remedy }: CiError): Promise<void> {
  const text = `**CI Command Center needs your attention.** ${message}\n${remedy} \`${code}\``;
  for (const { id, is_bot: isBot } of await api.getUsers({ Role: 'system_admin', Active: true, Page: 0, PerPage: 20 })) {
    if (isBot) continue;
    const channel = await api.getDirectChannel(id, botId);
    await api.createPost({ user_id: botId, channel_id: channel.id, message: text });
  }
}
