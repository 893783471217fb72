// What every provider must do, over all its stored deliveries and over broken ones.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { subjectOf, type CiEvent } from '../../server-ts/src/ci/event.ts';
import { merge } from '../../server-ts/src/ci/merge.ts';
import { canonicalJson } from '../../server-ts/src/ci/order.ts';
import type { SubjectState } from '../../server-ts/src/ci/subject.ts';
import { providers } from '../../server-ts/src/providers/registry.ts';
import { CANARY, withCanaries } from './canary.ts';
import { checkFacts } from './facts/index.ts';
import { breakSomewhere, hostileValue } from './hostile.ts';
import { ignored } from './ignored.ts';
import { bodyOf, connect, deliver, entriesOf, sentAt, withoutProof, type Entry } from './payloads.ts';
import { forms } from './proofs.ts';
import { drawn, show } from './shown.ts';

const folder = join(import.meta.dirname, '../../server-ts/src/providers');
const secrets = ['one', 'two', 'three'].map((name) => `whsec_${Buffer.from(`the key of secret ${name}`).toString('base64')}`);
const [secret = '', other = '', third = ''] = secrets;
const now = 1_780_000_000_000;

test('the registry lists what is on the disk', () => {
  const folders = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  expect(providers.map(({ name }) => name).sort()).toEqual(folders.sort());
});

