// Files a build archived, one by one.
import type { Build } from '../builds.ts';
import { html, notFound, page, type Answer } from './answer.ts';
import { plannedArtifacts } from './build-beans.ts';
import type { Visit } from './visit.ts';

const types: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  xml: 'application/xml',
  json: 'application/json',
  html: 'text/html',
  png: 'image/png',
  zip: 'application/zip',
};

/** `rest`: the path below `artifact/`. */
export function artifactRoute(visit: Visit, build: Build, rest: readonly string[]): Answer {
  const wanted = rest.join('/');
  const artifacts = plannedArtifacts(build);
  const found = artifacts.find(({ path }) => path === wanted);
  if (found === undefined) {
    const isFolder = artifacts.some(({ path }) => wanted === '' || path.startsWith(`${wanted}/`));
    return isFolder ? html(page('Build Artifacts', '<h1>Build Artifacts</h1>')) : notFound(visit.uri);
  }
  const { content, path } = found;
  const body = typeof content === 'string' ? Buffer.from(content) : content;
  const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const headers = {
    'Content-Type': type,
    'Content-Length': String(body.length),
    'Accept-Ranges': 'bytes',
    'Content-Security-Policy': "sandbox; default-src 'none';",
  };
  const part = partOf(visit.range, body.length);
  if (part === undefined) return { status: 200, headers, body };
  const { from, to } = part;
  const ranged = { 'Content-Range': `bytes ${from}-${to - 1}/${body.length}`, 'Content-Length': String(to - from) };
  return { status: 206, headers: { ...headers, ...ranged }, body: body.subarray(from, to) };
}

/** `bytes=0-99`; undefined where nothing, or nothing that can be, is asked for. */
function partOf(range: string | undefined, size: number): { readonly from: number; readonly to: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d*)$/u.exec(range ?? '') ?? [];
  if (from === '' || Number(from) >= size) return undefined;
  return { from: Number(from), to: to === '' ? size : Math.min(size, Number(to) + 1) };
}
