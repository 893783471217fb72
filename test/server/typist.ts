// A person at a client: types slash commands and reads the private answers.
import type { TestServer } from './index.ts';
import { watch, type Watch } from './watch.ts';

export interface Typist {
  readonly id: string;
  /** Types in that channel; answers the text of the private reply, attachments too. */
  type(channelId: string, command: string): Promise<string>;
  readonly watch: Watch;
  close(): void;
}

export async function sitDown(server: TestServer, username: string): Promise<Typist> {
  const person = server.as(username);
  const seen = await watch(server.url, server.users[username]?.token ?? '');
  return {
    id: person.id,
    watch: seen,
    close: () => seen.close(),
    async type(channelId, command) {
      const heard = seen.events.length;
      await person.post('/api/v4/commands/execute', { channel_id: channelId, command });
      return seen.until(`the reply to ${command}`, (event) => {
        if (event.event !== 'ephemeral_message' || seen.events.indexOf(event) < heard) return undefined;
        const post = JSON.parse(String(event.data['post']));
        return [post.message, ...(post.props.attachments ?? []).map(({ text }: { text: string }) => text)].join('\n');
      });
    },
  };
}
