// What a build was of, out of the words that Jenkins' source plugins have for it.

import type { Ref } from '../../ci/pipeline.ts';
import { branchOfName } from './job-address.ts';

/** `origin/main`, `refs/heads/main`, `refs/tags/1.0`, `refs/merge-requests/7/head`, `PR-7`. Undefined for what names nothing. */
export function readRef(word: string | undefined): Ref | undefined {
  const name = word?.replace(/^(refs\/remotes|remotes)\//, '').replace(/^(origin|refs\/heads)\//, '') ?? '';
  if (name === '' || name === 'detached' || name === 'HEAD') return undefined;
  const tag = /^(?:refs\/)?tags\/(.+)$/.exec(name)?.[1];
  if (tag !== undefined) return { kind: 'tag', name: tag };
  const [, sign, number] = /^(refs\/merge-requests\/|MR-|refs\/pull\/|PR-)(\d{1,15})(?:$|[/-](?:head|merge))/.exec(name) ?? [];
  if (number !== undefined) return { kind: 'merge-request', name: `${sign === 'MR-' || sign?.includes('merge') ? '!' : '#'}${number}` };
  return { kind: 'branch', name };
}

/** Undefined where nothing tells it. Subversion knows no branches but has them in its addresses; a multibranch project has them in its jobs' names. */
export function guessRef(job: string, scmUrl: string | undefined): Ref | undefined {
  const fromName = readRef(branchOfName(job));
  if (fromName !== undefined) return fromName;
  const [, folder, name] = /\/(?:(trunk)|(?:branches|tags)\/([^/?#]+))(?:[/?#]|$)/.exec(scmUrl ?? '') ?? [];
  if (name !== undefined) return { kind: scmUrl?.includes(`/tags/${name}`) === true ? 'tag' : 'branch', name };
  return folder === undefined ? undefined : { kind: 'branch', name: folder };
}
