import { createServer } from 'node:https';
import { afterEach, expect, test } from '@jest/globals';
import { makeAuthority } from '../../../test/stand-ins/certificates.ts';
import { note, right, type Check, type CheckSubject } from '../ci/check.ts';
import { CiError } from '../platform/errors.ts';
import { createHttp } from '../platform/http.ts';
import { lookAt } from './look.ts';
import { isLocal } from './way.ts';

const authority = makeAuthority('Made-up CA');
const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const answering =
  (date: string): CheckSubject['http'] =>
  async () => ({ status: 200, headers: new Headers({ date }), text: '', cut: false });

function subjectOf(url: string, more: Partial<CheckSubject> = {}): CheckSubject {
  const connection = { provider: 'lab', name: 'default', url, webhookSecrets: [] };
  return {
    connection,
    http: answering(new Date(1_000_000).toUTCString()),
    heard: true,
    redirects: [],
    projects: [],
    now: 1_000_000,
    ...more,
  };
}

const look = (subject: CheckSubject, check?: Check, within = 5_000) =>
  lookAt(subject, { check, proxy: 'http://made-up:secret@proxy.example:3128/', within, now: () => 1_000_000 });

/** Told first, without what proves us to it. */
const byProxy = right('CI_CHECK_PROXY', 'by the proxy proxy.example:3128');

const hanging: Check = async (_subject, tell) => {
  tell(right('CI_LAB', 'Lab 1'));
  await new Promise(() => undefined);
};

const failing: Check = async (_subject, tell) => {
  tell(note('CI_LAB_OLD', 'It is old.', 'Renew it.'));
  throw new CiError('CI_LAB_DOWN', 'It is down.', 'Start it.');
};

test('what was found before the time was up is told, and that it was up', async () => {
  expect(await look(subjectOf('http://ci.example'), hanging, 20)).toEqual([
    byProxy,
    right('CI_LAB', 'Lab 1'),
    expect.objectContaining({ code: 'CI_CHECK_SLOW', level: 'wrong' }),
  ]);
});

test('what ends the look is told after what was found', async () => {
  expect((await look(subjectOf('http://ci.example'), failing)).map(({ code, level }) => [code, level])).toEqual([
    ['CI_CHECK_PROXY', 'right'],
    ['CI_LAB_OLD', 'note'],
    ['CI_LAB_DOWN', 'wrong'],
  ]);
});

test.each([
  [0, 'right', 'same time'],
  [-50_000, 'right', 'same time'],
  [-120_000, 'wrong', /120 s behind/],
  [7_200_000, 'wrong', /7200 s ahead/],
])('a clock that is %i ms away is %s', async (apart, level, message) => {
  const http = answering(new Date(1_000_000 + apart).toUTCString());
  expect(await look(subjectOf('http://ci.example', { http }))).toEqual([
    byProxy,
    expect.objectContaining({
      code: 'CI_CHECK_CLOCK',
      level,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    }),
  ]);
});

test('a certificate that ends soon is told of before it does, with the authority in which it ends', async () => {
  const { certificate: cert, key } = authority.issue(['127.0.0.1'], 5);
  const server = createServer({ cert, key }, (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const http = createHttp({ ca: authority.certificate });
  open.push(server, http);
  const address = server.address();
  const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const subject = subjectOf(url, { http });
  const connection = { ...subject.connection, ca: authority.certificate };
  const found = await lookAt({ ...subject, connection }, { check: undefined, proxy: undefined, within: 10_000, now: Date.now });
  expect(found).toEqual([
    right('CI_CHECK_NAME', 'at 127.0.0.1'),
    right('CI_CHECK_CLOCK', 'same time'),
    right('CI_CHECK_TLS', 'TLS by Made-up CA, which the settings add'),
    expect.objectContaining({ code: 'CI_CHECK_TLS_SOON', message: expect.stringMatching(/expires in [45] days/) }),
  ]);
});

test('http that sends on to https is told of, as what proves us goes unprotected at first', async () => {
  const headers = new Headers({ location: 'https://127.0.0.1/lab/' });
  const http = async () => ({ status: 301, headers, text: '', cut: false });
  const subject = subjectOf('http://127.0.0.1:8080/lab', { http });
  expect(await lookAt(subject, { check: undefined, proxy: undefined, within: 5_000, now: () => 0 })).toEqual([
    right('CI_CHECK_NAME', 'at 127.0.0.1'),
    expect.objectContaining({ code: 'CI_CHECK_UPGRADE', level: 'wrong', remedy: expect.stringContaining('`https://127.0.0.1/lab`') }),
  ]);
});

test.each([
  ['127.0.0.1', true],
  ['172.16.0.1', true],
  ['172.32.0.1', false],
  ['192.168.7.7', true],
  ['::1', true],
  ['fd12:3456::1', true],
  ['::ffff:10.0.0.1', true],
  ['2001:db8::1', false],
  ['203.0.113.7', false],
])('%s is in a local network: %s', (address, local) => {
  expect(isLocal(address)).toBe(local);
});
