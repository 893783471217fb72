// Whom the news of a subject concerns, as what, and what they are told. Pure.

import type { DeploymentState } from '../ci/deployment.ts';
import type { CiEvent } from '../ci/event.ts';
import type { SubjectKey } from '../ci/ids.ts';
import type { NoticeKind, Thing } from '../ci/notice.ts';
import type { NewsSeen } from '../ci/news.ts';
import type { Person } from '../ci/pipeline.ts';
import type { Act, ReviewSeen, ReviewState } from '../ci/review.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { statusOf } from '../ci/status.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';
import type { Concern, PersonalNews, Role, What } from './news.ts';

/** What the flow knows when the card was shown. */
export interface Happened {
  readonly state: SubjectState;
  /** What was heard just now; nothing concerns anybody that was not. */
  readonly events: readonly CiEvent[];
  /** On whose card it is shown. */
  readonly host?: SubjectKey;
}

/** Nobody is concerned by what they did themselves. The same in each repetition of the same events. */
export function concernsOf({ state, events, host }: Happened): readonly Concern[] {
  if (events.length === 0) return [];
  const all = concernsIn(state, events, host);
  return all.filter(({ who, by }) => !isSame(who, by));
}

function concernsIn(state: SubjectState, events: readonly CiEvent[], host: SubjectKey | undefined): readonly Concern[] {
  switch (state.kind) {
    case 'pipeline':
      return ofPipeline(state, host);
    case 'deployment':
      return ofDeployment(state, host);
    case 'merge-request':
    case 'issue':
      return events.flatMap((event) => (event.kind === 'merge-request' || event.kind === 'issue' ? ofReview(event, state) : []));
    case 'news':
      return events.flatMap((event) => (event.kind === 'news' ? ofNews(event) : []));
    case 'gate':
    case 'artifact':
    case 'alerts':
      return [];
  }
}

export function isSame(one: Concern['who'], other: Concern['who'] | undefined): boolean {
  if (other === undefined) return false;
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id;
  return one.username !== undefined && one.username.toLowerCase() === other.username?.toLowerCase();
}

/** Once a pipeline, however many of its jobs, tries and child pipelines fail. */
function ofPipeline(state: PipelineState, host: SubjectKey | undefined): readonly Concern[] {
  if (statusOf(state) !== 'failed') return [];
  const { pipeline } = state;
  const told = detailsOf(state);
  const topic = host ?? told.parent ?? pipeline.key;
  const title = `#${told.number}${told.ref === undefined ? '' : ` on ${told.ref.name}`}`;
  return concernOf(told.triggeredBy, {
    roles: [{ kind: 'pipeline', what: 'failed' }],
    identity: `${topic} failed`,
    topic,
    subject: pipeline.key,
    news: { ...newsOf({ kind: 'pipeline', project: pipeline.project }, title, told.url, told.finishedAt), proven: true },
  });
}

function ofDeployment({ subject, deployment }: DeploymentState, host: SubjectKey | undefined): readonly Concern[] {
  const { status, environment, url, at, by } = deployment;
  if (status !== 'failed') return [];
  return concernOf(by, {
    roles: [{ kind: 'deployment', what: 'deployment-failed' }],
    identity: `${subject.key} failed`,
    topic: host ?? subject.key,
    subject: subject.key,
    news: { ...newsOf({ kind: 'deployment', project: subject.project }, environment, url, at), proven: true },
  });
}

/** What was heard tells the acts; the state knows best who has what to do with it. */
function ofReview(event: ReviewSeen, state: ReviewState): readonly Concern[] {
  return event.acts.flatMap((act) => ofAct(act, event, state));
}

const ownKinds: Readonly<Partial<Record<Act['verb'], Role>>> = {
  approved: { kind: 'approved', what: 'approved' },
  unapproved: { kind: 'approved', what: 'unapproved' },
  merged: { kind: 'merged', what: 'merged' },
  closed: { kind: 'closed', what: 'closed' },
  reopened: { kind: 'closed', what: 'reopened' },
  commented: { kind: 'commented', what: 'commented' },
};

function ofAct(act: Act, event: ReviewSeen, state: ReviewState): readonly Concern[] {
  const { snapshot } = event;
  const isOpening = act.verb === 'opened';
  const asked = act.verb === 'review-asked' ? (act.people ?? []) : isOpening ? snapshot.reviewers : [];
  const assigned = act.verb === 'assigned' ? (act.people ?? []) : isOpening ? snapshot.assignees : [];
  const own = ownKinds[act.verb];
  const all: readonly (readonly [readonly (Person | undefined)[], Role])[] = [
    [asked, { kind: 'review', what: 'review-asked' }],
    [assigned, { kind: 'assigned', what: 'assigned' }],
    [act.released ?? [], { kind: 'assigned', what: 'released' }],
    [(act.mentions ?? []).map((username) => ({ name: '', username })), { kind: 'mentioned', what: 'mentioned' }],
    ...(own === undefined ? [] : [[ownersOf(event, state), own] as const]),
  ];
  return together(all.flatMap(([people, role]) => people.flatMap((person) => ofRole(person, role, act, event, state))));
}

function ownersOf({ snapshot: heard }: ReviewSeen, { snapshot: known }: ReviewState): readonly (Person | undefined)[] {
  // An event about it, like a comment, tells less than its own.
  const author = heard.author?.username === undefined ? (known.author ?? heard.author) : heard.author;
  return [author, ...(known.assignees.length > 0 ? known.assignees : heard.assignees)];
}

