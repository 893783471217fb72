// What the web app asks for: a channel's pipelines, page by page, for the people who may read that channel.
import { paths, type PipelineList, type PipelineView } from '@ci-command-center/contract';
import { Hono } from 'hono';
import type { Instant } from '../ci/pipeline.ts';
import { asMember, refuse, type MemberPorts } from './member.ts';

/** A place in the list: what changed before it comes after it. */
export interface ListPlace {
  readonly at: Instant;
  readonly key: string;
}

export interface SidebarPorts extends MemberPorts {
  /** The pipelines that the channel shows, newest change first. */
  pipelinesOf(channelId: string, limit: number, before?: ListPlace): Promise<readonly PipelineView[]>;
  /** Buttons that somebody may not click there, by `<provider>/<call>`. */
  refusedOf(userId: string, channelId: string): Promise<readonly string[]>;
}

const LIMIT = 50;
const PLACE = /^(\d{1,15})~(.+)$/s;

export function createSidebar(ports: SidebarPorts): Hono {
  const app = new Hono();
  app.get(
    paths.pipelines,
    asMember(ports, async (context, channelId, userId) => {
      const asked = context.req.query('before');
      const before = asked === undefined ? undefined : placeIn(asked);
      if (asked !== undefined && before === undefined)
        return context.json(refuse('CI_API_PLACE', 'Give before as the list before said it in older.'), 400);
      const [found, refused] = await Promise.all([ports.pipelinesOf(channelId, LIMIT + 1, before), ports.refusedOf(userId, channelId)]);
      const shown = found.slice(0, LIMIT);
      const last = shown.at(-1);
      const older = found.length > LIMIT && last !== undefined ? { older: `${last.updatedAt}~${last.key}` } : {};
      const list: PipelineList = { pipelines: shown, ...older, ...(refused.length > 0 && { refused }) };
      return context.json(list);
    }),
  );
  return app;
}

function placeIn(text: string): ListPlace | undefined {
  const [, at, key] = PLACE.exec(text) ?? [];
  return at === undefined || key === undefined ? undefined : { at: Number(at), key };
}
