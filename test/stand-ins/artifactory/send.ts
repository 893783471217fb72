// Sends what happens to artifacts as the JFrog Platform does, with the secret itself or a signature in one and the same header.

import { createHash, createHmac } from 'node:crypto';
import { post, type Answer, type HookTarget } from '../post.ts';

interface Origin {
  /** The platform's own address. */
  readonly url?: string;
  readonly by?: string;
  /** "Use secret for payload signing". */
  readonly signs?: boolean;
}

export interface Image extends Origin {
  readonly image: string;
  readonly tag: string;
  readonly repository?: string;
}

export interface File extends Origin {
  readonly path: string;
  readonly repository?: string;
  readonly size?: number;
}

export interface BuildRecord extends Origin {
  readonly name: string;
  readonly number: number;
  readonly startedAt?: Date;
  /** In JFrog's own payloads there is no commit; a custom payload can hold it. */
  readonly sha?: string;
}

export function sendImage(target: HookTarget, event: 'pushed' | 'promoted' | 'deleted', image: Image): Promise<Answer> {
  return send(target, 'docker', event, imageData(image), image);
}

export function sendFile(target: HookTarget, event: 'deployed' | 'deleted' | 'moved' | 'copied', file: File): Promise<Answer> {
  return send(target, 'artifact', event, fileData(file), file);
}

/** `vcs.revision` is how an artifact learns its commit: the build tools set it when they publish. */
export function sendRevision(target: HookTarget, artifact: Image | File, sha: string): Promise<Answer> {
  const data = {
    ...('image' in artifact ? imageData(artifact) : fileData(artifact)),
    property_key: 'vcs.revision',
    property_values: [sha],
  };
  return send(target, 'artifact_property', 'added', data, artifact);
}

export function sendBuildRecord(target: HookTarget, event: 'uploaded' | 'promoted' | 'deleted', record: BuildRecord): Promise<Answer> {
  const { name, number, startedAt = new Date(), sha } = record;
  const data = {
    build_name: name,
    build_number: String(number),
    build_started: startedAt.toISOString().replace('Z', '+0000'),
    build_repo: 'artifactory-build-info',
    ...(sha !== undefined && { vcs_revision: sha }),
  };
  return send(target, 'build', event, data, record);
}

function imageData({ image, tag, repository = 'docker-local' }: Image): object {
  const path = `${image}/${tag}/manifest.json`;
  const platforms = [{ architecture: 'amd64', os: 'linux' }];
  return { repo_key: repository, path, name: 'manifest.json', sha256: checksum(path), size: 1573, image_name: image, tag, platforms };
}

function fileData({ path, repository = 'libs-release-local', size = 10_485_760 }: File): object {
  return { repo_key: repository, path, name: path.split('/').at(-1), sha256: checksum(path), size };
}

const checksum = (path: string): string => createHash('sha256').update(path).digest('hex');

function send({ hookUrl, secret }: HookTarget, domain: string, event: string, data: object, origin: Origin): Promise<Answer> {
  const { url = 'http://artifactory.example.test', by = 'deployer', signs = false } = origin;
  const body = JSON.stringify({ domain, event_type: event, data, subscription_key: 'chat', jpd_origin: url, source: `jfrog/${by}` });
  const proof = signs ? createHmac('sha256', secret).update(body).digest('hex') : secret;
  return post(hookUrl, { 'Content-Type': 'application/json', 'User-Agent': 'JFrog Event/7.122.2', 'X-JFrog-Event-Auth': proof }, body);
}
