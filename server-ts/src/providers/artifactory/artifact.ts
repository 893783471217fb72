// The data of one domain → what it is that something happened to.

import type { Artifact } from '../../ci/artifact.ts';
import { present, shaOf } from '../../platform/foreign-json.ts';
import type { Told } from './payload.ts';
import type { Data } from './schema.ts';

export interface Found {
  readonly artifact: Artifact;
  /** What makes it the same artifact again; of a file the content counts, so that what is moved or promoted stays the same card. */
  readonly identity: readonly string[];
  /** What stands for the project in rules: the repository, the build's or the bundle's name. */
  readonly project: string;
}

/** `base`: address of the platform without a trailing slash, empty when it is not known. Undefined when the data names nothing. */
export function findArtifact({ domain, data }: Told, base: string): Found | undefined {
  switch (domain) {
    case 'artifact':
    case 'artifact_property':
      return fileOf(data, base);
    case 'docker':
      return imageOf(data, base);
    case 'build':
      return buildOf(data, base);
    case 'distribution':
      return bundleOf('distribution', data);
    default:
      return bundleOf('release-bundle', data);
  }
}

function fileOf(data: Data, base: string): Found | undefined {
  const { repo_key: repository, path, name = path?.split('/').at(-1), sha256, size } = data;
  if (repository === undefined || path === undefined || name === undefined) return undefined;
  if (data.image_name !== undefined && data.tag !== undefined) return imageOf(data, base);
  const url = page(base, 'ui/repos/tree/General', repository, ...path.split('/'));
  const identity = ['file', path, sha256 ?? repository];
  return {
    identity,
    project: repository,
    artifact: { type: 'file', name, repository, path, ...present({ url, size, sha: revisionOf(data) }) },
  };
}

/** People know an image by its name and tag, not by the manifest that was written. Its size is the manifest's: it says nothing. */
function imageOf(data: Data, base: string): Found | undefined {
  const { repo_key: repository, path, image_name: image, tag, sha256 } = data;
  if (repository === undefined || image === undefined || tag === undefined) return undefined;
  const url = page(base, 'ui/repos/tree/General', repository, ...image.split('/'), tag);
  const details = present({ path, url, sha: revisionOf(data) });
  return {
    identity: ['image', `${image}:${tag}`, sha256 ?? repository],
    project: repository,
    artifact: { type: 'image', name: `${image}:${tag}`, repository, ...details },
  };
}

function buildOf(data: Data, base: string): Found | undefined {
  const { build_name: name, build_number: number, build_started: started, build_repo: repository } = data;
  if (name === undefined || number === undefined) return undefined;
  const at = Date.parse(started?.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') ?? '');
  const found = Number.isNaN(at) ? undefined : page(base, 'ui/builds', name, number, String(at), 'published');
  const url = found !== undefined && repository !== undefined ? `${found}?buildRepo=${encodeURIComponent(repository)}` : found;
  return {
    identity: ['build', name, number],
    project: name,
    artifact: {
      type: 'build',
      name: `${name} #${number}`,
      build: { name, number },
      ...present({ repository, url, sha: revisionOf(data) }),
    },
  };
}

/** Each distribution is one of its own, a bundle's version is the same for ever. */
function bundleOf(type: 'release-bundle' | 'distribution', data: Data): Found | undefined {
  const { release_bundle_name: name, release_bundle_version: version, release_bundle_size: size, transaction_id: transaction } = data;
  if (name === undefined || version === undefined) return undefined;
  const identity = [type, name, version, ...(type === 'distribution' && transaction !== undefined ? [transaction] : [])];
  return { identity, project: name, artifact: { type, name: `${name} ${version}`, ...present({ size, sha: revisionOf(data) }) } };
}

/** JFrog's own payloads tell it only as a property that was set; a custom payload may hold it. */
function revisionOf(data: Data): string | undefined {
  const property = /^vcs\.revision$/i.test(data.property_key ?? '') ? data.property_values[0] : undefined;
  return shaOf(data.vcs_revision ?? data.vcs?.revision ?? data.properties?.['vcs.revision'] ?? property);
}

function page(base: string, place: string, ...parts: readonly string[]): string | undefined {
  return base === '' ? undefined : [base, place, ...parts.map(encodeURIComponent)].join('/');
}
