// The files that a build kept: what there are, how large, and their bytes.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { HttpAnswer } from '../../../ci/http.ts';
import { CiError } from '../../../platform/errors.ts';
import { amount, name, text } from '../../../platform/foreign-json.ts';
import { buildPath, type BuildPlace } from './build-path.ts';
import { noBuild } from './logs.ts';
import { problemIn } from './problems.ts';
import { ask, read, readPath } from './request.ts';

export interface Artifact {
  readonly name: string;
  /** Below the build's `artifact/`, with slashes. */
  readonly path: string;
  /** Bytes; undefined where Jenkins does not tell. */
  readonly size?: number;
}

export interface Artifacts {
  readonly all: readonly Artifact[];
  /** Some were left out. */
  readonly more: boolean;
}

const MOST = 500;
/** Each size costs a request where the pipeline plugins do not tell them all. */
const MOST_SIZES = 30;
const AT_ONCE = 4;

const listSchema = z.object({ artifacts: z.array(z.unknown()).catch([]) });
const artifactSchema = z.object({ fileName: name, relativePath: name });
/** https://github.com/jenkinsci/pipeline-stage-view-plugin/blob/master/rest-api/README.md: `size` in bytes, `url` with the path. */
const sizedSchema = z.object({ url: text, size: amount });

/** Throws CI_JENKINS_NOT_FOUND when there is no such build. */
export async function listArtifacts(place: BuildPlace, reach: Reach): Promise<Artifacts> {
  const tree = `artifacts[fileName,relativePath]{0,${MOST + 1}}`;
  const told = await read(reach, buildPath(place), listSchema, { tree });
  if (told === undefined) throw noBuild(place);
  const all = told.artifacts.slice(0, MOST).flatMap((each): readonly Artifact[] => {
    const found = artifactSchema.safeParse(each).data;
    return found === undefined || !isPath(found.relativePath) ? [] : [{ name: found.fileName, path: found.relativePath }];
  });
  return { all: await withSizes(place, all, reach), more: told.artifacts.length > MOST };
}

/** At most `limit` bytes: undefined when it is larger. Throws CI_JENKINS_NOT_FOUND when it is not there any more. */
export async function fetchArtifact(place: BuildPlace, path: string, reach: Reach, limit: number): Promise<Uint8Array | undefined> {
  const answer = await askArtifact(place, path, reach, { limit, bytes: true });
  return answer.cut ? undefined : (answer.bytes ?? Buffer.from(answer.text));
}

/** Nothing that leads out of the build's folder. */
function isPath(path: string): boolean {
  return path !== '' && !path.split('/').some((part) => part === '' || part === '.' || part === '..');
}

/** Jenkins' API tells no sizes. The pipeline plugins do, for pipelines; else each file is asked for its first byte. */
async function withSizes(place: BuildPlace, all: readonly Artifact[], reach: Reach): Promise<readonly Artifact[]> {
  if (all.length === 0) return all;
  const known = await sizesByPlugin(place, reach);
  const unknown = known.size > 0 ? [] : all.slice(0, MOST_SIZES);
  for (let at = 0; at < unknown.length; at += AT_ONCE)
    await Promise.all(
      unknown.slice(at, at + AT_ONCE).map(async ({ path }) => {
        const size = await sizeByHeader(place, path, reach).catch(() => undefined);
        if (size !== undefined) known.set(encoded(path), size);
      }),
    );
  return all.map((each) => {
    const size = known.get(encoded(each.path));
    return size === undefined ? each : { ...each, size };
  });
}

/** By encoded path. Empty where the plugins are not there, or tell something else. */
async function sizesByPlugin(place: BuildPlace, reach: Reach): Promise<Map<string, number>> {
  const told = await readPath(reach, `${buildPath(place)}/wfapi/artifacts`, z.array(z.unknown())).catch(() => undefined);
  const sizes = new Map<string, number>();
  for (const each of told ?? []) {
    const { url, size } = sizedSchema.safeParse(each).data ?? {};
    const path = url?.split(`/${place.number}/artifact/`, 2)[1];
    if (path !== undefined && size !== undefined) sizes.set(encoded(decode(path)), size);
  }
  return sizes;
}

async function sizeByHeader(place: BuildPlace, path: string, reach: Reach): Promise<number | undefined> {
  // Compressed answers do not tell the length; a whole one tells it, too, and is not read on.
  const headers = { 'accept-encoding': 'identity', Range: 'bytes=0-0' };
  const answer = await askArtifact(place, path, reach, { limit: 0, headers });
  const told = answer.headers.get('content-range')?.split('/')[1] ?? (answer.status === 200 ? answer.headers.get('content-length') : null);
  return told === null || !/^\d{1,15}$/.test(told) ? undefined : Number(told);
}

interface How {
  readonly limit: number;
  readonly bytes?: true;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page of HTML is as good an artifact as any, so what answers is not looked at for being a sign-in page when it comes from Jenkins. */
async function askArtifact(place: BuildPlace, path: string, reach: Reach, how: How): Promise<HttpAnswer> {
  const asked = `${buildPath(place)}/artifact/${encoded(path)}`;
  const answer = await ask(reach, asked, { ...how, also: [200, 206, 301, 302, 303, 307, 404] });
  if (answer.status === 404) throw gone(place, path);
  if (answer.status < 300) return answer;
  const address = `${reach.connection.url}/${asked}`;
  const store = storeOf(answer, address);
  if (store === undefined) throw problemIn(answer, { reach, address, method: 'GET' }) ?? gone(place, path);
  const stored = await reach.http(store, how);
  if (stored.status !== 200 && stored.status !== 206) throw unreachable(store, stored.status);
  return stored;
}

/**
 * Jenkins may keep files elsewhere, or show them under a second name, and then sends on to an address that needs no more proof: none of
 * ours goes there. Any other redirect is a problem, and so is one to the Mattermost server itself or to what answers only its neighbours: a
 * cloud's secrets lie there. https://www.jenkins.io/doc/book/security/user-content/#resource-root-url
 */
function storeOf({ headers }: HttpAnswer, address: string): string | undefined {
  const location = headers.get('location') ?? '';
  const to = URL.canParse(location, address) ? new URL(location, address) : undefined;
  const signed = to !== undefined && ['x-amz-signature', 'signature', 'sig', 'x-goog-signature'].some((key) => hasParameter(to, key));
  if (to === undefined || (isNear(to) && to.hostname !== new URL(address).hostname)) return undefined;
  return signed || to.pathname.includes('/static-files/') ? to.href : undefined;
}

/** Loopback and link-local addresses; `URL` has brought them into one form. */
function isNear({ hostname }: URL): boolean {
  return /^(?:localhost$|127\.|169\.254\.|0\.|\[::|\[fe[89ab])/.test(hostname);
}

function hasParameter({ searchParams }: URL, wanted: string): boolean {
  return [...searchParams.keys()].some((key) => key.toLowerCase() === wanted);
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function gone({ job, number }: BuildPlace, path: string): CiError {
  return new CiError(
    'CI_JENKINS_NOT_FOUND',
    `Build #${number} of ${job} has no file ${path} (any more).`,
    'Type `/jenkins get-artifacts` again for those that are there.',
  );
}

function unreachable(address: string, status: number): CiError {
  const { host } = new URL(address);
  return new CiError('CI_JENKINS_STORE', `Jenkins keeps this file at ${host}, which answers ${status}.`, 'Open it in Jenkins instead.');
}
