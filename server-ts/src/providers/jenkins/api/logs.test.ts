import { expect, test } from '@jest/globals';
import type { Reach } from '../../../ci/account.ts';
import type { Http } from '../../../ci/http.ts';
import { logEnd, logPart } from './logs.ts';

const place = { job: 'team/app', number: '7' };
const MB = 1024 * 1024;

/** As `LargeText#doProgressText`: line ends become CR LF, notes stay in, and what is behind the end begins anew. */
function serving(log: string, running = false): Reach {
  const file = Buffer.from(log);
  const http: Http = async (address, { limit = 0, keep = 'start' } = {}) => {
    const asked = Number(new URL(address).searchParams.get('start'));
    const from = asked > file.length ? 0 : asked;
    const rest = keep === 'start' ? file.subarray(from, from + limit + 2) : file.subarray(from);
    const sent = Buffer.from(rest.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
    const kept = sent.length <= limit ? sent : keep === 'start' ? sent.subarray(0, limit) : sent.subarray(-limit);
    const headers = new Headers({ 'content-type': 'text/plain;charset=UTF-8', 'x-text-size': String(file.length) });
    if (running) headers.set('x-more-data', 'true');
    return { status: 200, headers, text: kept.toString(), cut: sent.length > limit };
  };
  return { connection: { provider: 'jenkins', name: 'default', url: 'https://ci.example', webhookSecrets: [] }, http };
}

async function readAll(reach: Reach): Promise<string> {
  let [text, start, more] = ['', 0, true];
  while (more) {
    const part = await logPart(place, start, reach);
    if (part.next === start) break;
    [text, start, more] = [text + part.text, part.next, part.more];
  }
  return text;
}

const lines = (count: number, words = 'a line of the log, grüße') =>
  Array.from({ length: count }, (_, index) => `${index} ${words}\n`).join('');

test('all parts together are the log, no line twice and none lost', async () => {
  const log = lines(100_000);
  expect(log.length).toBeGreaterThan(2.5 * MB);
  expect((await readAll(serving(log))) === log).toBe(true);
});

test('what a build writes meanwhile is read from where the last part ended', async () => {
  const first = await logPart(place, 0, serving('one\n', true));
  expect(first).toEqual({ text: 'one\n', next: 4, more: true });
  expect(await logPart(place, first.next, serving('one\ntwo\n'))).toEqual({ text: 'two\n', next: 8, more: false });
});

test('while a build runs, its log is read in whole lines, none twice and none lost: a secret is not cut in two', async () => {
  const log = lines(30, 'grüße, password=made-up');
  let [seen, start] = ['', 0];
  for (let end = 0; end < log.length; end += 7) {
    const part = await logPart(place, start, serving(log.slice(0, end), true));
    expect(part.text).toMatch(/^$|\n$/);
    [seen, start] = [seen + part.text, part.next];
  }
  expect(seen.length).toBeGreaterThan(log.length - 40);
  expect(seen + (await logPart(place, start, serving(log))).text).toBe(log);
});

test('a huge log begins near its end, and says so', async () => {
  const log = lines(500_000);
  const all = await readAll(serving(log));
  expect(all).toMatch(/^\[… the first \d+ MB are left out/);
  expect(log.endsWith(all.slice(all.indexOf('\n') + 1))).toBe(true);
  expect(all.length).toBeGreaterThan(7 * MB);
});

test('notes for Jenkins’ own page are taken out', async () => {
  const note = '\u001B[8mha:////4Bw+/0ax=\u001B[0m';
  const { text } = await logPart(place, 0, serving(`${note}Started by user \u001B[31mAlice\u001B[0m\n`));
  expect(text).toBe('Started by user \u001B[31mAlice\u001B[0m\n');
});

test('the end of a long log begins with a whole line', async () => {
  const log = lines(10_000);
  const { text, cut } = await logEnd(place, serving(log), 50_000);
  expect([cut, log.endsWith(text), log.includes(`\n${text}`)]).toEqual([true, true, true]);
  expect(text.length).toBeGreaterThan(40_000);
  expect(await logEnd(place, serving('short\n'), 50_000)).toEqual({ text: 'short\n', cut: false });
});

const page: Http = async () => ({ status: 200, headers: new Headers({ 'content-type': 'text/html' }), text: '<html>', cut: false });

test('a page instead of a log is a problem, words about passwords in it are not', async () => {
  await expect(logPart(place, 0, { ...serving(''), http: page })).rejects.toMatchObject({ code: 'CI_JENKINS_NOT_THE_API' });
  expect((await logPart(place, 0, serving('<form action="login"><input type="password">\n'))).text).toContain('password');
});
