// A person at a client as the plugin's commands need it: private lines as they stand now, posts, buttons, menus, dialogs.
import { z } from 'zod';
import type { ServerSeen } from './index.ts';
import { watch, type SocketEvent, type Watch } from './watch.ts';

const action = z.looseObject({ id: z.string(), name: z.string(), cookie: z.string().default('') });
const post = z.looseObject({
  id: z.string(),
  channel_id: z.string(),
  root_id: z.string().default(''),
  type: z.string().default(''),
  message: z.string().default(''),
  file_ids: z.array(z.string()).nullish(),
  props: z.looseObject({
    from_bot: z.string().default(''),
    attachments: z.array(z.looseObject({ text: z.string().default(''), actions: z.array(action).default([]) })).default([]),
  }),
});
const element = z.looseObject({ name: z.string(), type: z.string(), subtype: z.string().default(''), default: z.string().default('') });
const opened = z.object({
  url: z.string(),
  dialog: z.object({
    callback_id: z.string(),
    title: z.string(),
    introduction_text: z.string(),
    submit_label: z.string(),
    state: z.string(),
    // Go sends none as null.
    elements: z
      .array(element)
      .nullish()
      .transform((elements) => elements ?? []),
  }),
});

export type Button = z.infer<typeof action>;
export type OpenedDialog = z.infer<typeof opened>;

/** A post or private line, with its text as people read it: no zero-width spaces, attachments below the message. */
export interface Seen {
  readonly id: string;
  readonly private: boolean;
  readonly text: string;
  readonly files: readonly string[];
  readonly buttons: readonly Button[];
}

interface Line extends Seen {
  readonly byBot: boolean;
}

export interface Chat {
  readonly id: string;
  readonly watch: Watch;
  /** Types; what comes is asked for by the others, from then on. */
  type(command: string): Promise<void>;
  /** Types, and reads what the plugin answers: not that it is being worked on, nor what people post meanwhile. */
  says(command: string, answer?: RegExp): Promise<Seen>;
  /** The next post or private line whose text fits; also one that took the place of another. */
  reads(text: RegExp, limit?: number): Promise<Seen>;
  dialog(limit?: number): Promise<OpenedDialog>;
  press(seen: Seen, button: string, choice?: string): Promise<void>;
  /** Answers what Mattermost shows in the dialog: `error`, `errors`, or nothing when it closed. */
  submit(dialog: OpenedDialog, submission?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** Private lines as they stand on the screen now. */
  lines(): readonly string[];
  close(): void;
}

const words = z.record(z.string(), z.unknown());

export async function enterChat(server: ServerSeen, username: string, channelId: string): Promise<Chat> {
  const person = server.as(username);
  const seen = await watch(server.url, server.users[username]?.token ?? '');
  let from = 0;
  const isNew = (event: SocketEvent): boolean => seen.events.indexOf(event) >= from;
  const type = async (command: string): Promise<void> => {
    from = seen.events.length;
    await person.post('/api/v4/commands/execute', { channel_id: channelId, command, team_id: server.team.id });
  };
  const reads = (text: RegExp, limit?: number, fits: (line: Line) => boolean = () => true): Promise<Seen> =>
    seen
      .until(
        `a line like ${text}`,
        (event) => {
          const found = isNew(event) ? seenOf(event, channelId) : undefined;
          return found !== undefined && fits(found) && text.test(found.text) ? found : undefined;
        },
        limit,
      )
      .catch((error: unknown) => {
        const read = seen.events.filter(isNew).flatMap((event) => seenOf(event, channelId)?.text ?? []);
        throw new Error(`${String(error)}; read instead: ${JSON.stringify(read.slice(-3))}`, { cause: error });
      });
  return {
    id: person.id,
    watch: seen,
    close: () => seen.close(),
    type,
    async says(command, answer = /^(?!Working on it)./s) {
      await type(command);
      // What somebody posted before it may still be on its way here.
      return reads(answer, undefined, (line) => line.private || line.byBot);
    },
    reads: (text, limit) => reads(text, limit),
    dialog: (limit) =>
      seen.until(
        'a dialog',
        (event) => (event.event === 'open_dialog' && isNew(event) ? opened.parse(JSON.parse(String(event.data['dialog']))) : undefined),
        limit,
      ),
    async press(line, button, choice) {
      const found = line.buttons.find(({ name }) => name === button);
      if (found === undefined) throw new Error(`no button ${button}, but ${line.buttons.map(({ name }) => name).join(', ')}`);
      from = seen.events.length;
      const body = { cookie: found.cookie, ...(choice !== undefined && { selected_option: choice }) };
      await person.post(`/api/v4/posts/${line.id}/actions/${found.id}`, body);
    },
    async submit({ url, dialog }, submission = {}) {
      from = seen.events.length;
      const { callback_id, state } = dialog;
      const body = { url, callback_id, state, channel_id: channelId, team_id: server.team.id, submission };
      return words.parse(await person.post('/api/v4/actions/dialogs/submit', body));
    },
    lines() {
      const standing = new Map<string, string>();
      for (const event of seen.events) {
        const id =
          event.event === 'post_deleted' ? post.pick({ id: true }).safeParse(JSON.parse(String(event.data['post']))).data?.id : undefined;
        if (id !== undefined) standing.delete(id);
        const line = seenOf(event, channelId);
        if (line?.private === true) standing.set(line.id, line.text);
      }
      return [...standing.values()];
    },
  };
}

/** Only in that channel: the same build may have a card elsewhere, too. */
function seenOf({ event, data }: SocketEvent, channelId: string): Line | undefined {
  if (event !== 'ephemeral_message' && event !== 'posted' && event !== 'post_edited') return undefined;
  const { data: found } = post.safeParse(JSON.parse(String(data['post'])));
  if (found === undefined || found.channel_id !== channelId || found.type.startsWith('system_join') || found.type.startsWith('system_add'))
    return undefined;
  const { id, message, props, file_ids: files, type } = found;
  return {
    id,
    private: type === 'system_ephemeral',
    byBot: props.from_bot === 'true',
    text: [message, ...props.attachments.map(({ text }) => text)]
      .filter((part) => part !== '')
      .join('\n')
      .replaceAll('\u200B', ''),
    files: files ?? [],
    buttons: props.attachments.flatMap(({ actions }) => actions),
  };
}