describe.each(providers.map((provider) => ({ name: provider.name, provider })))('$name', ({ name, provider }) => {
  const entries = entriesOf(name);
  const shown = entries.filter(({ file }) => ignored[name]?.includes(file) !== true);
  const readText = (entry: Entry, text: string) => provider.read(deliver(entry.headers, Buffer.from(text)), connect(name));

  test('has a table of contents of at most 40 lines and a readme', () => {
    expect(readFileSync(join(folder, name, 'index.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(40);
    expect(readFileSync(join(folder, name, 'readme.md'), 'utf8')).toContain(`/webhooks/${name}`);
  });

  test('every stored delivery has an entry', () => {
    const files = readdirSync(join(import.meta.dirname, '../payloads', name)).filter((file) => file !== 'manifest.json');
    expect(entries.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  const proof = (headers: Readonly<Record<string, string>>, sent: Uint8Array, ...known: string[]): boolean =>
    provider.prove(deliver(headers, sent), connect(name, ...known), now).ok;

  describe.each(forms[name] ?? [])('$name', (form) => {
    const body = Buffer.from('{"ü":"\\u003d"}');

    test('any of the secrets proves, in either order, and no other does', () => {
      const made = form.make(secret, body, now / 1000);
      expect([[secret], [secret, other], [other, secret], ['', secret]].map((known) => proof(made, body, ...known))).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect([[other], [other, third], [], [''], [secret.slice(0, -9)], [`x${secret}`]].some((known) => proof(made, body, ...known))).toBe(
        false,
      );
    });

    test('nothing proves with an empty secret, and half a proof is none', () => {
      expect(proof(form.make('', body, now / 1000), body, '', secret)).toBe(false);
      const half = Object.entries(form.make(secret, body, now / 1000)).map(([key, value]) => [key, value.slice(0, -3)]);
      expect(proof(Object.fromEntries(half), body, secret)).toBe(false);
    });

    test('a signature is over every byte, a token over none', () => {
      const made = form.make(secret, body, now / 1000);
      expect(proof(made, Buffer.concat([body, Buffer.from(' ')]), secret)).toBe(!form.signs);
      expect(proof(made, Buffer.from('{"ü":"="}'), secret)).toBe(!form.signs);
    });
  });

  test('?secret= in the address proves always, and nothing proves where no secret is set', () => {
    expect(forms[name]?.length).toBeGreaterThan(0);
    const body = Buffer.from('{}');
    const prove = (query: string, ...known: string[]): boolean => provider.prove(deliver({}, body, query), connect(name, ...known), now).ok;
    const query = `secret=${encodeURIComponent(secret)}`;
    expect([prove(query, secret), prove(query, other, secret)]).toEqual([true, true]);
    expect(
      [prove('secret=', ''), prove('secret=', secret), prove('', secret), prove(query, other), prove(query), prove('', '')].some(Boolean),
    ).toBe(false);
    const refusal = JSON.stringify(provider.prove(deliver({}, body, query), connect(name, other), now));
    for (const each of secrets) expect(refusal).not.toContain(each);
  });

  describe.each(entries.map((entry) => ({ file: entry.file, entry })))('$file', ({ entry }) => {
    const body = bodyOf(name, entry);
    const at = sentAt(entry);

    test('is proved by its secret and by no other', () => {
      if (entry.verify === undefined) return;
      const own = entry.verify.secret;
      const bare = withoutProof(entry);
      expect(provider.prove(deliver(entry.headers, body), connect(name, 'other', own), at)).toEqual({ ok: true });
      expect(provider.prove(deliver(entry.headers, body), connect(name, 'other'), at).ok).toBe(false);
      expect(provider.prove(deliver(bare, body), connect(name, own), at).ok).toBe(false);
    });

    test('is proved by its signature alone, as long as it is fresh and not a byte has changed', () => {
      const token = entry.verify?.signing?.signing_token;
      if (token === undefined) return;
      const signed = Object.fromEntries(Object.entries(entry.headers).filter(([, value]) => value !== entry.verify?.secret));
      expect(provider.prove(deliver(signed, body), connect(name, token), at)).toEqual({ ok: true });
      expect(provider.prove(deliver(signed, body), connect(name, token), at + 301_000).ok).toBe(false);
      expect(provider.prove(deliver(signed, Buffer.concat([body, Buffer.from(' ')])), connect(name, token), at).ok).toBe(false);
    });

    test('is shown with its facts, or ignored with a reason', () => {
      const reading = provider.read(deliver(entry.headers, body), connect(name));
      if (reading.kind !== 'event') expect(reading).toMatchObject({ kind: 'ignored', reason: expect.stringMatching(/\w/) });
      else checkFacts(name, entry.facts, reading.event);
      expect(reading.kind === 'event').toBe(shown.includes(entry));
    });

    test('has the same identity each time it comes, if it has one', () => {
      const identity = provider.identify(deliver(entry.headers, body));
      expect(provider.identify(deliver(entry.headers, Buffer.from(body)))).toBe(identity);
      expect(identity?.length ?? 1).toBeGreaterThan(0);
    });
  });

  const changes = fc.array(fc.tuple(fc.nat(), hostileValue), { minLength: 1, maxLength: 4 });
  const broken = fc.tuple(fc.constantFrom(...shown), changes).map(([entry, some]) => {
    const text = some.reduce((known, [at, value]) => breakSomewhere(known, at, value), bodyOf(name, entry).toString());
    return { entry, text };
  });

  test('no field that is missing, null, huge or hostile makes reading or rendering fail, or act in a channel', () => {
    fc.assert(
      fc.property(broken, ({ entry, text }) => {
        const reading = readText(entry, text);
        if (reading.kind !== 'event') {
          expect(reading.reason).not.toBe('');
          return;
        }
        const { state, rendered } = show(reading.event);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        expect(JSON.stringify(state)).not.toMatch(/\\u0000|\\ud[89a-f]../i);
        expect(subjectOf(reading.event).key.length).toBeLessThan(8_000);
        expect(rendered.content.message).not.toMatch(/https?:\/\/|@channel|[\n\u202E]/);
        expect(rendered.content.message.length).toBeLessThan(16_383);
        for (const part of drawn(rendered)) expect(part).not.toMatch(/@channel|javascript:(?!\u200B)|\u202E/);
        expect(JSON.stringify(rendered.content.props).length).toBeLessThan(800_000);
      }),
      { numRuns: 500 },
    );
  });

  test('what comes in any order, and again, and broken, comes to the same', () => {
    const heard = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...shown).map((entry) => ({ entry, text: bodyOf(name, entry).toString() })) },
      broken,
    );
    const told = fc.array(heard, { minLength: 2, maxLength: 8 }).chain((all) => {
      const events = all.flatMap(({ entry, text }) => {
        const reading = readText(entry, text);
        return reading.kind === 'event' ? [reading.event] : [];
      });
      return fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }));
    });
    fc.assert(
      fc.property(told, ([events, shuffled]) => expect(statesOf(shuffled)).toEqual(statesOf(events))),
      { numRuns: 80 },
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
      { numRuns: 300 },
    );
  });

  test('nothing of variables, parameters, properties and logs is anywhere', () => {
    for (const entry of shown) {
      const reading = readText(entry, withCanaries(bodyOf(name, entry).toString()));
      expect(reading.kind).toBe('event');
      if (reading.kind === 'event') expect(JSON.stringify([reading.event, show(reading.event).rendered])).not.toContain(CANARY);
    }
  });
});

/** What is known of each subject, in a form that can be compared. */
function statesOf(events: readonly CiEvent[]): ReadonlyMap<string, string> {
  const states = new Map<string, SubjectState>();
  for (const event of events) states.set(subjectOf(event).key, merge(states.get(subjectOf(event).key), event));
  return new Map([...states].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, state]) => [key, canonicalJson(state)]));
}
