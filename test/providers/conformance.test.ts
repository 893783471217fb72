// What every provider must do, over all its stored deliveries and over broken ones.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { merge } from '../../server-ts/src/ci/merge.ts';
import { providers } from '../../server-ts/src/providers/registry.ts';
import { checkFacts, postOf, readable, shownKinds } from './facts.ts';
import { breakSomewhere, hostileValue } from './hostile.ts';
import { bodyOf, connect, deliver, entriesOf, sentAt, withoutProof } from './payloads.ts';

const folder = join(import.meta.dirname, '../../server-ts/src/providers');

test('the registry lists what is on the disk', () => {
  const folders = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  expect(providers.map(({ name }) => name).sort()).toEqual(folders.sort());
});

describe.each(providers.map((provider) => ({ name: provider.name, provider })))('$name', ({ name, provider }) => {
  const entries = entriesOf(name);

  test('has a table of contents of at most 40 lines and a readme', () => {
    expect(readFileSync(join(folder, name, 'index.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(40);
    expect(readFileSync(join(folder, name, 'readme.md'), 'utf8')).toContain(`/webhooks/${name}`);
  });

  test('every stored delivery has an entry', () => {
    const files = readdirSync(join(import.meta.dirname, '../payloads', name)).filter((file) => file !== 'manifest.json');
    expect(entries.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  describe.each(entries.map((entry) => ({ file: entry.file, entry })))('$file', ({ entry }) => {
    const body = bodyOf(name, entry);
    const now = sentAt(entry);

    test('is proved by its secret and by no other', () => {
      const { secret } = entry.verify;
      const bare = withoutProof(entry);
      expect(provider.prove(deliver(entry.headers, body), connect(name, 'other', secret), now)).toEqual({ ok: true });
      expect(provider.prove(deliver(bare, body, `secret=${encodeURIComponent(secret)}`), connect(name, secret), now)).toEqual({ ok: true });
      expect(provider.prove(deliver(entry.headers, body), connect(name, 'other'), now).ok).toBe(false);
      expect(provider.prove(deliver(bare, body, 'secret=wrong'), connect(name, secret), now).ok).toBe(false);
      expect(provider.prove(deliver(bare, body), connect(name, secret), now).ok).toBe(false);
      expect(provider.prove(deliver(entry.headers, body), connect(name), now).ok).toBe(false);
    });

    test('is proved by its signature alone, as long as it is fresh and not a byte has changed', () => {
      const token = entry.verify.signing?.signing_token;
      if (token === undefined) return;
      const { secret } = entry.verify;
      const signed = Object.fromEntries(Object.entries(entry.headers).filter(([, value]) => value !== secret));
      expect(provider.prove(deliver(signed, body), connect(name, token), now)).toEqual({ ok: true });
      expect(provider.prove(deliver(signed, body), connect(name, token), now + 301_000).ok).toBe(false);
      expect(provider.prove(deliver(signed, Buffer.concat([body, Buffer.from(' ')])), connect(name, token), now).ok).toBe(false);
    });

    test('is shown with its facts, or ignored with a reason', () => {
      const reading = provider.read(deliver(entry.headers, body), connect(name));
      if (reading.kind === 'event') checkFacts(entry.facts, reading.event);
      else expect(reading).toMatchObject({ kind: 'ignored', reason: expect.stringContaining(String(entry.facts['kind'])) });
      expect(reading.kind === 'event').toBe(shownKinds.includes(entry.facts['kind']));
    });

    test('has the same identity each time it comes, if it has one', () => {
      expect(provider.identify(deliver(entry.headers, body))).toBe(provider.identify(deliver(entry.headers, body)));
    });
  });

  const shown = entries.filter(({ facts }) => shownKinds.includes(facts['kind']));

  test('no field that is missing, null, huge or hostile makes reading or rendering fail, or act in a channel', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shown),
        fc.array(fc.tuple(fc.nat(), hostileValue), { minLength: 1, maxLength: 4 }),
        (entry, changes) => {
          let text = bodyOf(name, entry).toString();
          for (const [at, value] of changes) text = breakSomewhere(text, at, value);
          const reading = provider.read(deliver(entry.headers, Buffer.from(text)), connect(name));
          if (reading.kind !== 'event') {
            expect(reading.reason).not.toBe('');
            return;
          }
          const state = merge(undefined, reading.event);
          expect(JSON.parse(JSON.stringify(state))).toEqual(state);
          expect(JSON.stringify(state)).not.toMatch(/\\u0000|\\ud[89a-f]../i);
          const post = postOf(reading.event);
          expect(post.message.length).toBeLessThan(16_383);
          expect(post.message).not.toMatch(/https?:\/\/|@channel|[\n\u202E]/);
          expect(JSON.stringify(post.props.attachments)).not.toMatch(/@channel|javascript:(?!\u200B)|\u202E/);
          expect(JSON.stringify(post.props).length).toBeLessThan(800_000);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('no bytes and no headers make it throw', () => {
    const header = fc.stringMatching(/^[\x21-\x7e]{0,40}$/);
    const value = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.constantFrom(...shown), fc.nat()).map(([entry, cut]) => bodyOf(name, entry).subarray(0, cut % 1000)),
      fc.json().map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...shown), value, header, (entry, body, noise) => {
        const headers = Object.fromEntries(Object.keys(entry.headers).map((key) => [key, noise]));
        const delivery = deliver(headers, body, `secret=${encodeURIComponent(noise)}x`);
        expect(provider.prove(delivery, connect(name, 'a-secret', 'whsec_%%%'), 0).ok).toBe(false);
        provider.identify(delivery);
        provider.read(delivery, connect(name));
      }),
      { numRuns: 500 },
    );
  });

  test('the text of variables is nowhere', () => {
    for (const entry of shown) {
      const reading = provider.read(deliver(entry.headers, bodyOf(name, entry)), connect(name));
      if (reading.kind === 'event') expect(readable(postOf(reading.event)) + JSON.stringify(reading.event)).not.toContain('NESTOR_PROD');
    }
  });
});
