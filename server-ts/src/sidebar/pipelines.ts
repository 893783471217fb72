// What the web app asks for: a channel's pipelines, for the people who may read that channel.
import { paths, type ApiError, type PipelineList, type PipelineView } from '@ci-command-center/contract';
import { Hono } from 'hono';

export interface SidebarPorts {
  /** Whether the person is a member of the channel. */
  isMember(userId: string, channelId: string): Promise<boolean>;
  /** The pipelines that the channel shows, newest change first. */
  pipelinesOf(channelId: string, limit: number): Promise<readonly PipelineView[]>;
}

const LIMIT = 50;
/** `model.IsValidId`: 26 letters and digits. */
const ID = /^[a-z0-9]{26}$/;

const refuse = (code: string, message: string): ApiError => ({ code, message });

/** Below the plugin's address. The server sets `Mattermost-User-Id` for a signed-in person, and removes one that a caller sends. */
export function createSidebar(ports: SidebarPorts): Hono {
  const app = new Hono();
  app.get(paths.pipelines, async (context) => {
    const userId = context.req.header('Mattermost-User-Id') ?? '';
    if (userId === '') return context.json(refuse('CI_API_SESSION', 'Sign in to Mattermost first.'), 401);
    const channelId = context.req.query('channel_id') ?? '';
    if (!ID.test(channelId)) return context.json(refuse('CI_API_CHANNEL', 'Give the channel as channel_id.'), 400);
    if (!(await ports.isMember(userId, channelId))) {
      return context.json(refuse('CI_API_CHANNEL_FORBIDDEN', 'Join the channel to see its pipelines.'), 403);
    }
    const list: PipelineList = { pipelines: await ports.pipelinesOf(channelId, LIMIT) };
    context.header('Cache-Control', 'no-store');
    return context.json(list);
  });
  return app;
}
