import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createMask, MASK } from './mask.ts';

const mask = createMask();

test.each([
  ['DB_PASSWORD=hunter2 make', 'DB_PASSWORD=[masked] make'],
  ['token: abcdef', 'token: [masked]'],
  ['{"api_key": "a b c", "ref": "main"}', '{"api_key": [masked], "ref": "main"}'],
  [String.raw`{\"secret\": \"a b\", \"x\": 1}`, String.raw`{\"secret\": [masked], \"x\": 1}`],
  ["PASSWORD='it is long' run", 'PASSWORD=[masked] run'],
  ['deploy --token abc123 --force', 'deploy --token [masked] --force'],
  ['deploy --password=abc123 --force', 'deploy --password=[masked] --force'],
  ['curl -H "Authorization: Basic dXNlcjpwYXNz" https://x.example', 'curl -H "Authorization: [masked]" https://x.example'],
  ['PRIVATE-TOKEN: whatever it is', 'PRIVATE-TOKEN: [masked]'],
  ['sent bearer abcdefgh12345678', 'sent bearer [masked]'],
  ['git clone https://me:p@ss@git.example/x.git', 'git clone https://me:[masked]@git.example/x.git'],
  ['fetch https://abcdefghij0123456789@git.example/x', 'fetch https://[masked]@git.example/x'],
  ['GET /x?private_token=abc&ref=main', 'GET /x?private_token=[masked]&ref=main'],
  // Jenkins' Notification plugin writes the address that it calls, as it is, into the log of each build.
  ["Notifying endpoint with url 'http://jenkins:made-up@host/x'", "Notifying endpoint with url 'http://jenkins:[masked]@host/x'"],
  ["url 'http://jenkins:it's@host/x'", "url 'http://jenkins:[masked]@host/x'"],
  ["url 'https://chat.example/webhooks/jenkins?secret=Missing&x=1'", "url 'https://chat.example/webhooks/jenkins?secret=[masked]&x=1'"],
  ["endpoint 'https://host/h?x=1&token=12345' - refused", "endpoint 'https://host/h?x=1&token=[masked]' - refused"],
  ['GET /x?access_token=expected HTTP/1.1', 'GET /x?access_token=[masked] HTTP/1.1'],
  ['SIGNATURE=aB3dE5gH7jK9mN1pQ3sT5v', 'SIGNATURE=[masked]'],
  ['AWS_SECRET_ACCESS_KEY=abc/def+ghi', 'AWS_SECRET_ACCESS_KEY=[masked]'],
])('%s', (line, masked) => {
  expect(mask(line)).toBe(masked);
});

test.each([
  'HEAD is now at 4f2c1e9 Fix the token parser',
  'commit da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
  'sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'key: da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
  'cache key: default-Gemfile.lock-3.2.1-Linux',
  'SyntaxError: Unexpected token: }',
  'src/token.ts:12:5 - error TS2304: Cannot find name',
  'FAILED tests/test_token.py::test_password - assert 1 == 2',
  'password: null',
  'TOKEN=$CI_TOKEN',
  'global-configuration-of-everything and weight_decay_parameter_of_layers',
  'author: Bob, tokenizer: bert-base, secretary: Alice, max-tokens: 5000',
  'ssh://git@git.example/x.git and http://localhost:3000/a@b',
  'token expired',
  'GET /x?token=$TOKEN&ref=main',
])('nothing is masked in: %s', (line) => {
  expect(mask(line)).toBe(line);
});

const letters = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${length}}$`));
const formed = fc.oneof(
  letters(20).map((text) => `glpat-${text}`),
  letters(36).map((text) => `ghp_${text}`),
  letters(24).map((text) => `xoxb-1234-${text}`),
  fc.stringMatching(/^[A-Z0-9]{16}$/).map((text) => `AKIA${text}`),
  fc.tuple(letters(20), letters(30), letters(40)).map(([head, body, end]) => `eyJ${head}.eyJ${body}.${end}`),
  letters(30).map((text) => `whsec_${text}`),
);
const around = fc.stringMatching(/^[ -~]{0,40}$/);

test('a token of a known form is masked wherever it stands', () => {
  fc.assert(
    fc.property(formed, around, around, (token, before, after) => !mask(`${before}${token}${after}`).includes(token)),
    { numRuns: 3000 },
  );
});

test('a value behind a name that means a secret is masked, whatever stands before it', () => {
  const name = fc.constantFrom(
    'password=',
    'PASSWORD: ',
    'db_password := ',
    'token: ',
    'client-secret=',
    'Authorization: Bearer ',
    '--api-key ',
  );
  const value = fc.stringMatching(/^[A-Za-z0-9!%*+./?@^_~-]{8,30}$/).filter((text) => !/^[-\W]/.test(text));
  fc.assert(
    fc.property(name, value, fc.stringMatching(/^[ -!#-&(-~]{0,30}$/), (word, secret, before) => {
      expect(mask(`${before} ${word}${secret}`)).not.toContain(secret);
    }),
    { numRuns: 3000 },
  );
});

test('known values are masked as they are and as they travel; the longer one first', () => {
  const known = createMask(['se/cret"1', 'se/cret"1-and-more', 'first-line\nsecond-line', 'short']);
  const forms = [
    'se/cret"1',
    encodeURIComponent('se/cret"1'),
    JSON.stringify('se/cret"1'),
    Buffer.from('se/cret"1').toString('base64'),
    'second-line',
  ];
  for (const form of forms) expect(known(`x ${form} y`)).toContain(MASK);
  expect(known('se/cret"1-and-more')).toBe(MASK);
  expect(known('a short walk')).toBe('a short walk');
});

test.each(['eyJ', 'eyJa-', 'a.eyJ', 'eyJabcdef.', '-', 'a', 'token ', 'http://'])(
  'a line of a megabyte of %s is masked in time',
  (unit) => {
    const start = performance.now();
    mask(unit.repeat(1_000_000 / unit.length));
    expect(performance.now() - start).toBeLessThan(3000);
  },
);
