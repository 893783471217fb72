// What people did about a merge request or an issue, as posts below its card.

import type { Act, ActVerb, ReviewState } from '../ci/review.ts';
import type { Look } from './card.ts';
import { nameOf, shown } from './foreign.ts';
import { quote } from './quote.ts';
import type { Reply } from './rendered.ts';
import { replyOf } from './reply.ts';
import { numberOf } from './review-card.ts';
import { colors } from './status-look.ts';

/** Of one card; Mattermost shows long threads badly, and the CI system has them all. */
const MAX_REPLIES = 60;

/** Undefined: the card says it, or it is too little for a post. */
const words: Readonly<Record<ActVerb, ((act: Act) => string) | undefined>> = {
  opened: undefined,
  updated: undefined,
  pushed: () => 'pushed new commits to',
  approved: () => 'approved',
  unapproved: () => 'took back the approval of',
  merged: () => 'merged',
  closed: () => 'closed',
  reopened: () => 'reopened',
  assigned: ({ text }) => (text === undefined ? 'changed who is assigned to' : `assigned ${shown(text)} to`),
  'review-asked': ({ text }) => (text === undefined ? 'asked for a review of' : `asked ${shown(text)} to review`),
  labelled: undefined,
  commented: () => 'commented on',
  reacted: undefined,
};

const looks: Partial<Readonly<Record<ActVerb, Look>>> = {
  approved: { symbol: '✓', word: 'approved', color: colors.good },
  merged: { symbol: '✓', word: 'merged', color: colors.good },
  closed: { symbol: '⊘', word: 'closed', color: colors.over },
};

export function actReplies(state: ReviewState): readonly Reply[] {
  return state.acts.flatMap((act) => actReply(state, act) ?? []).slice(0, MAX_REPLIES);
}

function actReply(state: ReviewState, act: Act): Reply | undefined {
  const say = words[act.verb];
  if (say === undefined) return undefined;
  const look = looks[act.verb] ?? { symbol: '●', word: act.verb, color: colors.quiet };
  const { confidential } = state.snapshot;
  const headline = `${look.symbol} ${nameOf(act.by) ?? 'Somebody'} ${confidential ? (bare[act.verb] ?? say({ ...act, text: '' })) : say(act)} ${numberOf(state)}`;
  const told = act.verb === 'commented' && act.text !== undefined && !confidential;
  if (!told) return replyOf({ key: `act/${act.id}`, headline, loud: act.verb === 'merged' });
  const url = act.url ?? state.snapshot.url;
  const lines = quote(act.text, url, { lines: 10, letters: 1_200 });
  return replyOf({ key: `act/${act.id}`, headline, details: { look, title: 'Comment', url, lines } });
}

/** Of what is confidential no names but the actor's. */
const bare: Partial<Readonly<Record<ActVerb, string>>> = {
  assigned: 'changed who is assigned to',
  'review-asked': 'asked for a review of',
};
