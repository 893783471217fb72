// What people did about a merge request or an issue, as posts below its card.

import { interestsOfAct } from '../ci/interest.ts';
import type { Act, ActVerb, ReviewState } from '../ci/review.ts';
import type { Look } from './card.ts';
import { nameOf, opening, shown } from './foreign.ts';
import { quote } from './quote.ts';
import type { Reply } from './rendered.ts';
import { replyOf } from './reply.ts';
import { numberOf } from './review-card.ts';
import { colors } from './status-look.ts';

/** Verbs that are not here are said by the card, or are too little for a post. `text`: whom it is about, when that may be said. */
const words: Partial<Readonly<Record<ActVerb, (text: string) => string>>> = {
  pushed: () => 'pushed new commits to',
  approved: () => 'approved',
  unapproved: () => 'took back the approval of',
  merged: () => 'merged',
  closed: () => 'closed',
  reopened: () => 'reopened',
  assigned: (text) => (text === '' ? 'changed who is assigned to' : `assigned ${text} to`),
  'review-asked': (text) => (text === '' ? 'asked for a review of' : `asked ${text} to review`),
  commented: () => 'commented on',
};

const looks: Partial<Readonly<Record<ActVerb, Look>>> = {
  approved: { symbol: '✓', word: 'approved', color: colors.good },
  merged: { symbol: '✓', word: 'merged', color: colors.good },
  closed: { symbol: '⊘', word: 'closed', color: colors.over },
};

export function actReplies(state: ReviewState): readonly Reply[] {
  return state.acts.flatMap((act) => {
    const reply = actReply(state, act);
    const interests = interestsOfAct(act.verb, state.kind, state.snapshot.confidential);
    return reply === undefined ? [] : [{ ...reply, about: { interests, ...(act.at !== undefined && { at: act.at }) } }];
  });
}

/** Of what is confidential: who did what, but neither what they wrote nor whom it concerns. */
function actReply(state: ReviewState, act: Act): Reply | undefined {
  const say = words[act.verb];
  if (say === undefined) return undefined;
  const { snapshot, subject } = state;
  const text = snapshot.confidential ? '' : (act.text ?? '');
  const look = looks[act.verb] ?? { symbol: '●', word: act.verb, color: colors.quiet };
  const sentence = `${nameOf(act.by) ?? 'Somebody'} ${say(shown(text))} ${numberOf(state)}`;
  const said = { key: `act/${act.id}`, headline: `${look.symbol} ${opening(subject.project)}${sentence}`, loud: act.verb === 'merged' };
  if (act.verb !== 'commented' || text === '') return replyOf(said);
  const url = act.url ?? snapshot.url;
  return replyOf({ ...said, details: { look, title: 'Comment', url, lines: quote(text, url, { lines: 10, letters: 1_200 }) } });
}
