import { expect, test } from '@jest/globals';
import { withSmallBody } from './small-body.ts';

/** Answers how many chunks were taken. */
function endless(): { readonly request: Request; taken(): number; cancelled(): boolean } {
  let [taken, cancelled] = [0, false];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += 1;
      controller.enqueue(new Uint8Array(1_000).fill(32));
    },
    cancel: () => void (cancelled = true),
  });
  const init = { method: 'POST', body, duplex: 'half' } as const;
  return { request: new Request('http://plugin/api', init), taken: () => taken, cancelled: () => cancelled };
}

test('a body that does not end, and does not say how long it is, is read up to the limit', async () => {
  const { request, taken, cancelled } = endless();
  await expect(withSmallBody(request, 10_000).json()).rejects.toThrow();
  expect(taken()).toBeLessThan(20);
  expect(cancelled()).toBe(true);
});

test('what is small, or has no body, stays as it is', async () => {
  const headers = { 'Mattermost-User-Id': 'ada' };
  const small = withSmallBody(new Request('http://plugin/api?x=1', { method: 'POST', headers, body: '{"a":1}' }));
  expect([small.method, small.url, small.headers.get('Mattermost-User-Id')]).toEqual(['POST', 'http://plugin/api?x=1', 'ada']);
  expect(await small.json()).toEqual({ a: 1 });
  expect(await withSmallBody(new Request('http://plugin/api')).text()).toBe('');
});
