// The page's life with the real server: signing in, loading channels and posts, plugins' scripts, and sending.
import type { Channel } from '@mattermost/types/channels';
import { Client4 } from '@mattermost/client';
import { z } from 'zod';
import { registered } from './registry.ts';
import { rememberChannels, rememberPosts, rememberTeams, rememberUsers } from './remember.ts';
import { changeEntities, store } from './store.ts';

export const client = new Client4();
client.setUrl(window.location.origin);

export async function loadSession(): Promise<boolean> {
  const me = await client.getMe().catch(() => undefined);
  if (!me) return false;
  const [teams, config] = await Promise.all([client.getMyTeams(), client.getClientConfig()]);
  rememberUsers([me]);
  rememberTeams(teams);
  changeEntities((entities) => ({
    users: { ...entities.users, currentUserId: me.id },
    teams: { ...entities.teams, currentTeamId: teams[0]?.id ?? '' },
    general: { config },
  }));
  await loadChannels();
  return true;
}

export async function loadChannels(): Promise<void> {
  const { teams, users } = store.getState().entities;
  const all = await client.getMyChannels(teams.currentTeamId);
  rememberChannels(all);
  await loadUsers(all.flatMap((each) => otherPerson(each, users.currentUserId) ?? []));
}

/** Whom a direct channel is with. */
export function otherPerson({ name, type }: Channel, myId: string): string | undefined {
  return type === 'D' ? name.split('__').find((id) => id !== myId) : undefined;
}

/** Joins a channel that everybody may join, or takes a direct one by its name of two ids, then shows its newest posts. */
export async function openChannel(name: string): Promise<void> {
  const { channels, teams, users } = store.getState().entities;
  const direct = Object.values(channels.channels).find((each) => each.type === 'D' && each.name === name);
  const channel = direct ?? (await client.getChannelByName(teams.currentTeamId, name));
  if (direct === undefined) await client.addToChannel(users.currentUserId, channel.id);
  rememberChannels([channel]);
  changeEntities((entities) => ({ channels: { ...entities.channels, currentChannelId: channel.id } }));
  await loadPosts();
}

/** The newest posts of the channel that is open, and who wrote them. */
export async function loadPosts(): Promise<void> {
  const { currentChannelId } = store.getState().entities.channels;
  if (currentChannelId === '') return;
  const posts = Object.values((await client.getPosts(currentChannelId)).posts);
  rememberPosts(posts);
  await loadUsers(posts.map((post) => post.user_id));
}

export async function loadUsers(ids: readonly string[]): Promise<void> {
  const { profiles } = store.getState().entities.users;
  const unknown = [...new Set(ids)].filter((id) => !profiles[id]);
  if (unknown.length > 0) rememberUsers(await client.getProfilesByIds(unknown));
}

const plugins = z.array(z.object({ webapp: z.object({ bundle_path: z.string() }) }));

/** Loads the scripts of all active plugins, from where the server says they are. */
export async function loadPlugins(): Promise<void> {
  for (const { webapp } of plugins.parse(await client.getWebappPlugins())) {
    const script = document.createElement('script');
    // The answer says /static/<id>/…, the server serves it under /static/plugins/; the real web client does the same.
    script.src = webapp.bundle_path.replace(/^\/static\/(?!plugins\/)/u, '/static/plugins/');
    document.head.append(script);
  }
}

export async function send(text: string): Promise<void> {
  const { channels, teams } = store.getState().entities;
  const channel_id = channels.currentChannelId;
  if (!text.startsWith('/')) return void (await client.createPost({ channel_id, message: text }));
  await sendCommand(text, { channel_id, team_id: teams.currentTeamId, root_id: '' });
}

/** Plugins may change a command, or take it over. */
async function sendCommand(text: string, place: { channel_id: string; team_id: string; root_id: string }): Promise<void> {
  let [message, args] = [text, place];
  for (const hook of registered.commandHooks) {
    const changed = await hook(message, args);
    if (changed.error !== undefined) throw new Error(changed.error.message);
    if (changed.message === undefined || changed.args === undefined) return;
    [message, args] = [changed.message, changed.args];
  }
  const { trigger_id: triggerId } = await client.executeCommand(message, args);
  rememberTrigger(triggerId);
}

/** A dialog opens only for it. */
function rememberTrigger(triggerId: string | undefined): void {
  if (triggerId !== undefined && triggerId !== '') store.dispatch({ type: 'RECEIVED_DIALOG_TRIGGER_ID', data: triggerId });
}

const clicked = z.object({ trigger_id: z.string().optional() });

/** Clicks a button or chooses from a menu; one of a post that nobody else sees proves itself with a cookie. */
export async function clickAction(postId: string, actionId: string, cookie: string, option: string): Promise<void> {
  const answer: unknown = await client.doPostActionWithCookie(postId, actionId, cookie, option);
  rememberTrigger(clicked.safeParse(answer).data?.trigger_id);
}

export interface Submission {
  readonly url: string;
  readonly callback_id: string;
  readonly state: string;
  readonly values: Readonly<Record<string, string | boolean | readonly string[]>>;
}

const dialogAnswer = z
  .object({ error: z.string().catch(''), errors: z.record(z.string(), z.string()).catch({}) })
  .catch({ error: '', errors: {} });

const refusal = z.object({ message: z.string() });

export async function submitDialog({ url, callback_id, state, values }: Submission): Promise<z.infer<typeof dialogAnswer>> {
  const { channels, teams, users } = store.getState().entities;
  const place = { user_id: users.currentUserId, channel_id: channels.currentChannelId, team_id: teams.currentTeamId };
  const body = JSON.stringify({ url, callback_id, state, submission: values, cancelled: false, ...place });
  try {
    // The client's own call knows no check boxes in its types.
    const { headers } = client.getOptions({ method: 'post' });
    const response = await fetch('/api/v4/actions/dialogs/submit', { method: 'POST', headers, body });
    const answer: unknown = await response.json();
    if (!response.ok) return { error: refusal.parse(answer).message, errors: {} };
    return dialogAnswer.parse(answer);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error), errors: {} };
  }
}

const suggestions = z.array(z.object({ Complete: z.string(), Suggestion: z.string(), Hint: z.string(), Description: z.string() }));
export type Suggestion = z.infer<typeof suggestions>[number];

export async function suggest(text: string): Promise<Suggestion[]> {
  const { channels, teams } = store.getState().entities;
  const query = new URLSearchParams({ user_input: text, channel_id: channels.currentChannelId });
  const path = `/api/v4/teams/${teams.currentTeamId}/commands/autocomplete_suggestions?${query}`;
  const response = await fetch(path, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
  return response.ok ? suggestions.parse((await response.json()) ?? []) : [];
}
