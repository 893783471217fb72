// The page's life with the real server: signing in, loading channels and posts, the websocket, plugins' scripts.
// What passes between a plugin and its host has no types on this side: the page takes whatever a plugin gives.
/* oxlint-disable typescript/no-explicit-any, typescript/consistent-type-assertions */
import { Client4, WebSocketClient } from '@mattermost/client';
import { reconnectHandlers, socketHandlers } from './registry.ts';
import { change, remember, store } from './store.ts';

export const client = new Client4();
client.setUrl(window.location.origin);

export async function loadSession(): Promise<boolean> {
  const me = await client.getMe().catch(() => undefined);
  if (!me) return false;
  const [teams, config] = await Promise.all([client.getMyTeams(), client.getClientConfig()]);
  const team = teams[0];
  remember('users', [me]);
  remember('teams', teams);
  change((state) => ({
    ...state,
    entities: {
      ...state.entities,
      users: { ...state.entities.users, currentUserId: me.id },
      teams: { ...state.entities.teams, currentTeamId: team?.id ?? '' },
      general: { config: config as any },
    },
  }));
  await loadChannels();
  return true;
}

async function loadChannels(): Promise<void> {
  const teamId = store.getState().entities.teams.currentTeamId;
  remember('channels', await client.getMyChannels(teamId));
}

/** Joins a channel that everybody may join, then shows its newest posts. */
export async function openChannel(name: string): Promise<void> {
  const { currentTeamId } = store.getState().entities.teams;
  const channel = await client.getChannelByName(currentTeamId, name);
  await client.addToChannel(store.getState().entities.users.currentUserId, channel.id);
  remember('channels', [channel]);
  change((state) => ({
    ...state,
    entities: { ...state.entities, channels: { ...state.entities.channels, currentChannelId: channel.id } },
  }));
  window.history.replaceState({}, '', `/channels/${name}`);
  const { posts } = await client.getPosts(channel.id);
  remember('posts', Object.values(posts));
  const authors = [...new Set(Object.values(posts).map((post) => post.user_id))];
  remember('users', await client.getProfilesByIds(authors));
}

function receive(message: any): void {
  const { event, data } = message;
  if (event === 'posted' || event === 'post_edited' || event === 'ephemeral_message') {
    const post = JSON.parse(data.post);
    remember('posts', [post]);
    if (!store.getState().entities.users.profiles[post.user_id])
      void client.getProfilesByIds([post.user_id]).then((users) => remember('users', users));
  }
  if (event === 'post_deleted') remember('posts', [{ ...JSON.parse(data.post), delete_at: Date.now() }]);
  if (event === 'channel_created' || event === 'user_added') void loadChannels();
  socketHandlers.get(event)?.(message);
}

const connected = (is: boolean) =>
  change((state) => ({
    ...state,
    websocket: { ...state.websocket, connected: is, [is ? 'lastConnectAt' : 'lastDisconnectAt']: Date.now() },
  }));

export function openSocket(): void {
  const socket = new WebSocketClient();
  socket.addMessageListener(receive);
  socket.addFirstConnectListener(() => connected(true));
  socket.addReconnectListener(() => {
    connected(true);
    for (const handler of reconnectHandlers) handler();
  });
  socket.addCloseListener(() => connected(false));
  socket.initialize(`${window.location.origin.replace('http', 'ws')}/api/v4/websocket`);
}

/** Loads the scripts of all active plugins, from where the server says they are. */
export async function loadPlugins(): Promise<void> {
  for (const { webapp } of (await client.getWebappPlugins()) as any[]) {
    const script = document.createElement('script');
    // The answer says /static/<id>/…, the server serves it under /static/plugins/; the real web client does the same.
    script.src = webapp.bundle_path.replace(/^\/static\/(?!plugins\/)/u, '/static/plugins/');
    document.head.append(script);
  }
}

export async function send(text: string): Promise<void> {
  const { channels, teams } = store.getState().entities;
  if (text.startsWith('/'))
    await client.executeCommand(text, { channel_id: channels.currentChannelId, team_id: teams.currentTeamId } as any);
  else await client.createPost({ channel_id: channels.currentChannelId, message: text } as any);
}

export interface Suggestion {
  readonly Complete: string;
  readonly Suggestion: string;
  readonly Hint: string;
  readonly Description: string;
}

export async function suggest(text: string): Promise<Suggestion[]> {
  const { channels, teams } = store.getState().entities;
  const query = new URLSearchParams({ user_input: text, channel_id: channels.currentChannelId });
  const path = `/api/v4/teams/${teams.currentTeamId}/commands/autocomplete_suggestions?${query}`;
  const response = await fetch(path, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
  return response.ok ? ((await response.json()) ?? []) : [];
}
