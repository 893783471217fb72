/** @jest-environment ./test/msw/browser-environment.ts */
import { expect, test } from '@jest/globals';
import { getResponse, http, HttpResponse } from 'msw';
import { paths, PLUGIN_ID } from '@ci-command-center/contract';
import { createPrivateCommandHook } from './private-commands.ts';

const args = { channel_id: 'builds', root_id: '' };
const address = `*/plugins/${PLUGIN_ID}${paths.privateCommands}`;

function answering(status = 202) {
  const sent: unknown[] = [];
  let lists = 0;
  const handlers = [
    http.get(address, () => {
      lists += 1;
      return HttpResponse.json({ commands: ['forge connect'] });
    }),
    http.post(address, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(status === 202 ? {} : { code: 'CI_SOME', message: 'No.' }, { status });
    }),
  ];
  Object.assign(globalThis, {
    fetch: async (path: string, init?: RequestInit) => {
      const response = await getResponse(handlers, new Request(new URL(path, 'http://localhost'), init));
      if (!response) throw new TypeError('no such address');
      return response;
    },
  });
  return { sent, hook: createPrivateCommandHook(), lists: () => lists };
}

test('a typed secret goes to the plugin alone, with where it was typed', async () => {
  const { hook, sent } = answering();
  expect(await hook('/Forge  connect alice made-up-token', args)).toEqual({});
  expect(sent).toEqual([{ command: '/Forge  connect alice made-up-token', ...args }]);
});

test('everything else goes the usual way, and costs no request but the first list', async () => {
  const { hook, sent, lists } = answering();
  for (const usual of ['/forge connect', '/forge connect alice', '/other connect alice token', '/forge build a b', 'forge connect a b'])
    expect(await hook(usual, args)).toEqual({ message: usual, args });
  expect([sent, lists()]).toEqual([[], 1]);
});

test('what was refused is not sent the usual way after all', async () => {
  const { hook } = answering(403);
  expect(await hook('/forge connect alice made-up-token', args)).toEqual({ error: { message: 'No.' } });
});