function ofRole(
  person: Person | undefined,
  role: Role,
  act: Act,
  { kind, subject, number, snapshot }: ReviewSeen,
  known: ReviewState,
): readonly Concern[] {
  const isConfidential = snapshot.confidential || known.snapshot.confidential;
  const thing: Thing = { kind, project: subject.project, number, ...(isConfidential && { confidential: true }) };
  const text = textOf(role.what, act, snapshot.description);
  return concernOf(person, {
    roles: [role],
    by: act.by,
    identity: `${subject.key} ${act.id}`,
    topic: subject.key,
    subject: subject.key,
    news: {
      ...newsOf(thing, snapshot.title, snapshot.url, act.at),
      ...(act.by !== undefined && nameOf(act.by)),
      ...(text !== undefined && { text }),
      ...(act.url !== undefined && { url: act.url }),
      ...((role.what === 'review-asked' || role.what === 'assigned') && { proven: true }),
    },
  });
}

function textOf(what: What, act: Act, description: string | undefined): string | undefined {
  if (act.verb === 'commented') return act.text;
  if (what === 'unapproved') return act.text;
  return what === 'mentioned' && act.verb === 'opened' ? description : undefined;
}

function ofNews({ subject, news }: NewsSeen): readonly Concern[] {
  const mentioned = (names: readonly string[] | undefined, identity: string, title: string, more: Pick<PersonalNews, 'text' | 'url'>) =>
    (names ?? []).flatMap((username) =>
      concernOf(
        { name: '', username },
        {
          roles: [{ kind: 'mentioned', what: 'mentioned' }],
          by: news.by,
          identity,
          topic: subject.key,
          subject: subject.key,
          news: {
            ...newsOf({ kind: kindOf(news.event), project: subject.project }, title, more.url, news.at),
            ...(news.by !== undefined && nameOf(news.by)),
            ...more,
          },
        },
      ),
    );
  switch (news.event) {
    case 'push':
      // The same commit is pushed again, to another branch or by a merge.
      return news.commits.flatMap(({ mentions, sha, title, url }) =>
        mentioned(mentions, `${subject.provider}/${subject.connection}/${subject.project.id} commit ${sha}`, `commit ${sha.slice(0, 8)}`, {
          text: title,
          ...(url !== undefined && { url }),
        }),
      );
    case 'tag':
      return mentioned(news.mentions, subject.key, `tag ${news.ref.name}`, withText(news.message, news.url));
    case 'comment':
      return mentioned(news.mentions, subject.key, `a comment on ${news.on.title}`, withText(news.text, news.url ?? news.on.url));
    case 'release':
    case 'wiki':
    case 'reaction':
      return [];
  }
}

function withText(text: string | undefined, url: string | undefined): Pick<PersonalNews, 'text' | 'url'> {
  return { ...(text !== undefined && { text }), ...(url !== undefined && { url }) };
}

function kindOf(event: 'push' | 'tag' | 'comment' | 'release' | 'wiki' | 'reaction'): Thing['kind'] {
  return event === 'push' || event === 'tag' ? event : 'comment';
}

function newsOf(thing: Thing, title: string, url: string | undefined, at: number | undefined): Pick<PersonalNews, 'thing' | 'at'> {
  return { thing: { ...thing, title, ...(url !== undefined && { url }) }, ...(at !== undefined && { at }) };
}

function nameOf(person: Person): Pick<PersonalNews, 'by'> {
  const name = person.name || person.username;
  return name === undefined || name === '' ? {} : { by: name };
}

type Of = Omit<Concern, 'who' | 'by'> & { readonly by?: Person | undefined };

/** Nobody for a person without a name that a CI system knows: who started it is not told, or it was itself. */
function concernOf(person: Person | undefined, { by, ...concern }: Of): readonly Concern[] {
  const who = person && whoOf(person);
  if (who === undefined) return [];
  const actor = by && whoOf(by);
  const news = who.id === undefined ? concern.news : { ...concern.news, member: who.id };
  return [{ ...concern, who, news, ...(actor !== undefined && { by: actor }) }];
}

function whoOf({ id, username }: Person): Concern['who'] | undefined {
  return id === undefined && username === undefined
    ? undefined
    : { ...(id !== undefined && { id }), ...(username !== undefined && { username }) };
}

/** One happening is told each of them once: as the first of their roles that they want to hear of. */
function together(all: readonly Concern[]): readonly Concern[] {
  const merged: Concern[] = [];
  for (const concern of all) {
    const at = merged.findIndex(({ who }) => isSame(who, concern.who));
    const known = merged[at];
    if (known === undefined) merged.push(concern);
    else merged[at] = joined(known, concern);
  }
  return merged;
}

function joined(first: Concern, second: Concern): Concern {
  const kinds = new Set<NoticeKind>(first.roles.map(({ kind }) => kind));
  const more = second.roles.filter(({ kind }) => !kinds.has(kind));
  return { ...first, who: { ...first.who, ...second.who }, roles: [...first.roles, ...more], news: { ...second.news, ...first.news } };
}

/** The provider and connection of what happened. */
export function originOf(state: SubjectState): { readonly provider: string; readonly connection: string } {
  const { provider, connection } = identityOf(state);
  return { provider, connection };
}
