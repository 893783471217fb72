// A person at a client: types slash commands and reads the answers, private ones and those to the whole channel.
import type { TestServer } from './index.ts';
import { watch, type Watch } from './watch.ts';

export interface Typist {
  readonly id: string;
  /** Types in that channel; answers the text of the reply, attachments too: private, or said by the bot to the channel. */
  type(channelId: string, command: string): Promise<string>;
  readonly watch: Watch;
  close(): void;
}

const heardBy = new Set(['ephemeral_message', 'posted', 'post_edited']);

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
        if (!heardBy.has(event.event) || seen.events.indexOf(event) < heard) return undefined;
        const post = JSON.parse(String(event.data['post']));
        // Private lines are edited where the answer takes the place of "working on it".
        if (event.event === 'post_edited' && post.type !== 'system_ephemeral') return undefined;
        const said = post.channel_id === channelId && post.type === '' && post.props.from_bot === 'true';
        if (event.event === 'posted' && !said) return undefined;
        if (post.message === 'Working on it …') return undefined;
        return [post.message, ...(post.props.attachments ?? []).map(({ text }: { text: string }) => text)].join('\n');
      });
    },
  };
}
