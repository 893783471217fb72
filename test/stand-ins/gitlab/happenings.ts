// Sends the hooks of what people do besides running pipelines.
import type {
  DeploymentDoing,
  Doing,
  EmojiDoing,
  IssueDoing,
  MergeRequestDoing,
  NoteDoing,
  PushDoing,
  ReleaseDoing,
  TagDoing,
  WikiDoing,
} from './doings.ts';
import * as bodies from './happening-bodies.ts';
import type { HookEvent } from './hooks.ts';

/** Each sends one webhook and does not wait for the answer; see `settled`. */
export interface Happenings {
  mergeRequest(doing: MergeRequestDoing): void;
  issue(doing: IssueDoing): void;
  push(doing: PushDoing): void;
  tag(doing: TagDoing): void;
  note(doing: NoteDoing): void;
  release(doing: ReleaseDoing): void;
  deployment(doing: DeploymentDoing): void;
  wiki(doing: WikiDoing): void;
  emoji(doing: EmojiDoing): void;
}

export interface HappeningOptions {
  readonly base: string;
  /** The project's id, the same for the same path. */
  readonly idOf: (path: string) => number;
  readonly send: (event: HookEvent, body: object) => void;
}

export function createHappenings({ base, idOf, send }: HappeningOptions): Happenings {
  // Identities of comments and the like; a later start goes on with greater ones.
  let lastId = Math.floor(Date.now() / 1000);
  const next = () => (lastId += 1);
  const page: bodies.Page = (path, rest) => `${base}/${path}/-/${rest}`;
  const place = (path: string) => {
    const project = { id: idOf(path), name: path, web_url: `${base}/${path}`, path_with_namespace: path, default_branch: 'main' };
    return { project_id: project.id, project };
  };
  const origin = ({ project, by }: Doing) => ({ user: bodies.person(by), ...place(project) });
  return {
    mergeRequest: (doing) => send('Merge Request Hook', { ...origin(doing), ...bodies.mergeRequestBody(doing, page) }),
    issue: (doing) => send('Issue Hook', { ...origin(doing), ...bodies.issueBody(doing, page) }),
    push: (doing) => send('Push Hook', { ...place(doing.project), ...bodies.pushBody(doing, page) }),
    tag: (doing) => send('Tag Push Hook', { ...place(doing.project), ...bodies.tagBody(doing, page) }),
    note: (doing) => send('Note Hook', { ...origin(doing), ...bodies.noteBody(doing, next(), page) }),
    release: (doing) => send('Release Hook', { ...place(doing.project), ...bodies.releaseBody(doing, page) }),
    deployment: (doing) => send('Deployment Hook', { ...origin(doing), ...bodies.deploymentBody(doing, page) }),
    wiki: (doing) => send('Wiki Page Hook', { ...origin(doing), ...bodies.wikiBody(doing, next(), page) }),
    emoji: (doing) => send('Emoji Hook', { ...origin(doing), ...bodies.emojiBody(doing, next(), page) }),
  };
}
