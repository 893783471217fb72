// Webhooks of projects and groups, which really fire, as REST v4 adds, lists, changes, tests and removes them.
import { hookUser } from '../happening-bodies.ts';
import { hookFlags, type HookEvent } from '../hooks.ts';
import { jobHook, pipelineHook } from '../payloads.ts';
import type { Group, Project } from '../projects.ts';
import type { RegisteredHook } from '../world.ts';
import { json, message, missing, nothing, type Answer } from './answer.ts';
import { paged } from './pages.ts';
import { pipelinesOf } from './pipeline-routes.ts';
import type { Routes } from './route.ts';
import { isoTime } from './shapes.ts';
import { fail, flag, groupOf, projectOf, required, someone, text, type Visit } from './visit.ts';

const kinds = ['project', 'group'] as const;
type Kind = (typeof kinds)[number];

export const hookRoutes: Routes = kinds.flatMap((kind): Routes => {
  const path = `/${kind}s/:id/hooks`;
  return [
    ['GET', path, (visit) => listHooks(visit, kind)],
    ['POST', path, (visit) => add(visit, kind)],
    ['GET', `${path}/:hook_id`, (visit) => json(hookShape(hookOf(visit, kind)))],
    ['PUT', `${path}/:hook_id`, (visit) => change(visit, kind)],
    ['DELETE', `${path}/:hook_id`, (visit) => remove(visit, kind)],
    ['GET', `${path}/:hook_id/events`, (visit) => listEvents(visit, kind)],
    ['POST', `${path}/:hook_id/test/:trigger`, (visit) => test(visit, kind)],
  ];
});

const flags = Object.values(hookFlags);

/** Maintainers of a project, owners of a group. */
const ownerOf = (visit: Visit, kind: Kind): Project | Group => {
  someone(visit);
  if (kind === 'group' && !visit.world.policies.groupHooks) return fail(missing());
  return kind === 'project' ? projectOf(visit, 'maintainer') : groupOf(visit, 'owner');
};

const hooksOf = ({ world }: Visit, of: Project | Group, kind: Kind) =>
  world.hooks.filter((each) => each.kind === kind && each.of.id === of.id);

function hookOf(visit: Visit, kind: Kind): RegisteredHook {
  const found = hooksOf(visit, ownerOf(visit, kind), kind).find(({ id }) => String(id) === visit.params['hook_id']);
  return found ?? fail(missing());
}

function hookShape({ id, hookUrl, of, kind, events, branchFilter, sslVerification, description, createdAt, ...proof }: RegisteredHook) {
  return {
    id,
    url: hookUrl,
    name: '',
    description,
    created_at: isoTime(createdAt),
    ...Object.fromEntries(flags.map((each) => [each, events[each] === true])),
    push_events_branch_filter: branchFilter,
    branch_filter_strategy: 'wildcard',
    enable_ssl_verification: sslVerification,
    repository_update_events: false,
    token_present: proof.token !== undefined,
    signing_token_present: proof.signingToken !== undefined,
    alert_status: 'executable',
    disabled_until: null,
    url_variables: [],
    custom_webhook_template: null,
    custom_headers: [],
    ...(kind === 'project' ? { project_id: of.id } : { group_id: of.id, subgroup_events: false }),
  };
}

/** What was sent to its address and how it was answered, the newest first. */
function listEvents(visit: Visit, kind: Kind): Answer {
  const { hookUrl } = hookOf(visit, kind);
  const sent = visit.world.sender.deliveries.filter(({ url }) => url === hookUrl).toReversed();
  const shape = ({ url, event, status }: (typeof sent)[number], id: number) => ({
    id,
    url,
    trigger: event,
    request_headers: {},
    request_data: {},
    response_headers: {},
    response_body: status === 0 ? 'Failed to open TCP connection' : '',
    execution_duration: 0.1,
    response_status: status === 0 ? 'internal error' : String(status),
  });
  return json(sent.slice(0, 20).map(shape));
}

function listHooks(visit: Visit, kind: Kind): Answer {
  return paged(visit, hooksOf(visit, ownerOf(visit, kind), kind), hookShape, ({ id }) => id);
}

/** Undefined when it is no address of HTTP, or one of its own network where that is not allowed. */
function isAddress({ world }: Visit, url: string): boolean {
  return URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol) && !(world.policies.blocksLocal && isLocal(new URL(url)));
}

const isLocal = ({ hostname }: URL): boolean => hostname === 'localhost' || /^127\.|^10\.|^192\.168\./u.test(hostname);

const invalidUrl = json({ error: 'Invalid url given' }, 422);

