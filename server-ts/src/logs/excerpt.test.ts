import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { excerptOf } from './excerpt.ts';

const stored = readFileSync(join(import.meta.dirname, '../../../test/payloads/gitlab-api/job_trace.txt'), 'utf8');

function shown(...lines: readonly string[]): readonly string[] {
  return excerptOf(lines.join('\n')).lines;
}

test("a real log shows the script's own words, not its runner's", () => {
  expect(excerptOf(stored)).toEqual({
    lines: [
      'Executing "step_script" stage of the job script',
      '$ pytest -q',
      'F.                                                                       [100%]',
      '=================================== FAILURES ===================================',
      'E       assert 1 == 2',
      'FAILED tests/test_cart.py::test_total - assert 1 == 2',
      '1 failed, 1 passed in 0.12s',
    ],
    leftOut: 4,
  });
});

test('the same log with the stamps of newer runners shows the same', () => {
  const stamped = stored.split('\n').map((line) => `2026-03-14T09:27:01.722931Z 00O ${line}`);
  expect(excerptOf(stamped.join('\n')).lines).toEqual(excerptOf(stored).lines);
  expect(shown('2026-03-14T09:27:01.722931Z 00O error: cannot', '2026-03-14T09:27:01.822931Z 00O+ find it')).toEqual([
    'error: cannot find it',
  ]);
});

test('of many lines those around the last error are shown, its summary included', () => {
  const before = Array.from({ length: 200 }, (_, index) => `step ${index}`);
  const after = Array.from({ length: 50 }, (_, index) => `tidy ${index}`);
  const { lines, leftOut } = excerptOf([...before, 'error: no rule', ...after].join('\n'));
  expect(lines).toHaveLength(25);
  expect(lines[18]).toBe('error: no rule');
  expect(lines.at(-1)).toBe('tidy 5');
  expect(leftOut).toBe(226);
});

test('when only the runner failed, that is shown', () => {
  const log =
    'section_start:1:prepare_executor\rPreparing\nERROR: Job failed (system failure): pulling image: not found\nsection_end:2:prepare_executor\r';
  expect(excerptOf(log).lines).toEqual(['Preparing', 'ERROR: Job failed (system failure): pulling image: not found']);
  expect(shown('make: all good', 'ERROR: Job failed: execution took longer than 1h0m0s seconds')).toContain(
    'ERROR: Job failed: execution took longer than 1h0m0s seconds',
  );
});

test('"0 errors" is no error', () => {
  expect(shown('fatal: it broke', ...Array.from({ length: 30 }, () => 'ok'), 'done, 0 errors, failures: 0')[0]).toBe('fatal: it broke');
});

test('without an error the end is shown, without any text nothing', () => {
  expect(shown('one', '', '', 'two', '')).toEqual(['one', '', 'two']);
  expect(excerptOf('\n\n\u001B[0m\n')).toEqual({ lines: [], leftOut: 0 });
});

test('progress that was overwritten, spinners, colours and links leave only what a person saw at last', () => {
  expect(shown('10 %\r50 %\rfailed at 99 %\r')).toEqual(['failed at 99 %']);
  expect(shown('|\b/\b-\bfailed')).toEqual(['failed']);
  expect(shown('\u001B[31;1merror\u001B[0m: \u001B]8;;https://x.example\u0007here\u001B]8;;\u0007 \u001B(B')).toEqual(['error: here']);
});

test('a private key is one line, wherever the log was cut', () => {
  const body = Array.from({ length: 5 }, () => 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ');
  const key = ['-----BEGIN RSA PRIVATE KEY-----', ...body, '-----END RSA PRIVATE KEY-----'];
  for (const part of [key, key.slice(2), key.slice(0, -2)]) {
    const text = shown('cat key', ...part, 'error: bad key').join('\n');
    expect(text).toBe('cat key\n[private key masked]\nerror: bad key');
  }
  expect(shown(`error: KEY="${key.join('\\n')}" is set`).join()).not.toContain('MIIE');
});

test('long lines and many long lines are shortened', () => {
  const { lines } = excerptOf(Array.from({ length: 30 }, () => 'error '.repeat(200)).join('\n'), { characters: 1000 });
  expect(lines).toHaveLength(3);
  expect(lines[0]).toHaveLength(300);
});

/** Bytes as a runner may send them, and what is dangerous in them. */
const noisy = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '\u001B[31m',
      '\u001B[',
      '\u001B]0;x',
      '\r',
      '\b',
      '\u009B1m',
      '\n',
      'error: ',
      '\ud800',
      '\u202E',
      '\u200B',
      'section_start:1:a\r',
    ),
    fc.constantFrom(
      'section_end:1:a\r',
      '-----BEGIN PRIVATE KEY-----',
      '-----END PRIVATE KEY-----',
      'password=',
      'https://a:b@',
      '"',
      '2026-03-14T09:27:01.722931Z 00O+',
    ),
  ),
  { maxLength: 60 },
);

test('whatever the log holds, the excerpt holds no control character and keeps the limits', () => {
  fc.assert(
    fc.property(noisy, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5000 }), (parts, most, characters) => {
      const { lines, leftOut } = excerptOf(parts.join(''), { lines: most, characters });
      expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(lines.length).toBeLessThanOrEqual(most);
      expect(lines.join('\n').length).toBeLessThanOrEqual(characters);
      expect(leftOut).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1000 },
  );
});

test('a known secret is nowhere, whatever stands around it', () => {
  const secret = fc.stringMatching(/^[!-~]{8,40}$/);
  fc.assert(
    fc.property(secret, noisy, noisy, (value, before, after) => {
      const log = [...before, value, ...after].join('');
      expect(excerptOf(log, { secrets: [value] }).lines.join('\n')).not.toContain(value);
    }),
    { numRuns: 1000 },
  );
});

const megabytes = 10 * 1024 * 1024;

test.each([
  ['one line', 'a'],
  ['line ends', '\n'],
  ['errors with secrets', 'error: password="a\n'],
  ['addresses', 'a://'],
  ['sequences that do not end', '\u001B['],
  ['titles that do not end', '\u001B]'],
  ['returns', '\r'],
  ['backspaces', 'a\b'],
  ['token beginnings', 'eyJ'],
  ['key beginnings', '-----BEGIN PRIVATE KEY-----\n'],
  ['words for secrets', 'token'],
  ['flags', '--a'],
  ['sections', 'section_start:1:a\r'],
  ['lines that go on', '2026-03-14T09:27:01.722931Z 00O+a\n'],
])('10 MB of %s are read in time', (_name, unit) => {
  const log = unit.repeat(megabytes / unit.length);
  const start = performance.now();
  excerptOf(log);
  // Some 0.1 s; whatever is quadratic takes hours.
  expect(performance.now() - start).toBeLessThan(3000);
});
