// /jenkins builds: the last builds of a job.

import type { AnswerVerb, Button } from '../../../ci/command.ts';
import { formatDuration } from '../../../ci/duration.ts';
import type { Instant } from '../../../ci/pipeline.ts';
import { join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { causesOf, isRunning, listBuilds, type Build } from '../api/builds.ts';
import { readableName } from '../job-address.ts';
import { findJob } from './find-job.ts';
import { lookOf } from './look.ts';
import { ago } from './times.ts';

const MOST = 10;

export const builds: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const job = await findJob(asked.values.get('job') ?? '', reach);
  const all = (await listBuilds(job, reach, MOST)) ?? [];
  const path = readableName(job);
  if (all.length === 0) return { text: say`${path} has not been built yet.`, buttons: [buildButton(job)] };
  return {
    text: join([
      say`Last builds of **${path}**`,
      say``,
      say`| build | result | when | took | why |`,
      say`| --- | --- | --- | --- | --- |`,
      ...all.map((build) => rowOf(build, asked.now)),
    ]),
    buttons: [buildButton(job)],
  };
};

export function buildButton(job: string): Button {
  return { label: 'Build', style: 'primary', call: { name: 'build', args: { job } } };
}

function rowOf(build: Build, now: Instant): Words {
  const { number, url, timestamp } = build;
  const when = timestamp === undefined ? '' : ago(timestamp, now);
  return say`| ${link(`#${number}`, url)} | ${lookOf(build)} | ${when} | ${durationOf(build, now)} | ${whyOf(build)} |`;
}

/** Of one that runs how long it has, and how long it takes as a rule. */
export function durationOf(build: Build, now: Instant): string {
  const { duration = 0, timestamp, estimatedDuration = 0 } = build;
  if (!isRunning(build)) return formatDuration(duration / 1000);
  if (timestamp === undefined) return '';
  const usual = estimatedDuration > 0 ? ` of about ${formatDuration(estimatedDuration / 1000)}` : '';
  return `${formatDuration((now - timestamp) / 1000)}${usual}`;
}

/** `Started by user Alice` → `Alice`; others as Jenkins says them. */
export function whyOf(build: Build): string {
  const [cause] = causesOf(build);
  return cause?.userName ?? cause?.userId ?? cause?.shortDescription?.replace(/^Started by (?:an? )?/, '') ?? '';
}
