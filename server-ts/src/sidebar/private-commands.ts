// Commands that hold a secret, sent by the web app to us alone: a command that goes the usual way is written into Mattermost's audit log
// as it was typed, where one is kept (`executeCommand` in server/channels/api4/command.go).

import { paths, type ApiError, type PrivateCommandList } from '@ci-command-center/contract';
import { Hono } from 'hono';
import * as z from 'zod';
import { toChannelId, type ChannelId } from '../ci/ids.ts';

export interface TypedCommand {
  readonly userId: string;
  readonly channelId: ChannelId;
  /** Empty outside of threads. */
  readonly rootId: string;
  readonly command: string;
}

export interface PrivateCommandPorts {
  /** As they are typed, without the slash: `trigger verb`. */
  privateCommands(): readonly string[];
  /** Is a member of the channel and may write there. */
  mayPost(userId: string, channelId: ChannelId): Promise<boolean>;
  /** Answers in the channel, to that person. Never rejects. */
  execute(typed: TypedCommand): Promise<void>;
}

/** Letters; Mattermost takes no longer ones. */
const LONGEST = 16_383;

const id = z.string().regex(/^[a-z0-9]{26}$/);
const sent = z.object({
  command: z.string().max(LONGEST),
  channel_id: id.transform(toChannelId),
  root_id: id.or(z.literal('')).catch(''),
});

const refuse = (code: string, message: string): ApiError => ({ code, message });
const signIn = refuse('CI_API_SESSION', 'Sign in to Mattermost first.');

/** Below the plugin's address. The server sets `Mattermost-User-Id` for a signed-in person, and removes one that a caller sends. */
export function createPrivateCommands(ports: PrivateCommandPorts): Hono {
  const app = new Hono();
  app.get(paths.privateCommands, (context) => {
    if ((context.req.header('Mattermost-User-Id') ?? '') === '') return context.json(signIn, 401);
    const list: PrivateCommandList = { commands: ports.privateCommands() };
    return context.json(list);
  });
  app.post(paths.privateCommands, async (context) => {
    const userId = context.req.header('Mattermost-User-Id') ?? '';
    if (userId === '') return context.json(signIn, 401);
    const { data } = sent.safeParse(await context.req.json().catch(() => undefined));
    if (data === undefined || !isPrivate(data.command, ports.privateCommands()))
      return context.json(refuse('CI_API_COMMAND', 'This is not a command that is sent here; type it into the message box.'), 400);
    if (!(await ports.mayPost(userId, data.channel_id)))
      return context.json(refuse('CI_API_CHANNEL_FORBIDDEN', 'Only members of the channel may; join it first.'), 403);
    await ports.execute({ userId, channelId: data.channel_id, rootId: data.root_id, command: data.command });
    return context.json({}, 202);
  });
  return app;
}

function isPrivate(command: string, known: readonly string[]): boolean {
  const [, trigger = '', verb = ''] = /^\s*\/(\S+)\s+(\S+)/.exec(command) ?? [];
  return known.includes(`${trigger} ${verb}`.toLowerCase());
}
