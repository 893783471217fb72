// What changes Jenkins itself: restarts, new jobs, and jobs that are switched off or deleted.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { CiError } from '../../../platform/errors.ts';
import { amount, text } from '../../../platform/foreign-json.ts';
import { readableName } from '../job-address.ts';
import { jobPath } from './build-path.ts';
import { ask, read } from './request.ts';

const busySchema = z.object({ busyExecutors: amount });
const modeSchema = z.object({ quietingDown: z.boolean().catch(false), mode: text });
const contentSchema = z.object({
  allBuilds: z.array(z.unknown()).optional().catch(undefined),
  jobs: z
    .array(z.object({ jobs: z.array(z.unknown()).optional().catch(undefined) }))
    .optional()
    .catch(undefined),
});
/** Builds and jobs that are counted before something is deleted. */
const MOST_COUNTED = 1000;
/** Jenkins loads the builds of a job for it. */
const SLOW = 60_000;

/** Builds that run now; undefined when the person may not see it. */
export async function runningBuilds(reach: Reach): Promise<number | undefined> {
  const told = await read(reach, 'computer', busySchema, { tree: 'busyExecutors' });
  return told?.busyExecutors;
}

/** Whether it waits for its builds to end before it restarts. Throws CI_JENKINS_RESTARTING and others while it is away. */
export async function isQuietingDown(reach: Reach): Promise<boolean> {
  const told = await read(reach, '', modeSchema, { tree: 'quietingDown,mode' });
  return told?.quietingDown === true;
}

/** No new builds from now on; it restarts when those that run have ended or paused. Needs Overall/Manage. */
export async function safeRestart(reach: Reach): Promise<void> {
  await ask(reach, 'safeRestart', { method: 'POST' });
}

/** Needs Job/Configure. Throws CI_JENKINS_NOT_FOUND also for a folder, which cannot be switched off. */
export async function setEnabled(job: string, enabled: boolean, reach: Reach): Promise<void> {
  const answer = await ask(reach, `${jobPath(job)}/${enabled ? 'enable' : 'disable'}`, { method: 'POST', also: [404, 405] });
  if (answer.status !== 404 && answer.status !== 405) return;
  throw new CiError(
    'CI_JENKINS_NOT_SWITCHED',
    `${readableName(job)} cannot be ${enabled ? 'enabled' : 'disabled'}.`,
    'Jobs can, folders and the branches of a multibranch project cannot: disable the project.',
  );
}

export interface Content {
  readonly builds?: number;
  readonly jobs?: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

/** What would go with a job or folder. */
export async function contentOf(job: string, reach: Reach): Promise<Content> {
  const tree = `allBuilds[number]{0,${MOST_COUNTED + 1}},jobs[name,jobs[name]]{0,${MOST_COUNTED + 1}}`;
  const told = await read(reach, jobPath(job), contentSchema, { tree, timeout: SLOW });
  if (told === undefined) throw noJob(job);
  const { allBuilds, jobs } = told;
  const inside = jobs?.reduce((count, each) => count + 1 + (each.jobs?.length ?? 0), 0);
  return {
    ...(allBuilds !== undefined && { builds: Math.min(allBuilds.length, MOST_COUNTED) }),
    ...(inside !== undefined && { jobs: Math.min(inside, MOST_COUNTED) }),
    more: (allBuilds?.length ?? 0) > MOST_COUNTED || (inside ?? 0) > MOST_COUNTED,
  };
}

/** Needs Job/Delete. Takes as long as the deletion of its builds. */
export async function deleteJob(job: string, reach: Reach): Promise<void> {
  const answer = await ask(reach, `${jobPath(job)}/doDelete`, { method: 'POST', also: [404], timeout: SLOW });
  if (answer.status === 404) throw noJob(job);
}

/** What a folder is made of: https://plugins.jenkins.io/cloudbees-folder/ */
const FOLDER =
  '<?xml version="1.1" encoding="UTF-8"?><com.cloudbees.hudson.plugins.folder.Folder><properties/><folderViews/><healthMetrics/></com.cloudbees.hudson.plugins.folder.Folder>';

export async function exists(job: string, reach: Reach): Promise<boolean> {
  const answer = await ask(reach, `${jobPath(job)}/api/json`, { query: { tree: 'name' }, also: [404] });
  return answer.status !== 404;
}

/** `folder`: the names of what it is in; each must be there. Needs Job/Create there. Throws CI_JENKINS_REFUSED with Jenkins' reason. */
export async function createFolder(folder: readonly string[], name: string, reach: Reach): Promise<void> {
  await createItem(folder, name, FOLDER, reach);
}

/** The same with a job's own config.xml. */
export async function createItem(folder: readonly string[], name: string, xml: string, reach: Reach): Promise<void> {
  const content = { type: 'application/xml; charset=utf-8', text: xml };
  await ask(reach, `${placeOf(folder)}createItem`, { method: 'POST', query: { name }, content });
}

/** A copy of a job, by its full name. Needs Job/ExtendedRead of it. It begins switched off until it is saved once in Jenkins. */
export async function copyItem(folder: readonly string[], name: string, from: string, reach: Reach): Promise<void> {
  await ask(reach, `${placeOf(folder)}createItem`, { method: 'POST', query: { name, mode: 'copy', from: `/${from}` } });
}

function placeOf(folder: readonly string[]): string {
  return folder.length === 0 ? '' : `${jobPath(folder.join('/'))}/`;
}

function noJob(job: string): CiError {
  return new CiError(
    'CI_JENKINS_NOT_FOUND',
    `Jenkins finds no job ${readableName(job)}, or hides it from you.`,
    'It may have been deleted or renamed.',
  );
}
