import { expect, test } from '@jest/globals';
import { inAscii } from './smaller.ts';
import { buildServerScript } from './server-script.ts';

test('the server’s script is ASCII, has the web’s objects of its own, and of undici what asks, of prom-client what counts', async () => {
  const { script, inputs } = await buildServerScript();
  expect(script.findIndex((byte) => byte > 0x7f)).toBe(-1);
  expect(inputs).toContain('server-ts/src/platform/web/response.ts');
  const undici = inputs.filter((file) => file.includes('node_modules/undici/'));
  expect(undici).toContain('node_modules/undici/lib/dispatcher/proxy-agent.js');
  expect(undici.filter((file) => /\/(mock|cache|websocket|eventsource|milo)\//.test(file))).toEqual([]);
  expect(inputs.filter((file) => /@opentelemetry|prom-client\/lib\/(cluster|pushgateway)/.test(file))).toEqual([]);
}, 60_000);

test('a sign that is written as its number is the same to patterns and templates', () => {
  const script = inAscii('[/[✓–]/u.test("–"), ((parts) => parts[0])`…😀`]');
  expect(script).toBe(String.raw`[/[\u2713\u2013]/u.test("\u2013"), ((parts) => parts[0])${'`'}\u2026\ud83d\ude00${'`'}]`);
});
