// What people type for a job → the job: names with folders, addresses, branches as people read them, display names, other letter case.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { CiError } from '../../../platform/errors.ts';
import { text } from '../../../platform/foreign-json.ts';
import { nearest } from '../../../platform/nearest.ts';
import { jobPath } from '../api/build-path.ts';
import { listItems, type KnownItem } from '../api/job-tree.ts';
import { read } from '../api/request.ts';
import { readAddress, readableName } from '../job-address.ts';

export interface Found {
  /** Full name as Jenkins has it. */
  readonly name: string;
  readonly kind: 'job' | 'folder';
  /** Names of what is in a folder, some, as Jenkins has them. */
  readonly items: readonly string[];
}

const MOST_NAMED = 5;
/** Letters; no name of a job with its folders is longer, and what takes time with each more of them stays short. */
const LONGEST = 2_000;
const MOST_LISTED = 50;

/** The full name as Jenkins has it. Throws CI_JENKINS_NO_JOB with the nearest names, and CI_JENKINS_FOLDER with what is in the folder. */
export async function findJob(typed: string, reach: Reach): Promise<string> {
  const found = await findItem(typed, reach);
  if (found.kind === 'folder') throw isFolder(found);
  return found.name;
}

/** A job or a folder. Throws CI_JENKINS_NO_JOB. */
export async function findItem(typed: string, reach: Reach): Promise<Found> {
  const meant = nameIn(typed, reach.connection.url);
  if (meant === '') throw new CiError('CI_JENKINS_NO_JOB', 'The name of a job is missing.', 'Type it with its folders: `folder/job`.');
  const direct = await look(meant, reach);
  if (direct !== undefined) return direct;
  const known = await listItems(reach);
  const [match] = matching(meant, known);
  const found = match === undefined ? undefined : await look(match.name, reach);
  if (found === undefined) throw noJob(meant, known);
  return found;
}

/** An address of this Jenkins, or any with `/job/` in it, is taken apart; else it is a name, spaces and slashes at its ends apart. */
export function nameIn(typed: string, url: string): string {
  const meant = typed.slice(0, LONGEST).trim();
  if (/^https?:\/\//i.test(meant) || (url !== '' && meant.startsWith(url))) return readAddress(meant)?.name ?? '';
  const path = /^\/?job\/[^/]+(?:\/job\/[^/]+)*\/?(?:\d+\/?)?$/.test(meant) ? readAddress(`/${meant}`)?.name : undefined;
  return (path ?? meant).replace(/^\/+|\/+$/g, '').replaceAll(/\s*[»>]\s*/g, '/');
}

/** Of an address that was typed: which build it is of. */
export function numberIn(typed: string): string | undefined {
  return typed.includes('/job/') || typed.startsWith('job/')
    ? readAddress(typed.startsWith('job/') ? `/${typed}` : typed)?.number
    : undefined;
}

const itemSchema = z.object({
  fullName: text,
  jobs: z
    .array(z.object({ name: text }).catch({ name: undefined }))
    .optional()
    .catch(undefined),
});

async function look(name: string, reach: Reach): Promise<Found | undefined> {
  const told = await read(reach, jobPath(name), itemSchema, { tree: `fullName,jobs[name]{0,${MOST_LISTED}}` });
  if (told === undefined) return undefined;
  const items = (told.jobs ?? []).flatMap((job) => job.name ?? []);
  return { name: told.fullName ?? name, kind: told.jobs === undefined ? 'job' : 'folder', items };
}

/** The likeliest first: its name as people read it, in any case; its shown name; and what ends so, when only one does. */
function matching(meant: string, known: readonly KnownItem[]): readonly KnownItem[] {
  const wanted = plain(meant);
  const same = known.filter(({ name }) => plain(name) === wanted);
  if (same.length > 0) return same;
  const titled = known.filter((item) => item.title !== undefined && titlesOf(item).includes(wanted));
  if (titled.length > 0) return titled;
  const ending = known.filter(({ name, kind }) => kind === 'job' && plain(name).endsWith(`/${wanted}`));
  return ending.length === 1 ? ending : [];
}

function titlesOf({ name, title = '' }: KnownItem): readonly string[] {
  const above = name.includes('/') ? `${name.slice(0, name.lastIndexOf('/'))}/` : '';
  return [plain(title), plain(above + title)];
}

function plain(name: string): string {
  return readableName(name).toLowerCase();
}

/** Names that somebody probably meant, some, as people read them. */
function nearestNames(meant: string, known: readonly KnownItem[]): readonly string[] {
  const wanted = plain(meant);
  const last = wanted.split('/').at(-1) ?? wanted;
  const jobs = known.map(({ name }) => readableName(name));
  const found = new Set<string>();
  const add = (some: readonly string[]): void => some.slice(0, MOST_NAMED).forEach((name) => found.add(name));
  add(jobs.filter((name) => name.toLowerCase().endsWith(`/${last}`)));
  for (let left = jobs; found.size < MOST_NAMED;) {
    const near = nearest(
      wanted,
      left.map((name) => name.toLowerCase()),
    );
    if (near === undefined) break;
    add(left.filter((name) => name.toLowerCase() === near));
    left = left.filter((name) => name.toLowerCase() !== near);
  }
  const near = nearest(
    last,
    jobs.map((name) => name.toLowerCase().split('/').at(-1) ?? ''),
  );
  if (near !== undefined) add(jobs.filter((name) => name.toLowerCase().split('/').at(-1) === near));
  if (last.length > 2) add(jobs.filter((name) => name.toLowerCase().includes(last)));
  return [...found].slice(0, MOST_NAMED);
}

function noJob(meant: string, known: readonly KnownItem[]): CiError {
  const near = nearestNames(meant, known);
  const shown = readableName(meant);
  if (near.length > 0)
    return new CiError(
      'CI_JENKINS_NO_JOB',
      `There is no job ${shown}. Did you mean ${near.join(', ')}?`,
      'Jobs are typed with their folders: `folder/job`.',
    );
  return new CiError(
    'CI_JENKINS_NO_JOB',
    `There is no job ${shown}, or you may not see it.`,
    known.length === 0
      ? 'You see no job at all in this Jenkins: ask an administrator for the permission Job/Read.'
      : 'Jobs are typed with their folders: `folder/job`.',
  );
}

export function isFolder({ name, items }: Found): CiError {
  const shown = items.slice(0, 10).map((item) => readableName(`${name}/${item}`));
  const more = items.length > shown.length ? ' and more' : '';
  return new CiError(
    'CI_JENKINS_FOLDER',
    items.length === 0
      ? `${readableName(name)} is a folder with nothing in it.`
      : `${readableName(name)} is a folder. In it: ${shown.join(', ')}${more}.`,
    'Name a job in it.',
  );
}
