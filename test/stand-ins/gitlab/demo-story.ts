// The demo's GitLab that people drive from chat: who is there, and a project with questions, a failing test, deployments and a merge request.
import { startGitLab, type GitLab, type GitLabOptions } from './index.ts';
import type { MakePipeline } from './projects.ts';
import type { JobPlan } from './scenario.ts';

const usualPort = 8918;
const PROJECT = 'city/ferries';

/** The same at every start, so that whoever set something up against the demo finds it again. Made up. */
export const demoApplication = { id: 'made-up-demo-application', secret: 'made-up-demo-secret' } as const;

/** On the same port at every start where that is free, as linked accounts hold for one address. */
export async function startDemoGitLab(options: GitLabOptions, redirectUris: readonly string[]): Promise<GitLab> {
  const gitlab = await startGitLab({ ...options, port: usualPort }).catch(() => startGitLab(options));
  gitlab.application({ ...demoApplication, name: 'CI Command Center', redirectUris, scopes: ['api', 'read_api', 'read_user'] });
  furnish(gitlab);
  return gitlab;
}

const deploy = (environment: string): JobPlan => ({
  name: `deploy-${environment}`,
  stage: 'deploy',
  seconds: 8,
  outcomes: ['manual', 'success', 'success', 'success'],
  environment,
  allowFailure: true,
  log: [`$ ./deploy ${environment}`, 'Uploading 14 files', 'Done.'],
});

/** Its tests fail at first: retried they pass. */
const pipeline: MakePipeline = ({ ref, by }) => ({
  message: ref === 'main' ? 'Count ferries that turn back only once' : 'Find stops by their old names',
  author: by.username,
  jobs: [
    { name: 'compile', stage: 'build', seconds: 6, outcomes: ['success'] },
    {
      name: 'unit',
      stage: 'test',
      seconds: 10,
      outcomes: ['failed', 'success'],
      reason: 'script_failure',
      failedTests: ['TestFerries', 'TestTimetable'],
    },
    { name: 'lint', stage: 'test', seconds: 4, outcomes: ['success'] },
    deploy('staging'),
    deploy('production'),
  ],
});

function furnish(gitlab: GitLab): void {
  gitlab.person('alice', { name: 'Alice Demo', roles: { city: 'maintainer' } });
  gitlab.person('bob', { name: 'Bob Demo', roles: { city: 'maintainer' } });
  gitlab.person('carol', { name: 'Carol Demo', roles: { city: 'reporter' } });
  gitlab.project(PROJECT, {
    description: 'Where the ferries are',
    branches: ['feature/old-names', 'release/2.4'],
    tags: ['v2.3.0'],
    inputs: [
      { name: 'region', options: ['eu', 'us', 'asia'], default: 'eu', description: 'Whose timetables are built' },
      { name: 'shards', type: 'number', default: 2, description: 'In how many parts the tests run' },
      { name: 'dry_run', type: 'boolean', default: false, description: 'Change nothing' },
    ],
    variables: [{ key: 'LOG_LEVEL', value: 'info', description: 'How much is logged', options: ['info', 'debug', 'trace'] }],
    environments: [
      { name: 'staging', externalUrl: 'https://staging.ferries.example' },
      { name: 'production', externalUrl: 'https://ferries.example', deployLevel: 40, requiredApprovals: 1 },
    ],
    runners: [
      { description: 'harbour-1', tags: ['docker'] },
      { description: 'harbour-2', online: false },
    ],
    pipeline,
  });
}

/** A merge request of Alice's that waits for somebody else. Told once the demo is up. */
export function tellWaitingRequest({ tell }: GitLab, iid: number): void {
  tell.mergeRequest({
    project: PROJECT,
    by: 'Alice Demo',
    author: 'Alice Demo',
    iid,
    title: 'Find stops by their old names',
    description: 'People still ask for the pier by the name it had in 1988.',
    action: 'open',
    sourceBranch: 'feature/old-names',
    targetBranch: 'main',
    reviewers: ['Bob Demo'],
    labels: ['search'],
  });
}

/** What to type, in the order of a day. */
export const demoCommands = [
  '/gitlab connect, as Alice, Bob (maintainers) or Carol (reporter)',
  `/gitlab pipelines run ${PROJECT} main, then Retry failed on its card`,
  `Deploy to staging on its card; /gitlab deploy ${PROJECT} production, approved by another one`,
  `/gitlab subscriptions add ${PROJECT} pipeline`,
  'Approve the waiting merge request in ~code-reviews, not as Alice: she wrote it',
] as const;
