// For tests only: people, posts and CI systems as answers see them, in memory.

import { fakeSurroundings } from '../ci/fake-surroundings.ts';
import { toChannelId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { createProver } from '../platform/proof.ts';
import type { Dialog } from '../rendering/dialog.ts';
import type { AnswerPorts, NamedFile, Place, Said } from './ports.ts';

export const channel = 'c'.repeat(26);
export const ada = 'a'.repeat(26);
export const lab = { provider: 'lab', name: 'default', url: 'https://lab.example', webhookSecrets: [] };
export const place: Place = { userId: ada, channelId: toChannelId(channel), rootId: '', trigger: { id: 'trigger', at: 1_000 } };

export interface FakeWorld {
  readonly ports: AnswerPorts;
  /** What ada sees of her own lines now, by identity. */
  readonly whispers: Map<string, Said>;
  /** All that was ever whispered, in its order. */
  readonly whispered: Said[];
  readonly posted: { readonly said: Said; readonly files: readonly string[] }[];
  readonly uploaded: NamedFile[];
  readonly dialogs: { readonly trigger: string; readonly dialog: Dialog }[];
  readonly followed: unknown[];
  readonly opened: string[];
  readonly lines: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[];
}

export function fakeWorld(change: Partial<AnswerPorts> & { readonly posts?: Partial<AnswerPorts['posts']> } = {}): FakeWorld {
  const whispers = new Map<string, Said>();
  const whispered: Said[] = [];
  const posted: FakeWorld['posted'] = [];
  const uploaded: NamedFile[] = [];
  const dialogs: FakeWorld['dialogs'] = [];
  const [followed, opened]: [unknown[], string[]] = [[], []];
  const lines: { message: string; fields: Readonly<Record<string, unknown>> }[] = [];
  const write = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => void lines.push({ message, fields });
  const log = { debug: write, info: write, warn: write, error: write, child: () => log };
  const prover = createProver('test', () => [new Uint8Array(32)]);
  const { posts, ...others } = change;
  const ports: AnswerPorts = {
    guard: { run: (_attempt, work) => work(), permit: async () => undefined, refused: () => undefined },
    posts: {
      async whisper(_place, said) {
        const id = `w${whispered.length}`;
        whispered.push(said);
        whispers.set(id, said);
        return id;
      },
      async rewhisper(_place, id, said) {
        whispered.push(said);
        whispers.set(id, said);
      },
      unwhisper: async (_place, id) => void whispers.delete(id),
      post: async (_place, said, files) => void posted.push({ said, files }),
      async upload(_channel, file) {
        uploaded.push(file);
        return `f${uploaded.length}`;
      },
      maxFileSize: async () => 1_000_000,
      openDialog: async (trigger, dialog) => void dialogs.push({ trigger, dialog }),
      ...posts,
    },
    person: async (userId) => (userId === ada ? { username: 'ada', timezone: 'Europe/Berlin' } : undefined),
    connections: () => [lab],
    as: async () => {
      throw new CiError('CI_ACCOUNT_MISSING', 'You are not connected to Lab.', '`/lab connect` connects you.');
    },
    hasAccount: async () => true,
    isAdministrator: async () => false,
    around: () => fakeSurroundings,
    subscriptions: () => fakeSurroundings.subscriptions,
    lastHeard: async () => undefined,
    async follow(what) {
      followed.push(what);
      return followed.length > 1 ? 'already' : 'fresh';
    },
    openLog: async (_place, { key }) => void opened.push(key),
    secrets: () => ['made-up-secret'],
    prove: prover.prove,
    proves: prover.proves,
    now: () => 1_000,
    log,
    ...others,
  };
  return { ports, whispers, whispered, posted, uploaded, dialogs, followed, opened, lines };
}
