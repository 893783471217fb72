// Everything that assets/openapi.json describes is asked for, right, nearly right and wrong, on the real server: it answers as it is
// described, and never fails.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Client } from 'pg';
import { Agent, fetch } from 'undici';
import { fitting, nearly, pathPart, type Schema } from '../openapi/arbitrary.ts';
import { readDescription, type Operation } from '../openapi/description.ts';
import { openChannel } from '../server/channel.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openKeys, pluginPath, type KeyMaker } from '../server/machine.ts';

jest.setTimeout(60_000);

const { operations, resolve, misfit } = readDescription();

let server: TestServer;
let keys: KeyMaker;
let key: string;
let database: Client;

const name = `fuzz-${Date.now() % 1_000_000}`;

beforeAll(async () => {
  server = await testServer();
  const channel = await openChannel(server, name, 'alice');
  keys = await openKeys(server, channel.id);
  key = await keys.make(name, '*');
  database = new Client({ connectionString: server.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await keys.close();
  await database.end();
  await dispatcher.close();
  // Wrong keys from here are slowed no more.
  await server.restartPlugin();
});

interface Sent {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Latin-1 without controls: what a header may hold. */
const headerText = fc.string({ maxLength: 250 }).map((text) => text.replaceAll(/[^\u0020-\u007E\u00A0-\u00FF]/g, '').trim());

const partOf = (each: Schema): fc.Arbitrary<string> =>
  each.enum === undefined ? pathPart : fc.oneof(fc.constantFrom(...each.enum.map(String)), pathPart);

function requestsOf({ path, parameters, requestBody }: Operation): fc.Arbitrary<Sent> {
  const body = requestBody?.content?.['application/json']?.schema;
  const inPath = parameters.filter((each) => each.in === 'path').map((each) => fc.tuple(fc.constant(each.name), partOf(each.schema)));
  return fc
    .record({
      parts: fc.tuple(...inPath),
      proof: fc.oneof({ weight: 9, arbitrary: fc.constant(key) }, { weight: 1, arbitrary: headerText }),
      bearer: fc.boolean(),
      once: fc.option(fc.oneof(fc.constant('the same'), headerText), { nil: undefined }),
      text: body === undefined ? fc.constant(undefined) : bodyOf(body),
    })
    .map(({ parts, proof, bearer, once, text }) => ({
      url: parts.reduce((url, [part, value]) => url.replace(`{${part}}`, () => value), path),
      headers: {
        ...(bearer ? { Authorization: `Bearer ${proof}` } : { 'X-API-Key': proof }),
        ...(once !== undefined && { 'Idempotency-Key': once }),
      },
      ...(text !== undefined && { body: text }),
    }));
}

const json = (value: unknown): string => JSON.stringify(value) ?? '';

function bodyOf(given: Schema): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fitting(given, resolve).map(json) },
    { weight: 5, arbitrary: nearly(given, resolve).map(json) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
  );
}

/** Mattermost tidies an address with `//` by a redirect, which holds the whole of a long one: more than is read of headers by default, 16 KB. */
const dispatcher = new Agent({ maxHeaderSize: 256 * 1024 });

/** Of one address in a row; a key may ask twenty times at once, so its bucket is filled again. */
const AT_ONCE = 20;

test.each(operations.map((each) => [each.operationId, each] as const))(
  '%s answers as it is described, whatever it is sent',
  async (_id, each) => {
    const seen = new Set<number>();
    const ask = async ({ url, headers, body }: Sent): Promise<void> => {
      const answer = await fetch(`${server.url}${pluginPath}${url}`, {
        method: each.method,
        redirect: 'manual',
        dispatcher,
        headers,
        ...(body !== undefined && { body }),
      });
      const text = await answer.text();
      seen.add(answer.status);
      // What is not of one part is another address: that is none, and Mattermost itself refuses or tidies some.
      const lost = answer.status === 404 && (!('404' in each.responses) || text.startsWith('404 page not found'));
      const other = lost || (answer.status >= 300 && answer.status < 400);
      expect({ url, headers, body, status: answer.status, text, wrong: other ? '' : misfit(each, answer.status, text) }).toMatchObject({
        wrong: '',
      });
      expect(answer.status).toBeLessThan(500);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(requestsOf(each), { minLength: 1, maxLength: AT_ONCE }), async (requests) => {
        await database.query('update ci_command_center.api_keys set tokens = 20 where name = $1', [name]);
        await Promise.all(requests.map(ask));
      }),
      { numRuns: each.requestBody === undefined ? 6 : 14, endOnFailure: true },
    );
    expect([...seen].some((status) => status !== 429)).toBe(true);
  },
);
