// Finds which of the stand-in's answers a request of REST v4 gets, after its token and its scopes were looked at.
import { forbidden, insufficientScope, invalidToken, json, noRoute, unauthorized, type Answer } from './answer.ts';
import { applicationRoutes } from './application-routes.ts';
import { deploymentRoutes } from './deployment-routes.ts';
import { hookRoutes } from './hook-routes.ts';
import { systemHookRoutes } from './system-hook-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { mergeRequestRoutes } from './merge-request-routes.ts';
import { pipelineRoutes } from './pipeline-routes.ts';
import { userRoutes } from './user-routes.ts';
import { releaseRoutes } from './release-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { projectRoutes } from './project-routes.ts';
import { fail, type Visit } from './visit.ts';

/** Method, path with `:name` for one part and `*name` for the rest, and what answers. */
export type Routes = readonly (readonly [string, string, (visit: Visit) => Answer | Promise<Answer>])[];

const routes: Routes = [
  ...userRoutes,
  ...projectRoutes,
  ...repositoryRoutes,
  ...releaseRoutes,
  ...pipelineRoutes,
  ...jobRoutes,
  ...deploymentRoutes,
  ...mergeRequestRoutes,
  ...issueRoutes,
  ...hookRoutes,
  ...systemHookRoutes,
  ...applicationRoutes,
];

const patterns = routes.map(([method, path, answer]) => ({ method, parts: path.split('/').slice(1), answer }));

/** Undefined when it is another path. Parts were split before they were decoded. */
function paramsOf(parts: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const rest = parts.at(-1)?.startsWith('*') === true;
  if (rest ? segments.length < parts.length : segments.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('*')) params[part.slice(1)] = segments.slice(index).join('/');
    else if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}

/** `segments`: below `/api/v4`. */
export async function restAnswer(visit: Omit<Visit, 'params'>, segments: readonly string[]): Promise<Answer> {
  const found = patterns.flatMap((each) => {
    const params = paramsOf(each.parts, segments);
    return params === undefined ? [] : [{ ...each, params }];
  });
  const method = visit.method === 'HEAD' ? 'GET' : visit.method;
  // A path of letters comes before one with a place for an id.
  const route = found.find((each) => each.method === method);
  if (route === undefined)
    return found.length === 0 ? noRoute : json({ error: '405 Not Allowed' }, 405, { Allow: found.map((each) => each.method).join(', ') });
  checkScope(visit, segments);
  return route.answer({ ...visit, params: route.params });
}

/** Every path but those for people needs `api`, or `read_api` to read. */
function checkScope({ token, method, person }: Omit<Visit, 'params'>, segments: readonly string[]): void {
  if (person?.state === 'blocked') fail(forbidden('Your account has been blocked.'));
  if (token === undefined || token.scopes.includes('api')) return;
  const [first = '', second] = segments;
  if (first === 'personal_access_tokens' && second === 'self') return;
  const reads = method === 'GET' || method === 'HEAD';
  const isOfPeople = first === 'user' || first === 'users';
  if (reads && (token.scopes.includes('read_api') || (isOfPeople && token.scopes.includes('read_user')))) return;
  fail(insufficientScope(reads ? (isOfPeople ? 'api read_user read_api' : 'api read_api') : 'api'));
}

/** Of a token that lets nobody in. */
export const wrongToken = (why: 'unknown' | 'expired' | 'revoked', isBearer: boolean): Answer =>
  why === 'unknown' || (!isBearer && why === 'revoked') ? unauthorized : invalidToken(why);
