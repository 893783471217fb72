// What the senders tell in a chaos run, and the posts that must be there at the end, whatever happens on the way.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { gateNews } from '../server/news.ts';
import { startGitLab, type Scenario } from '../stand-ins/gitlab/index.ts';

/** One delivery, ready to be sent any number of times. */
export interface Piece {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Story {
  readonly pieces: readonly Piece[];
  /** Number and last status of each pipeline: one card each. */
  readonly pipelines: ReadonlyMap<string, string>;
  /** Task of each failed quality gate of a pipeline's commit: one reply on the pipeline's card, and its post among the alerts. */
  readonly gates: ReadonlyMap<string, string>;
  /** Cluster label of each alert group: one post each, resolved at the end. */
  readonly groups: readonly string[];
  /** Title of each merge request: one post each, merged at the end, with one reply for its comment. */
  readonly changes: readonly string[];
}

export interface StoryOptions {
  readonly secret: string;
  /** Keeps the numbers of one run apart from those of another. */
  readonly run: number;
  readonly pipelines: number;
}

const hooks = '/plugins/ci-command-center/webhooks';

/** Lets stand-in pipelines live in a hurry and keeps what they would have sent. */
async function tellPipelines({ secret, run, pipelines }: StoryOptions): Promise<Pick<Story, 'pieces' | 'pipelines' | 'gates'>> {
  const pieces: Piece[] = [];
  const collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const event = String(request.headers['x-gitlab-event']);
      const key = String(request.headers['idempotency-key']);
      const headers = { 'Content-Type': 'application/json', 'X-Gitlab-Event': event, 'X-Gitlab-Token': secret, 'Idempotency-Key': key };
      pieces.push({ path: `${hooks}/gitlab`, headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const address = collector.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const gitlab = await startGitLab({ hookUrl: `http://127.0.0.1:${port}`, speed: 2000, firstId: 80_000_000 + run * 1000 });
  try {
    const lives = await Promise.all(Array.from({ length: pipelines }, (_, n) => gitlab.runPipeline(scenario(n))));
    const judged = lives.slice(0, GATES);
    pieces.push(...judged.map(({ id, sha }) => tellGate(secret, sha, `chaos-gate-${id}`)));
    return {
      pieces,
      pipelines: new Map(lives.map(({ id, status }) => [String(id), status])),
      gates: new Map(judged.map(({ id }) => [`chaos-gate-${id}`, String(id)])),
    };
  } finally {
    await gitlab.stop();
    collector.closeAllConnections();
    await new Promise((resolve) => collector.close(resolve));
  }
}

const job = (stage: string, name: string) => ({ stage, name, seconds: 2, outcomes: ['success'] as const });

const GATES = 4;

/** The gate of a project of its own, so that each is a post of its own among the alerts. */
function tellGate(secret: string, sha: string, task: string): Piece {
  const headers = { 'Content-Type': 'application/json' };
  return { path: `${hooks}/sonarqube?secret=${secret}`, headers, body: gateNews(sha, task, task) };
}

/** One passes, one fails, one is retried until it passes; each on a branch of its own. */
function scenario(n: number): Scenario {
  const outcomes = (['success', 'failed', 'retried'] as const)[n % 3];
  const unit = outcomes === 'retried' ? (['failed', 'success'] as const) : ([outcomes ?? 'success'] as const);
  return {
    project: 'city/chaos',
    ref: `branch-${n}`,
    message: `Change number ${n}`,
    author: 'Alice Demo',
    jobs: [job('build', 'compile'), { ...job('test', 'unit'), outcomes: unit, reason: 'script_failure' }, job('test', 'lint')],
  };
}

const iso = (at: number): string => new Date(at).toISOString();

/** A group fires with one alert, then with two, is reminded of, and is resolved in two steps. */
function tellGroup(secret: string, cluster: string): Piece[] {
  const start = Date.UTC(2026, 0, 1);
  const alert = (instance: string, endsAt?: number) => ({
    status: endsAt === undefined ? 'firing' : 'resolved',
    labels: { alertname: 'DiskFull', cluster, instance },
    annotations: { summary: `${instance} has no room left` },
    startsAt: iso(start),
    endsAt: endsAt === undefined ? '0001-01-01T00:00:00Z' : iso(endsAt),
    fingerprint: createHash('sha256')
      .update(cluster + instance)
      .digest('hex')
      .slice(0, 16),
  });
  const states = [
    [alert('a')],
    [alert('a'), alert('b')],
    [alert('a'), alert('b')],
    [alert('a', start + 60_000), alert('b')],
    [alert('a', start + 60_000), alert('b', start + 120_000)],
  ];
  return states.map((alerts) => ({
    path: `${hooks}/alertmanager`,
    headers: { 'Content-Type': 'application/json', Authorization: `Token ${secret}` },
    body: JSON.stringify({
      version: '4',
      groupKey: `{}:{alertname="DiskFull", cluster="${cluster}"}`,
      receiver: 'chaos',
      status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
      groupLabels: { alertname: 'DiskFull', cluster },
      commonLabels: { alertname: 'DiskFull', cluster },
      commonAnnotations: {},
      externalURL: 'http://alerts.example.test',
      truncatedAlerts: 0,
      alerts,
    }),
  }));
}

const at = (second: number): string => iso(Date.UTC(2026, 0, 2, 0, 0, second));

/** A merge request is opened, commented on and merged. */
function tellChange(secret: string, iid: number, title: string): Piece[] {
  const project = { id: 77, name: 'chaos', path_with_namespace: 'city/chaos', web_url: 'http://gitlab.example.test/city/chaos' };
  const user = { id: 7, name: 'Bob Demo', username: 'bob' };
  const url = `${project.web_url}/-/merge_requests/${iid}`;
  const request = { id: 9000 + iid, iid, title, url, source_branch: `change-${iid}`, target_branch: 'main', author_id: 7 };
  const moved = (action: string, state: string, second: number) => ({
    object_kind: 'merge_request',
    event_type: 'merge_request',
    user,
    project,
    object_attributes: { ...request, action, state, created_at: at(0), updated_at: at(second) },
    labels: [],
    changes: {},
  });
  const note = {
    object_kind: 'note',
    event_type: 'note',
    user,
    project,
    project_id: project.id,
    object_attributes: {
      id: 500_000 + iid,
      note: `Thought about ${title}`,
      noteable_type: 'MergeRequest',
      created_at: at(2),
      updated_at: at(2),
      url: `${url}#note_1`,
    },
    merge_request: { ...request, state: 'opened', created_at: at(0), updated_at: at(1) },
  };
  return [moved('open', 'opened', 1), note, moved('merge', 'merged', 3)].map((body, n) => ({
    path: `${hooks}/gitlab`,
    headers: {
      'Content-Type': 'application/json',
      'X-Gitlab-Event': body.object_kind === 'note' ? 'Note Hook' : 'Merge Request Hook',
      'X-Gitlab-Token': secret,
      'Idempotency-Key': `change-${iid}-${n}`,
    },
    body: JSON.stringify(body),
  }));
}

/** Closed by a word, so that no title begins another. */
const titleOf = (iid: number): string => `Chaos change ${iid} over`;

export async function tellStory(options: StoryOptions): Promise<Story> {
  const { pieces, pipelines, gates } = await tellPipelines(options);
  const groups = [1, 2, 3].map((n) => `chaos-${options.run}-${n}`);
  const numbers = [1, 2, 3].map((n) => options.run * 10 + n);
  return {
    pieces: [
      ...pieces,
      ...groups.flatMap((cluster) => tellGroup(options.secret, cluster)),
      ...numbers.flatMap((iid) => tellChange(options.secret, iid, titleOf(iid))),
    ],
    pipelines,
    gates,
    groups,
    changes: numbers.map(titleOf),
  };
}
