// The stand-in senders send what their originals do: proved by the secret, read by their provider, and about one commit.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shaOf } from '../../server-ts/src/ci/facts.ts';
import { subjectOf, type CiEvent } from '../../server-ts/src/ci/event.ts';
import { merge } from '../../server-ts/src/ci/merge.ts';
import type { SubjectState } from '../../server-ts/src/ci/subject.ts';
import { stagesOf, statusOf } from '../../server-ts/src/ci/status.ts';
import { providers } from '../../server-ts/src/providers/registry.ts';
import { sendBuildRecord, sendFile, sendImage } from '../stand-ins/artifactory/send.ts';
import { tellCommit } from '../stand-ins/commit-story.ts';
import { sendOutbound } from '../stand-ins/jenkins/send.ts';
import { sendGate } from '../stand-ins/sonarqube/send.ts';
import { connect } from './payloads.ts';

const secret = 'a secret with ü and =';
const sha = 'c6d86dc654b12425e706bcf951adfe5a8627a517';
const heard: CiEvent[] = [];
let server: Server;
let hooksUrl = '';

/** As the plugin's intake does it: proof first, then the meaning. */
async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const name = url.pathname.slice(1);
  const headers = new Headers(Object.entries(request.headersDistinct).map(([key, [value = ''] = []]) => [key, value]));
  const delivery = { headers, query: url.searchParams, body };
  const provider = providers.find((each) => each.name === name);
  const proof = provider?.prove(delivery, connect(name, secret), Date.now());
  const reading = provider?.read(delivery, connect(name, secret));
  if (proof?.ok === true && reading?.kind === 'event') heard.push(reading.event);
  response.writeHead(proof?.ok !== true ? 401 : reading?.kind === 'event' ? 202 : 200).end(JSON.stringify([proof, reading]));
}

beforeAll(async () => {
  server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  hooksUrl = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});

const to = (provider: string, known = secret) => ({ hookUrl: `${hooksUrl}/${provider}`, secret: known });

afterAll(() => new Promise((resolve) => server.close(resolve)));

function statesOf(events: readonly CiEvent[]): readonly SubjectState[] {
  const states = new Map<string, SubjectState>();
  for (const event of events) states.set(subjectOf(event).key, merge(states.get(subjectOf(event).key), event));
  return [...states.values()];
}

test.each([true, false])('the story of a commit that passes (%s) is a build, a gate and an image of one commit', async (passes) => {
  heard.length = 0;
  const story = { project: 'city/api', branch: 'main', sha, message: 'Answer at once', number: 7, passes };
  const answers = await tellCommit({ hooksUrl, secret, pagesUrl: 'http://127.0.0.1:1' }, story);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  const states = statesOf(heard);
  expect(states.map(({ kind }) => kind)).toEqual(passes ? ['pipeline', 'gate', 'artifact'] : ['pipeline', 'gate']);
  expect(states.map(shaOf)).toEqual(states.map(() => sha));
  const [build] = states;
  expect(build?.kind === 'pipeline' && [statusOf(build), build.pipeline.role, stagesOf(build).map(({ status }) => status)]).toEqual(
    passes ? ['success', 'build', ['success', 'success']] : ['failed', 'build', ['success', 'failed']],
  );
});

test('each other form of a sender is proved and read as well', async () => {
  heard.length = 0;
  const sent = [
    sendOutbound(to('jenkins'), { job: 'folder/asgard', number: 3, result: 'UNSTABLE' }),
    sendGate(to('sonarqube'), { key: 'shop', pullRequest: '42', gate: 'FAILED' }),
    sendImage(to('artifactory'), 'promoted', { image: 'acme/app', tag: '1.2.3', signs: true }),
    sendFile(to('artifactory'), 'moved', { path: 'org/acme/app.jar', signs: true }),
    sendBuildRecord(to('artifactory'), 'uploaded', { name: 'acme', number: 1, sha }),
  ];
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(sent.map(() => 202));
  expect(JSON.stringify(heard)).not.toContain('hidden');
  const wrong = [
    sendOutbound(to('jenkins', 'other'), { job: 'a', number: 1 }),
    sendGate(to('sonarqube', 'other'), { key: 'shop', gate: 'OK' }),
    sendImage(to('artifactory', 'other'), 'pushed', { image: 'a', tag: '1', signs: true }),
  ];
  expect((await Promise.all(wrong)).map(({ status }) => status)).toEqual([401, 401, 401]);
});
