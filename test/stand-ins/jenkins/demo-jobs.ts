// Folders, jobs and people of the demo's Jenkins: a service with branches, a deployment that asks, tests that fail, a nightly build.
import { createHash } from 'node:crypto';
import type { Jenkins, MakeScript, Script, StagePlan, TestCase } from './index.ts';

/** Made up, and the same at every start: whoever linked an account stays linked. */
export const demoPeople = [
  { name: 'alice', fullName: 'Alice Demo', token: '11a11ce00000000000000000000000a11c' },
  { name: 'bob', fullName: 'Bob Demo', token: '11b0b00000000000000000000000000b0b' },
] as const;

const esc = '\u001B';
const green = (text: string) => `${esc}[32m${text}${esc}[0m`;
const red = (text: string) => `${esc}[31m${text}${esc}[0m`;

const compile: StagePlan = {
  name: 'Compile',
  seconds: 12,
  log: [
    '+ ./gradlew assemble',
    '> Task :compileKotlin',
    '> Task :processResources UP-TO-DATE',
    '> Task :assemble',
    '',
    green('BUILD SUCCESSFUL in 11s'),
  ],
};

const sources = ['StopsTest', 'TimetableTest', 'FerriesTest', 'TicketsTest'] as const;

function testsOf(failing: Readonly<Record<string, 'FAILED' | 'REGRESSION'>>): TestCase[] {
  return sources.flatMap((className) =>
    ['findsByOldName', 'countsOnce', 'keepsOrder', 'survivesMidnight'].map((name): TestCase => {
      const status = failing[`${className}.${name}`] ?? 'PASSED';
      const message =
        status === 'PASSED' ? {} : { message: 'expected: <2 departures> but was: <3 departures>', age: status === 'FAILED' ? 4 : 1 };
      return { className: `city.${className}`, name, status, seconds: 0.4, ...message };
    }),
  );
}

const shaOf = (text: string) => createHash('sha1').update(text).digest('hex');

/** A branch of the service. `fails`: its unit tests do. */
function branchScript(branch: string, message: string, author: string, fails: boolean): MakeScript {
  return ({ number }) => ({
    branch,
    sha: shaOf(`${branch} ${number}`),
    message,
    author,
    stages: [
      compile,
      {
        name: 'Unit tests',
        seconds: 18,
        log: [
          '+ ./gradlew test',
          ...sources.map((name) => `city.${name} > ${fails && name === 'TimetableTest' ? red('FAILED') : green('PASSED')}`),
        ],
        ...(fails && { result: 'FAILURE', error: 'script returned exit code 1' }),
      },
      {
        name: 'Package',
        seconds: 8,
        log: ['+ docker build -t city/api .', 'Step 4/4 : CMD ["bin/api"]', `Successfully tagged city/api:${number}`],
      },
    ],
    tests: testsOf(fails ? { 'TimetableTest.survivesMidnight': 'REGRESSION', 'TimetableTest.keepsOrder': 'FAILED' } : {}),
    artifacts: fails
      ? []
      : [
          { path: 'build/libs/api.jar', content: Buffer.alloc(400_000, 7) },
          { path: 'build/reports/summary.txt', content: '16 tests, all good\n' },
        ],
  });
}

const deploy: MakeScript = ({ values }) => {
  const target = values.get('TARGET') ?? 'staging';
  const version = values.get('VERSION') ?? 'latest';
  const approve: StagePlan = {
    name: 'Approval',
    seconds: 1,
    log: [],
    input: {
      id: 'approve',
      message: `Deploy ${version} to ${target}?`,
      ok: 'Deploy',
      parameters: [
        { kind: 'choice', name: 'STRATEGY', choices: ['rolling', 'all at once'], description: 'How the instances are replaced.' },
        { kind: 'string', name: 'REASON', description: 'Goes into the change log.' },
      ],
    },
  };
  return {
    secrets: [values.get('DEPLOY_KEY') ?? ''],
    stages: [
      { name: 'Plan', seconds: 6, log: [`+ deployer plan --target ${target} --version ${version}`, '3 instances will be replaced'] },
      ...(target === 'production' ? [approve] : []),
      { name: 'Roll out', seconds: 20, log: ['+ deployer apply', ...[1, 2, 3].map((n) => `instance ${n} of 3 … ${green('healthy')}`)] },
      { name: 'Smoke test', seconds: 5, log: [`+ curl -fsS https://${target}.example.test/health`, '{"status":"up"}'] },
    ],
    artifacts: [{ path: 'plan.txt', content: `target: ${target}\nversion: ${version}\n` }],
  };
};

