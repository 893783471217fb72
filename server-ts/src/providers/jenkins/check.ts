// What /ci doctor finds about a Jenkins: version, the token and whose it is, what it may, and the plugins that tell of builds.
// https://www.jenkins.io/doc/book/using/remote-access-api/

import * as z from 'zod';
import { note, right, wrong, type Check, type CheckFinding, type CheckSubject } from '../../ci/check.ts';
import type { HttpAnswer } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';
import { name } from '../../platform/foreign-json.ts';
import { pageTitle } from '../../platform/page-title.ts';
import { listPlugins } from './api/plugins.ts';
import { problemIn } from './api/problems.ts';
import { ask, read } from './api/request.ts';

const meSchema = z.object({ id: name });
const SUBPATH = '/jenkins';
/** Any of these tells of builds here. https://plugins.jenkins.io/notification/, https://plugins.jenkins.io/outbound-webhook/ */
const TELLING = new Set(['notification', 'outbound-webhook']);
const MAKE =
  'In Jenkins: a user for this with Overall/Read, Job/Read and Job/Build as needed → Security → API Token → Add new token. Enter both under `connections` as `username` and `token`.';

export const check: Check = async (subject, tell) => {
  const server = await lookAtServer(subject);
  tell(server);
  if (server.level === 'wrong') return;
  const token = await lookAtToken(subject);
  tell(token);
  if (token.level === 'right') for (const finding of await lookAtPlugins(subject)) tell(finding);
  else if (!subject.heard) tell(howToTell(subject));
};

/** Jenkins writes its version into each answer, refusals too; a sign-in before it does not. */
async function lookAtServer(subject: CheckSubject): Promise<CheckFinding> {
  const { connection, http } = subject;
  const address = `${connection.url}/api/json?tree=mode`;
  const answer = await http(address, { stay: true });
  const version = answer.headers.get('x-jenkins');
  if (version !== null && answer.status !== 404 && answer.status < 500)
    return right('CI_JENKINS_ANSWERS', `Jenkins ${version.slice(0, 40)}`);
  const { origin, pathname } = new URL(connection.url);
  const elsewhere = `${origin}${pathname === '/' ? SUBPATH : ''}`;
  const there = await http(`${elsewhere}/api/json?tree=mode`, { stay: true }).catch(() => undefined);
  if (answer.status < 500 && there !== undefined && there.status !== 404 && there.headers.has('x-jenkins'))
    return wrong(
      'CI_JENKINS_SUBPATH',
      `Jenkins is not at ${connection.url}, but at ${elsewhere}.`,
      `Set its address as \`${elsewhere}\` (JenkinsURL, or the connection’s \`url\`).`,
    );
  const problem = problemIn(answer, { reach: subject, address, method: 'GET' });
  if (answer.status >= 500 || problem?.code === 'CI_JENKINS_SIGN_IN' || problem?.code === 'CI_JENKINS_SERVER_MOVED')
    return problem === undefined ? somethingElse(subject, answer) : wrong(problem.code, problem.message, problem.remedy);
  return somethingElse(subject, answer);
}

function somethingElse({ connection }: CheckSubject, answer: HttpAnswer): CheckFinding {
  const title = pageTitle(answer);
  const what = title === undefined ? `Something else than Jenkins (${answer.status})` : `A page called “${title}” (${answer.status})`;
  return wrong(
    'CI_JENKINS_NOT_THE_API',
    `${what} answers at ${connection.url}.`,
    'Set Jenkins’ own address, with the path that it may run under.',
  );
}

async function lookAtToken(subject: CheckSubject): Promise<CheckFinding> {
  const { credentials } = subject;
  if (credentials === undefined)
    return note(
      'CI_JENKINS_NO_TOKEN',
      'Jenkins has no token of its own here: logs and test reports of failed builds are read as people only.',
      MAKE,
    );
  if (credentials.username === undefined)
    return wrong(
      'CI_JENKINS_NO_USER',
      'There is a token for Jenkins, but not of which user.',
      'Enter the user’s name beside it, as `username` of the connection.',
    );
  try {
    const told = await read(subject, 'me', meSchema, { tree: 'id' });
    if (told === undefined || told.id.toLowerCase() === 'anonymous') return unseen();
    return right('CI_JENKINS_TOKEN', `token of ${told.id}`);
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    if (error.code === 'CI_JENKINS_UNAUTHORIZED')
      return wrong('CI_JENKINS_TOKEN', `Jenkins does not accept the token of ${credentials.username}: it is wrong or was revoked.`, MAKE);
    if (error.code === 'CI_JENKINS_FORBIDDEN')
      return wrong(
        'CI_JENKINS_TOKEN_RIGHTS',
        `The user ${credentials.username} may not read Jenkins.`,
        'Give it Overall/Read and Job/Read in Jenkins (Manage Jenkins → Security).',
      );
    throw error;
  }
}

function unseen(): CheckFinding {
  return wrong(
    'CI_JENKINS_ANONYMOUS',
    'Jenkins answers, but does not see who asks.',
    'Something between Mattermost and Jenkins takes the header `Authorization` away: let it pass.',
  );
}

async function lookAtPlugins(subject: CheckSubject): Promise<readonly CheckFinding[]> {
  const reads = await ask(subject, 'api/json', { tree: 'jobs[name]{0,1}' }).then(
    () => true,
    () => false,
  );
  const rights = reads ? [] : [wrong('CI_JENKINS_TOKEN_RIGHTS', 'The token may not read jobs.', 'Give its user Job/Read in Jenkins.')];
  const plugins = await listPlugins(subject).catch((error: unknown) => {
    // The list is for those with Overall/SystemRead, which a token need not have.
    if (error instanceof CiError) return undefined;
    throw error;
  });
  if (plugins === undefined) return subject.heard ? rights : [...rights, howToTell(subject)];
  const telling = plugins.find(({ id, active }) => TELLING.has(id) && active);
  if (telling !== undefined) return [...rights, right('CI_JENKINS_TELLS', `${telling.name} ${telling.version}`)];
  return subject.heard ? rights : [...rights, howToTell(subject)];
}

function howToTell({ hook }: CheckSubject): CheckFinding {
  return note(
    'CI_JENKINS_TELLS',
    'No build was ever told here.',
    `Install the Notification plugin in Jenkins and have jobs tell ${hook === undefined ? 'this Mattermost' : `\`${hook.url}\``}, or use our pipeline step: \`/ci setup\` shows both, filled in.`,
  );
}
