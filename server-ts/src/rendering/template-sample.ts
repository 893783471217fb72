// One made-up scene for each template, to check a template with and to show what it makes.

import type { Alert } from '../ci/alerts.ts';
import { subjectKey } from '../ci/ids.ts';
import type { News } from '../ci/news.ts';
import type { Commit, Job, Person, PipelineSnapshot, Project, Ref, Status } from '../ci/pipeline.ts';
import { merge, withFigures } from '../ci/merge.ts';
import type { ReviewSnapshot } from '../ci/review.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Verdict } from '../ci/trend.ts';
import type { RenderScene } from './rendered.ts';
import type { TemplateName } from './template-names.ts';

const at = Date.UTC(2026, 0, 15, 9, 30);
const url = 'https://ci.example/platform/api';
const project: Project = { id: '7', path: 'platform/api', url };
const alice: Person = { name: 'Alice Meyer', username: 'alice' };
const commit: Commit = { sha: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678', title: 'Fix the login', author: alice };
const main: Ref = { kind: 'branch', name: 'main' };
const subject = { key: subjectKey('sample', 'default', 'sample', '1'), provider: 'sample', connection: 'default', project };

export function sampleFor(name: TemplateName): RenderScene {
  const before: Verdict['status'] = name === 'pipeline.fixed' ? 'failed' : 'success';
  const past = [1, 2, 3].map((age) => verdict(`${4711 - age}`, age === 1 ? before : 'success'));
  return { state: stateFor(name), revision: 1, updatedAt: at, joined: [], past, findings: [] };
}

/** The same with figures that jobs reported, one of them out of its limits: for those who write a template. */
export function exampleFor(name: TemplateName): RenderScene {
  const scene = sampleFor(name);
  const figures = [
    { name: 'cache_hit_rate', value: 71.5, unit: '%', min: 80, at },
    { name: 'image_size', value: 120, unit: 'MB', at },
  ];
  return scene.state.kind === 'pipeline' ? { ...scene, state: withFigures(scene.state, figures) } : scene;
}

function verdict(number: string, status: Status): Verdict {
  return { key: subjectKey('sample', 'default', '7', number), number, status, at, duration: 240, failedJobs: [], failedTests: [] };
}

function stateFor(name: TemplateName): SubjectState {
  switch (name) {
    case 'pipeline.started':
      return pipeline('running');
    case 'pipeline.finished':
    case 'pipeline.fixed':
      return pipeline('success');
    case 'pipeline.failed':
      return pipeline('failed');
    case 'deployment.started':
      return deployment('running');
    case 'deployment.finished':
      return deployment('success');
    case 'deployment.failed':
      return deployment('failed');
    case 'gate.failed':
      return gate('failed');
    case 'gate.passed':
      return gate('passed');
    case 'artifact.published': {
      const artifact = { type: 'image', name: 'platform/api:1.2.3', repository: 'docker-local', path: 'platform/api/1.2.3' } as const;
      return { kind: 'artifact', subject, artifact, events: [{ id: '1', action: 'published', by: 'deployer', at }] };
    }
    case 'alert.firing':
      return alerts('firing');
    case 'alert.resolved':
      return alerts('resolved');
    case 'merge_request.opened':
      return review('merge-request', 'open');
    case 'merge_request.merged':
      return review('merge-request', 'merged');
    case 'merge_request.closed':
      return review('merge-request', 'closed');
    case 'issue.opened':
      return review('issue', 'open');
    case 'issue.closed':
      return review('issue', 'closed');
    case 'push':
      return news({ event: 'push', action: 'pushed', ref: main, commits: [commit], total: 1, by: alice, at });
    case 'tag':
      return news({ event: 'tag', action: 'created', ref: { kind: 'tag', name: 'v1.2.3' }, commit, by: alice, at });
    case 'release':
      return news({ event: 'release', action: 'created', tag: 'v1.2.3', name: 'Version 1.2.3', by: alice, at });
    case 'wiki':
      return news({ event: 'wiki', action: 'created', title: 'How we deploy', by: alice, at });
    case 'comment':
      return news({ event: 'comment', on: { title: 'Fix the login' }, text: 'Well done', by: alice, at });
    case 'reaction':
      return news({ event: 'reaction', action: 'given', emoji: 'tada', on: { title: 'Fix the login' }, by: alice, at });
  }
}

function pipeline(status: PipelineSnapshot['status']): SubjectState {
  const identity = { ...subject, key: subjectKey('sample', 'default', '7', '4711'), id: '4711' };
  const snapshot: PipelineSnapshot = {
    number: '4711',
    url: `${url}/pipelines/4711`,
    status,
    ref: main,
    commit,
    triggeredBy: alice,
    source: 'push',
    stages: ['test'],
    duration: 283,
  };
  const result: Job['status'] = status === 'failed' || status === 'running' ? status : 'success';
  const job = { id: '1', name: 'unit', stage: 'test', status: result, allowFailure: false, attempt: 1 };
  return merge(undefined, { kind: 'pipeline', pipeline: identity, snapshot, jobs: [job] });
}

function deployment(status: 'running' | 'success' | 'failed'): SubjectState {
  return { kind: 'deployment', subject, deployment: { id: '1', status, environment: 'production', ref: main, commit, by: alice, at } };
}

function gate(status: 'passed' | 'failed'): SubjectState {
  const condition = { metric: 'new_coverage', status, fails: 'below', value: '61.2', threshold: '80' } as const;
  return {
    kind: 'gate',
    subject,
    analyses: [{ id: '1', at, status, gate: 'Our way', url, ref: main, sha: commit.sha, conditions: [condition] }],
  };
}

function alerts(status: 'firing' | 'resolved'): SubjectState {
  const labels = { alertname: 'HighCPU', severity: 'critical', cluster: 'prod', instance: 'api-1' };
  const annotations = { summary: 'The processor is above 90 %' };
  const alert: Alert = {
    fingerprint: '1',
    status,
    name: 'HighCPU',
    labels,
    annotations,
    startsAt: at - 720_000,
    ...(status === 'resolved' && { endsAt: at }),
  };
  const { key, provider, connection } = subject;
  const group = { receiver: 'ops', labels: { alertname: 'HighCPU' }, commonLabels: labels, commonAnnotations: annotations };
  return merge(undefined, { kind: 'alerts', subject: { key, provider, connection }, group, alerts: [alert], truncated: 0 });
}

function review(kind: 'merge-request' | 'issue', state: ReviewSnapshot['state']): SubjectState {
  const branches = kind === 'issue' ? {} : { sourceBranch: 'login', targetBranch: 'main' };
  const snapshot = {
    title: 'Fix the login',
    url: `${url}/12`,
    state,
    draft: false,
    author: alice,
    labels: ['bug'],
    assignees: [],
    reviewers: [{ name: 'Bob Weber' }],
    confidential: false,
    ...branches,
  };
  return { kind, subject, number: '12', snapshot, acts: [] };
}

function news(told: News): SubjectState {
  return { kind: 'news', subject, news: told };
}
