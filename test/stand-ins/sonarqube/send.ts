// Sends quality gates as SonarQube 10 does, signed.

import { createHmac, randomUUID } from 'node:crypto';
import { post, type Answer, type HookTarget } from '../post.ts';

export interface Condition {
  readonly metric: string;
  readonly operator: 'GREATER_THAN' | 'LESS_THAN';
  /** Nothing was measured when left out. */
  readonly value?: string;
  readonly threshold: string;
  readonly fails?: boolean;
}

export interface Analysis {
  readonly key: string;
  readonly name?: string;
  /** SonarQube's own address. */
  readonly url?: string;
  readonly branch?: string;
  /** Number; then there is no branch. */
  readonly pullRequest?: string;
  readonly sha?: string;
  /** `FAILED`: the analysis itself. */
  readonly gate: 'OK' | 'ERROR' | 'FAILED';
  readonly conditions?: readonly Condition[];
  readonly at?: Date;
  readonly taskId?: string;
}

/** Not signed without a secret. Gson writes `=` as an escape: what is signed are the bytes, not the meaning. */
export function sendGate({ hookUrl, secret }: HookTarget, analysis: Analysis): Promise<Answer> {
  const body = JSON.stringify(payload(analysis)).replaceAll('=', '\\u003d');
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'SonarQube/10.7.0.96327',
    'X-SonarQube-Project': analysis.key,
    ...(secret !== '' && { 'X-Sonar-Webhook-HMAC-SHA256': createHmac('sha256', secret).update(body).digest('hex') }),
  };
  return post(hookUrl, headers, body);
}

function payload({
  key,
  name = key,
  url = 'http://sonarqube.example.test',
  branch = 'main',
  pullRequest,
  sha,
  gate,
  conditions = [],
  ...rest
}: Analysis): object {
  const { at = new Date(), taskId = randomUUID() } = rest;
  const time = at.toISOString().replace(/\.\d+Z$/, '+0000');
  const page = `${url}/dashboard?id=${encodeURIComponent(key)}`;
  const judged = conditions.map(({ fails = false, threshold, ...condition }) => ({
    ...condition,
    status: condition.value === undefined ? 'NO_VALUE' : fails ? 'ERROR' : 'OK',
    errorThreshold: threshold,
  }));
  return {
    serverUrl: url,
    taskId,
    status: gate === 'FAILED' ? 'FAILED' : 'SUCCESS',
    ...(gate !== 'FAILED' && { analysedAt: time }),
    ...(sha !== undefined && { revision: sha }),
    changedAt: time,
    project: { key, name, url: page },
    branch:
      pullRequest === undefined
        ? { name: branch, type: 'BRANCH', isMain: branch === 'main', url: page }
        : { name: pullRequest, type: 'PULL_REQUEST', isMain: false, url: `${page}&pullRequest=${pullRequest}` },
    ...(gate !== 'FAILED' && { qualityGate: { name: 'Sonar way', status: gate, conditions: judged } }),
    properties: {},
  };
}
