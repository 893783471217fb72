// A job's log as a runner writes it: colours, section markers, progress, and the same last words after every failure.
import type { Job } from './state.ts';

const ESC = '\u001B';

function section(name: string, title: string, lines: readonly string[]): readonly string[] {
  return [
    `section_start:1773480420:${name}\r${ESC}[0K${ESC}[0K${ESC}[36;1m${title}${ESC}[0;m`,
    ...lines,
    `section_end:1773480480:${name}\r${ESC}[0K`,
  ];
}

/** What the script of a failed job wrote when its plan tells nothing else. */
function failureOf({ plan }: Job): readonly string[] {
  const tests = plan.failedTests ?? [];
  if (plan.log !== undefined || tests.length === 0) return plan.log ?? [`make: *** [${plan.name}] Error 1`];
  return [...tests.flatMap((test) => [`--- FAIL: ${test} (0.02s)`, '    expected 2 departures, got 3']), 'FAIL', `exit status 1`];
}

export function logOf(job: Job): string {
  const over = job.finishedAt !== undefined;
  const failed = job.status === 'failed';
  const script = [`${ESC}[32;1m$ make ${job.plan.name}${ESC}[0;m`, ' 10 %\r 55 %\r100 %', ...(failed ? failureOf(job) : [])];
  const lines = [
    `${ESC}[0KRunning with gitlab-runner 18.2.0 (a1b2c3d4)${ESC}[0;m`,
    ...section('prepare_executor', 'Preparing the "docker" executor', ['Using Docker executor with image node:24 ...']),
    ...section('step_script', 'Executing "step_script" stage of the job script', script),
    ...(over ? section('cleanup_file_variables', 'Cleaning up project directory and file based variables', []) : []),
    ...(over && failed ? [`${ESC}[31;1mERROR: Job failed: exit code 1`, `${ESC}[0;m`] : []),
    ...(over && !failed ? [`${ESC}[32;1mJob succeeded`, `${ESC}[0;m`] : []),
  ];
  return lines.join('\n');
}
