// What breaks and mends itself in the demo, again and again: runners go down one after the other, and come back.
import type { Alertmanager } from './index.ts';

const runbook_url = 'https://runbooks.example.test/RunnerDown';

/** Tells one outbreak. `pause` waits that many seconds. */
export async function tellOutbreak(alertmanager: Alertmanager, n: number, pause: (seconds: number) => Promise<void>): Promise<void> {
  const down = (runner: string) =>
    alertmanager.fire(
      { alertname: 'RunnerDown', job: 'gitlab-runner', runner, severity: n % 2 === 0 ? 'critical' : 'warning' },
      { summary: `Runner ${runner} is offline`, runbook_url },
    );
  down('docker-1');
  await alertmanager.flush();
  await pause(20);
  down('docker-2');
  down('shell-arm');
  await alertmanager.flush();
  await pause(20);
  alertmanager.resolve({ runner: 'docker-1' });
  await alertmanager.flush();
  await pause(20);
  await alertmanager.remind();
  await pause(20);
  alertmanager.resolve({ alertname: 'RunnerDown' });
  await alertmanager.flush();
}
