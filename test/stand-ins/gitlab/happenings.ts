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
import type { Person } from './people.ts';
import type { Project } from './projects.ts';

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
  readonly base: () => string;
  /** The project with that path, which is made when there is none. */
  readonly projectOf: (path: string) => Project;
  readonly personNamed: (name: string) => Person;
  readonly send: (event: HookEvent, body: object, project: Project) => void;
}

export function createHappenings({ base, projectOf, personNamed, send }: HappeningOptions): Happenings {
  // Identities of comments and the like; a later start goes on with greater ones.
  let lastId = Math.floor(Date.now() / 1000);
  const next = () => (lastId += 1);
  const teller: bodies.Teller = {
    page: (path, rest) => `${base()}/${path}/-/${rest}`,
    person: (name) => bodies.hookUser(personNamed(name)),
  };
  const place = (path: string) => {
    const { id, defaultBranch: default_branch } = projectOf(path);
    const project = { id, name: path, web_url: `${base()}/${path}`, path_with_namespace: path, default_branch };
    return { project_id: id, project };
  };
  const origin = ({ project, by }: Doing) => ({ user: teller.person(by), ...place(project) });
  const tell = (event: HookEvent, doing: { readonly project: string }, body: object) => {
    const of = 'by' in doing && typeof doing.by === 'string' ? origin({ project: doing.project, by: doing.by }) : place(doing.project);
    send(event, { ...of, ...body }, projectOf(doing.project));
  };
  return {
    mergeRequest: (doing) => tell('Merge Request Hook', doing, bodies.mergeRequestBody(doing, teller)),
    issue: (doing) => tell(doing.confidential === true ? 'Confidential Issue Hook' : 'Issue Hook', doing, bodies.issueBody(doing, teller)),
    push: (doing) => tell('Push Hook', { project: doing.project }, bodies.pushBody(doing, teller)),
    tag: (doing) => tell('Tag Push Hook', { project: doing.project }, bodies.tagBody(doing, teller)),
    note: (doing) => tell('Note Hook', doing, bodies.noteBody(doing, next(), teller)),
    release: (doing) => tell('Release Hook', { project: doing.project }, bodies.releaseBody(doing, teller)),
    deployment: (doing) => tell('Deployment Hook', doing, bodies.deploymentBody(doing, teller)),
    wiki: (doing) => tell('Wiki Page Hook', doing, bodies.wikiBody(doing, next(), teller)),
    emoji: (doing) => tell('Emoji Hook', doing, bodies.emojiBody(doing, next(), teller)),
  };
}