function made(visit: Visit, kind: Kind, of: Project | Group, url: string, old?: RegisteredHook): RegisteredHook {
  // Pushes are on unless they are switched off.
  const before = old?.events ?? { push_events: true };
  const token = text(visit, 'token') ?? old?.token;
  // Versions before signing tokens pass over them.
  const signingToken = visit.world.policies.signs ? (text(visit, 'signing_token') ?? old?.signingToken) : undefined;
  return {
    id: old?.id ?? visit.world.nextId(),
    of,
    kind,
    hookUrl: url,
    events: Object.fromEntries(flags.map((each) => [each, flag(visit, each) ?? before[each] === true])),
    branchFilter: text(visit, 'push_events_branch_filter') ?? old?.branchFilter ?? '',
    sslVerification: flag(visit, 'enable_ssl_verification') ?? old?.sslVerification ?? true,
    description: text(visit, 'description') ?? old?.description ?? '',
    createdAt: old?.createdAt ?? new Date(),
    ...(token !== undefined && token !== '' && { token }),
    ...(signingToken !== undefined && signingToken !== '' && { signingToken }),
  };
}

function add(visit: Visit, kind: Kind): Answer {
  const of = ownerOf(visit, kind);
  const url = required(visit, 'url');
  if (!isAddress(visit, url)) return invalidUrl;
  const hook = made(visit, kind, of, url);
  visit.world.hooks.push(hook);
  return json(hookShape(hook), 201);
}

function change(visit: Visit, kind: Kind): Answer {
  const old = hookOf(visit, kind);
  const url = text(visit, 'url') ?? old.hookUrl;
  if (!isAddress(visit, url)) return invalidUrl;
  const hook = made(visit, kind, old.of, url, old);
  visit.world.hooks.splice(visit.world.hooks.indexOf(old), 1, hook);
  return json(hookShape(hook));
}

function remove(visit: Visit, kind: Kind): Answer {
  const hook = hookOf(visit, kind);
  visit.world.hooks.splice(visit.world.hooks.indexOf(hook), 1);
  return nothing();
}

/** What the Test button sends: of the newest there is. */
async function test(visit: Visit, kind: Kind): Promise<Answer> {
  const hook = hookOf(visit, kind);
  const { world, params } = visit;
  const event = sample(params['trigger'] ?? '');
  if (event === undefined) return json({ error: 'trigger does not have a valid value' }, 400);
  const project = hook.kind === 'project' ? world.findProject(String(hook.of.id)) : world.projectsBelow(hook.of.path)[0];
  if (project === undefined) return message(422, 'Ensure the group has a project with commits.');
  const pipeline = pipelinesOf(visit, project).at(-1);
  const job = pipeline?.jobs.at(-1);
  if (event === 'Job Hook' && job === undefined) return message(422, 'Ensure the project has CI jobs.');
  if (event === 'Pipeline Hook' && pipeline === undefined) return message(422, 'Ensure the project has CI pipelines.');
  const body =
    event === 'Job Hook' && job !== undefined
      ? jobHook(world.base, job)
      : event === 'Pipeline Hook' && pipeline !== undefined
        ? pipelineHook(world.base, pipeline)
        : event === 'Resource Access Token Hook'
          ? tokenSample(world.base, project)
          : pushSample(visit, project);
  const status = await world.sender.test(event, body, hook);
  return status >= 200 && status < 300
    ? json({ message: '201 Created' }, 201)
    : message(422, status === 0 ? 'Connection refused' : `Hook executed successfully but returned HTTP ${status}`);
}

/** The stand-in has samples of these. */
function sample(trigger: string): HookEvent | undefined {
  const samples: readonly HookEvent[] = ['Push Hook', 'Pipeline Hook', 'Job Hook', 'Resource Access Token Hook'];
  return samples.find((each) => hookFlags[each] === trigger);
}

/** https://docs.gitlab.com/user/project/integrations/webhook_events/#project-and-group-access-token-events */
function tokenSample(base: string, { id, path, defaultBranch }: Project): object {
  return {
    object_kind: 'access_token',
    event_name: 'expiring_access_token',
    project: { id, name: path, web_url: `${base}/${path}`, path_with_namespace: path, default_branch: defaultBranch },
    object_attributes: { user_id: 90, created_at: '2026-01-24 16:27:40 UTC', id: 25, name: 'acd', expires_at: '2026-01-26' },
  };
}

function pushSample(visit: Visit, { id, path, defaultBranch, branches }: Project): object {
  const { world } = visit;
  const { id: sha = '', message: said = '', author = '' } = branches.get(defaultBranch)?.[0] ?? {};
  const { name, username } = hookUser(someone(visit));
  const web_url = `${world.base}/${path}`;
  return {
    object_kind: 'push',
    event_name: 'push',
    before: sha,
    after: sha,
    checkout_sha: sha,
    ref: `refs/heads/${defaultBranch}`,
    user_name: name,
    user_username: username,
    project_id: id,
    project: { id, name: path, web_url, path_with_namespace: path, default_branch: defaultBranch },
    commits: [
      {
        id: sha,
        title: said,
        message: said,
        timestamp: new Date().toISOString(),
        url: `${web_url}/-/commit/${sha}`,
        author: { name: author },
      },
    ],
    total_commits_count: 1,
  };
}
