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
  return { status: 200, headers, body };
}
