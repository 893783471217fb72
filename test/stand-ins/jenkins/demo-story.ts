// What happens in the demo's Jenkins without anybody asking: pushes to branches, the clock, and images of the commits elsewhere.
import type { CommitStory } from '../commit-story.ts';
import { demoNodes, furnish } from './demo-jobs.ts';
import { startJenkins, type HookOptions, type Jenkins } from './index.ts';

const usualPort = 8917;
const origin = Date.UTC(2026, 10, 1);

/** On the same port at every start where that is free, as linked accounts hold for one address. */
export async function startDemoJenkins(hooks: HookOptions): Promise<Jenkins> {
  // The plugin remembers earlier starts: numbers go on.
  const first = Math.floor((Date.now() - origin) / 60_000);
  const options = { hooks, context: '/jenkins', speed: 1, nodes: demoNodes, firstNumber: first, firstQueueId: first, restartSeconds: 20 };
  const jenkins = await startJenkins({ ...options, port: usualPort }).catch(() => startJenkins(options));
  furnish(jenkins);
  return jenkins;
}

const rounds = ['city/api/main', 'city/tests/end to end', 'city/api/feature%2Fsearch', 'nightly', 'city/api/release%2F2.4'] as const;

/** One of them is built; resolves when it is over. Not while Jenkins is down. */
export async function tellRound({ controller, find }: Jenkins, n: number): Promise<void> {
  const job = find(rounds[n % rounds.length] ?? 'nightly');
  if (job === undefined || job.disabled || controller.isDown) return;
  const item = controller.start(job, new Map(), { kind: job.parent.kind === 'multibranch' ? 'push' : 'timer' });
  await controller.until(() => item.build !== undefined || item.state === 'cancelled' || controller.clock.stopped);
  await Promise.race([item.build?.over, controller.until(() => controller.clock.stopped)]);
}

/** The commit's images are built; resolves when that is over. */
export async function buildImages(jenkins: Jenkins, { project, branch, sha, message, passes }: CommitStory): Promise<void> {
  const name = `${project}-images`;
  const job = jenkins.find(name) ?? jenkins.job(name);
  job.script = () => ({
    branch,
    sha,
    message,
    stages: [
      { name: 'package', seconds: 8, log: ['+ docker build .', 'Successfully built 5d7f1c3e0a4b'] },
      {
        name: 'smoke test',
        seconds: 4,
        log: ['+ docker run --network none city'],
        ...(!passes && { result: 'FAILURE', error: 'script returned exit code 1' }),
      },
    ],
    tests: [
      { className: 'city.ImageTest', name: 'startsWithoutNetwork', status: passes ? 'PASSED' : 'REGRESSION' },
      { className: 'city.ImageTest', name: 'isSmall', status: 'PASSED' },
    ],
  });
  const build = await jenkins.run(name);
  await build.over;
}
