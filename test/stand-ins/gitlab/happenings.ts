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
import { keepIssue, keepMergeRequest, keepNote, keepPush, keepRelease, keepTag, knownOf, type Keeper } from './keep.ts';
import { hookProject, hookRepository } from './hook-project.ts';
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
  readonly addTodo: Keeper['addTodo'];
  readonly send: (event: HookEvent, body: object, project: Project) => void;
}

export function createHappenings({ base, projectOf, personNamed, send, addTodo }: HappeningOptions): Happenings {
  // Identities of comments and the like; a later start goes on with greater ones.
  let lastId = Math.floor(Date.now() / 1000);
  const next = () => (lastId += 1);
  const teller: bodies.Teller = {
    page: (path, rest) => `${base()}/${path}/-/${rest}`,
    person: (name) => bodies.hookUser(personNamed(name)),
    project: (path) => hookProject(base(), projectOf(path)),
    known: (path, kind, iid) => knownOf(projectOf(path), kind, iid),
  };
  const keeper = { projectOf, personNamed, next, addTodo };
  const place = (path: string) => {
    const project = projectOf(path);
    return { project_id: project.id, project: hookProject(base(), project), repository: hookRepository(base(), project) };
  };
  const origin = ({ project, by }: Doing) => ({ user: teller.person(by), ...place(project) });
  const tell = (event: HookEvent, doing: { readonly project: string }, body: object) => {
    const of = 'by' in doing && typeof doing.by === 'string' ? origin({ project: doing.project, by: doing.by }) : place(doing.project);
    send(event, { ...of, ...body }, projectOf(doing.project));
  };
  return {
    mergeRequest(doing) {
      keepMergeRequest(keeper, doing);
      tell('Merge Request Hook', doing, bodies.mergeRequestBody(doing, teller));
    },
    issue(doing) {
      keepIssue(keeper, doing);
      tell(doing.confidential === true ? 'Confidential Issue Hook' : 'Issue Hook', doing, bodies.issueBody(doing, teller));
    },
    push(doing) {
      const body = bodies.pushBody(doing, teller);
      keepPush(keeper, doing);
      tell('Push Hook', { project: doing.project }, body);
    },
    tag(doing) {
      keepTag(keeper, doing);
      tell('Tag Push Hook', { project: doing.project }, bodies.tagBody(doing, teller));
    },
    note(doing) {
      const id = next();
      const isConfidential = keepNote(keeper, doing, id);
      tell(isConfidential ? 'Confidential Note Hook' : 'Note Hook', doing, {
        ...bodies.noteBody(doing, id, teller),
        ...(isConfidential && { event_type: 'confidential_note' }),
      });
    },
    release(doing) {
      keepRelease(keeper, doing);
      tell('Release Hook', { project: doing.project }, bodies.releaseBody(doing, teller));
    },
    deployment: (doing) => tell('Deployment Hook', doing, bodies.deploymentBody(doing, teller)),
    wiki: (doing) => tell('Wiki Page Hook', doing, bodies.wikiBody(doing, next(), teller)),
    emoji: (doing) => tell('Emoji Hook', doing, bodies.emojiBody(doing, next(), teller)),
  };
}
