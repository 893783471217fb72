// Who did what from chat: one line of a card, and the same for the web app.

import type { DeedView } from '@ci-command-center/contract';
import { groupDeeds, type Deed, type DeedGroup, type DeedVerb } from '../ci/deed.ts';
import { shown } from './foreign.ts';
import { listSome } from './shorten.ts';
import { toText } from './view-text.ts';

/** Older ones are counted. */
const MOST = 3;
const MOST_PEOPLE = 3;

/** Before `by @alice`; `what` is foreign and escaped already, and empty for the whole. */
const words: Readonly<Record<DeedVerb, (what: string) => string>> = {
  retried: (what) => `${what} retried`,
  cancelled: (what) => `${what} canceled`,
  played: (what) => `${what} played`,
  deployed: (what) => `deploy to ${what}`,
  'rolled-back': (what) => `rollback of ${what}`,
  approved: (what) => `${what} approved`,
  unapproved: (what) => `approval of ${what} taken back`,
  'deployment-approved': (what) => `deploy to ${what} approved`,
  merged: (what) => `${what} merged`,
  'merge-planned': (what) => `${what} to be merged once its pipeline passes,`,
};

/** `**From chat:** retried by @alice · deploy to production by @bob`; empty when nobody did anything. Nobody is called by it. */
export function deedsLine(deeds: readonly Deed[]): string {
  const groups = groupDeeds(deeds);
  if (groups.length === 0) return '';
  const earlier = groups.length > MOST ? ` · ${groups.length - MOST} earlier` : '';
  return `**From chat:** ${groups.slice(-MOST).map(sentenceOf).join(' · ')}${earlier}`;
}

export function viewDeeds(deeds: readonly Deed[]): readonly DeedView[] {
  return groupDeeds(deeds)
    .slice(-MOST)
    .map(({ verb, what, by, times, at }) => ({ verb, ...(what !== undefined && { what: toText(what) }), by: by.map(toText), times, at }));
}

function sentenceOf({ verb, what = '', by, times }: DeedGroup): string {
  const people = listSome(
    by.map((name) => shown(`@${name}`)),
    MOST_PEOPLE,
  );
  const often = times > by.length ? ` (${times} times)` : '';
  return `${words[verb](shown(what, 60)).trim()} by ${people}${often}`;
}
