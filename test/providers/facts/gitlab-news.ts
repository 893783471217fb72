// The known facts of GitLab's other events: deployments, merge requests, issues, comments, pushes, tags, releases, wiki, reactions.

import { expect } from '@jest/globals';
import { isImplied, leadsTo, nameOf, projectPath, reads, stateOf, type Check, type Checks } from './check.ts';

const verbs: Readonly<Record<string, string>> = { open: 'opened', merge: 'merged', close: 'closed', create: 'commented' };

export const deploymentChecks: Checks = {
  kind: (fact, { event }) => expect(event.kind).toBe(fact),
  project: projectPath,
  status: (fact, shown) => {
    expect(stateOf(shown, 'deployment').deployment.status).toBe(fact);
    expect(shown.card).toContain('deployed');
  },
  environment: reads,
  ref: reads,
  user: (fact, shown) => expect(nameOf(stateOf(shown, 'deployment').deployment.by)).toBe(fact),
  url: leadsTo,
};

/** Of merge requests and issues, and of comments and reactions on them. */
export function reviewChecks(kind: 'merge-request' | 'issue'): Checks {
  return {
    kind: isImplied,
    noteable: () => expect(kind).toBe('merge-request'),
    project: projectPath,
    action: (fact, shown) => expect(stateOf(shown, kind).acts.map(({ verb }) => verb)).toContain(verbs[String(fact)]),
    url: (fact, shown) => {
      const { snapshot, acts } = stateOf(shown, kind);
      expect([snapshot.url, ...acts.map(({ url }) => url)]).toContain(fact);
    },
    iid: (fact, shown) => {
      expect(stateOf(shown, kind).number).toBe(String(fact));
      expect(shown.card).toContain(`${kind === 'issue' ? '#' : '!'}${String(fact)}`);
    },
    title: reads,
    state: (fact, shown) => expect(stateOf(shown, kind).snapshot.state).toBe(fact === 'opened' ? 'open' : fact),
    source_branch: reads,
    target_branch: reads,
    user: (fact, shown) => expect(stateOf(shown, kind).acts.map(({ by }) => nameOf(by))).toContain(fact),
  };
}

const refName: Check = (fact, shown) => reads(String(fact).replace(/^refs\/(heads|tags)\//, ''), shown);

export const newsChecks: Checks = {
  kind: (fact, shown) => expect(stateOf(shown, 'news').news.event).toBe(newsKinds[String(fact)]),
  project: projectPath,
  ref: refName,
  user: (fact, shown) => expect(nameOf(stateOf(shown, 'news').news.by)).toBe(fact),
  commits: (fact, shown) => {
    const { news } = stateOf(shown, 'news');
    if (news.event === 'push') expect(news.commits).toHaveLength(Number(fact));
  },
  total_commits: (fact, shown) => {
    const { news } = stateOf(shown, 'news');
    if (news.event === 'push') expect(news.total).toBe(fact);
    if (news.event === 'push' && Number(fact) > 0) expect(shown.card).toContain(`${String(fact)} commit`);
  },
  deleted: (fact, { card }) => expect(card.includes('deleted')).toBe(fact),
  created: (fact, shown) => {
    const { news } = stateOf(shown, 'news');
    if (news.event === 'push' || news.event === 'tag') expect(news.action === 'created').toBe(fact);
  },
  tag: reads,
  name: reads,
  action: (fact, shown) => {
    const { news } = stateOf(shown, 'news');
    if (news.event !== 'comment') expect(news.action).toBe(`${String(fact)}d`);
  },
  noteable: (fact) => expect(fact).toBe('Commit'),
  url: leadsTo,
};

const newsKinds: Readonly<Record<string, string>> = {
  push: 'push',
  tag_push: 'tag',
  release: 'release',
  wiki_page: 'wiki',
  note: 'comment',
  emoji: 'reaction',
};