const endToEnd: Script = {
  stages: [
    { name: 'Start the city', seconds: 8, log: ['+ docker compose up -d', 'Container city-api  Started'] },
    {
      name: 'Browse',
      seconds: 25,
      log: [
        '+ npx playwright test',
        '  ✓  1 finds a stop (2.1s)',
        red('  ✘  2 buys a ticket (30.0s)'),
        '    TimeoutError: locator.click: Timeout 30000ms exceeded.',
        '  1 failed, 1 passed',
      ],
      result: 'UNSTABLE',
    },
  ],
  tests: [
    { className: 'e2e.stops', name: 'finds a stop', status: 'PASSED', seconds: 2.1 },
    {
      className: 'e2e.tickets',
      name: 'buys a ticket',
      status: 'FAILED',
      age: 3,
      seconds: 30,
      message: 'TimeoutError: locator.click: Timeout 30000ms exceeded.',
    },
    { className: 'e2e.tickets', name: 'returns a ticket', status: 'SKIPPED', message: 'not yet' },
  ],
  artifacts: [{ path: 'report/index.html', content: '<!doctype html><title>End to end</title><h1>1 failed</h1>' }],
};

const nightly: Script = {
  stages: [
    {
      name: 'build',
      seconds: 40,
      log: ['+ make everything', ...['maps', 'tiles', 'timetables', 'tickets'].map((part) => `built ${part}`)],
    },
  ],
};

/** Fills an empty Jenkins. */
export function furnish(jenkins: Jenkins): void {
  for (const { name, ...person } of demoPeople)
    jenkins.person(name, { ...person, ...(name === 'alice' && { permissions: ['Overall/Administer'] }) });
  const branch = (name: string, message: string, author: string, fails: boolean) =>
    jenkins.job(`city/api/${encodeURIComponent(name)}`, {
      branch: true,
      quietSeconds: 5,
      script: branchScript(name, message, author, fails),
    });
  branch('main', 'Answer health checks while the cache warms up', 'Alice Demo', false);
  branch('feature/search', 'Find stops by their old names', 'Bob Demo', true);
  branch('release/2.4', 'Keep the first of two equal timetables', 'Alice Demo', false);
  jenkins.job('city/deploy', {
    description: 'Brings a version of the city to its servers. Production asks first.',
    quietSeconds: 3,
    parameters: [
      { kind: 'choice', name: 'TARGET', choices: ['staging', 'production'], description: 'Where to.' },
      { kind: 'string', name: 'VERSION', value: '2.4.1', description: 'A tag of city/api.' },
      { kind: 'boolean', name: 'DRY_RUN', value: false, description: 'Only say what would be done.' },
      { kind: 'text', name: 'NOTES', description: 'For the change log.' },
      { kind: 'password', name: 'DEPLOY_KEY', description: 'Leave it as it is to use the usual one.' },
    ],
    script: deploy,
  });
  jenkins.job('city/tests/end to end', { script: endToEnd, label: 'linux' });
  jenkins.job('nightly', { kind: 'freestyle', script: nightly, quietSeconds: 5 });
  jenkins.job('old/importer', { kind: 'freestyle', disabled: true, description: 'Reads the timetables of 2019.' });
  remember(jenkins);
}

/** So that each job has a usual duration, and something to look back at. */
function remember(jenkins: Jenkins): void {
  const pasts = [
    ['city/api/main', 38, ['SUCCESS', 'SUCCESS', 'SUCCESS']],
    ['city/api/feature%2Fsearch', 30, ['SUCCESS', 'FAILURE']],
    ['city/api/release%2F2.4', 39, ['SUCCESS']],
    ['city/deploy', 31, ['SUCCESS', 'ABORTED', 'SUCCESS']],
    ['city/tests/end to end', 33, ['SUCCESS', 'UNSTABLE', 'UNSTABLE']],
    ['nightly', 40, ['SUCCESS', 'SUCCESS']],
  ] as const;
  for (const [job, seconds, results] of pasts)
    for (const [index, result] of results.entries()) jenkins.past(job, { seconds, result, minutesAgo: (results.length - index) * 180 });
}

/** The city's machines; one is away. */
export const demoNodes = [
  { name: '', executors: 2 },
  { name: 'linux-1', executors: 2, labels: ['linux', 'docker'] },
  { name: 'arm-1', executors: 1, labels: ['arm'], offline: 'Disconnected by alice : new disks' },
] as const;
