// The page's websocket: posts as they come, what plugins listen to, and catching up after a lost connection.
import { WebSocketClient } from '@mattermost/client';
import type { Post } from '@mattermost/types/posts';
import { z } from 'zod';
import { registered, type SocketMessage } from './registry.ts';
import { rememberPosts } from './remember.ts';
import { loadChannels, loadPosts, loadUsers } from './server.ts';
import { change, store } from './store.ts';

const message = z.object({ event: z.string(), data: z.record(z.string(), z.unknown()).default({}) });
const postHead = z.looseObject({ id: z.string(), user_id: z.string(), channel_id: z.string(), message: z.string() });

/** The server's own text of a post, so that its head is check enough. */
function isPost(value: unknown): value is Post {
  return postHead.safeParse(value).success;
}

function receivePost({ event, data }: SocketMessage): void {
  const post: unknown = JSON.parse(String(data['post']));
  if (!isPost(post)) return;
  rememberPosts([event === 'post_deleted' ? { ...post, delete_at: Date.now() } : post]);
  void loadUsers([post.user_id]);
}

function receive(raw: unknown): void {
  const { success, data: heard } = message.safeParse(raw);
  if (!success) return;
  if (['posted', 'post_edited', 'ephemeral_message', 'post_deleted'].includes(heard.event)) receivePost(heard);
  if (heard.event === 'channel_created' || heard.event === 'user_added') void loadChannels();
  if (heard.event === 'open_dialog') store.dispatch({ type: 'host/dialog', dialog: JSON.parse(String(heard.data['dialog'])) });
  registered.socketHandlers.get(heard.event)?.(heard);
}

function connected(is: boolean): void {
  const now = { [is ? 'lastConnectAt' : 'lastDisconnectAt']: Date.now() };
  change((state) => ({ ...state, websocket: { ...state.websocket, connected: is, ...now } }));
}

export function openSocket(): void {
  const socket = new WebSocketClient();
  socket.addMessageListener(receive);
  socket.addFirstConnectListener(() => connected(true));
  socket.addReconnectListener(() => {
    connected(true);
    void loadPosts();
    for (const handler of registered.reconnectHandlers) handler();
  });
  // Without such a listener the client never takes over a new connection's id and numbers, and hangs up on it for ever.
  socket.addMissedMessageListener(() => void loadPosts());
  socket.addCloseListener(() => connected(false));
  socket.initialize(`${window.location.origin.replace('http', 'ws')}/api/v4/websocket`);
}
