// The rules → whether somebody may do something somewhere, and who may otherwise. Pure.

import type { Act } from '../ci/act.ts';
import type { Role, Rule, Where, Who } from './rule.ts';
import { meansAct } from './verb-match.ts';

/** `whoMay`: in plain words, to stand after "This is for". */
export type Decision = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly whoMay: string };

/** Those that say something about the act. */
export function rulesAbout(rules: readonly Rule[], act: Act): readonly Rule[] {
  return rules.filter(({ verbs }) => verbs.some((verb) => meansAct(verb, act)));
}

/**
 * What a rule names is for those, and there, that one of the rules about it says; what none names is for everybody. So a rule never adds to
 * what somebody may anyway. `ownTeam`: whose channels are meant where a rule names no team; empty: any.
 */
export function decide(rules: readonly Rule[], act: Act, who: Who, where: Where, ownTeam = ''): Decision {
  const about = rulesAbout(rules, act);
  if (about.length === 0 || about.some((rule) => isHere(rule, where, ownTeam) && isMeant(rule, who))) return { kind: 'allowed' };
  return { kind: 'refused', whoMay: whoMay(about) };
}

function isMeant({ allow }: Rule, { username, roles, groups }: Who): boolean {
  if (allow === undefined) return true;
  return allow.roles.some((role) => roles.has(role)) || has(allow.users, username) || groups.some((group) => has(allow.groups, group));
}

function has(names: readonly string[], name: string): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase());
}

function isHere({ channels }: Rule, where: Where, ownTeam: string): boolean {
  if (channels === undefined) return true;
  if (where === undefined) return false;
  return channels.some((each) => {
    const [first = '', second] = each.split('/');
    const [team, channel] = second === undefined ? [ownTeam, first] : [first, second];
    return channel === where.channel && (team === '' ? where.team !== '' : team === where.team);
  });
}

const roleWords: Readonly<Record<Role, string>> = {
  system_admin: 'system administrators',
  team_admin: 'the team’s administrators',
  channel_admin: 'the channel’s administrators',
  member: 'everybody but guests',
};

/** `system administrators and root, in ~ops; or everybody in ~playground` */
export function whoMay(rules: readonly Rule[]): string {
  return [...new Set(rules.map(clause))].join('; or ');
}

function clause({ allow, channels }: Rule): string {
  const people =
    allow === undefined
      ? 'everybody'
      : list([...allow.roles.map((role) => roleWords[role]), ...allow.groups.map((group) => `the group ${group}`), ...allow.users]) ||
        'nobody';
  if (channels === undefined) return people;
  return `${people}${allow === undefined ? ' ' : ', '}in ${
    list(
      channels.map((name) => `~${name}`),
      'or',
    ) || 'no channel'
  }`;
}

function list(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}
