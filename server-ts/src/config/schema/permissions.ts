// Who may do what, and where.

import * as z from 'zod';
import { nearest } from '../../platform/nearest.ts';
import { roles } from '../../permissions/index.ts';
import { oneOrMore } from './list.ts';
import { told } from './told.ts';

/** Whether a name, pattern or plain word means anything that can be done. */
export interface KnownActs {
  isKnown(verb: string): boolean;
  readonly names: readonly string[];
}

const LONGEST = 100;
const name = z.string().trim().min(1, 'is empty').max(LONGEST, `is longer than ${LONGEST} characters`);
const user = name.transform((text) => text.replace(/^@/, '').toLowerCase());
const place = name
  .transform((text) => text.replace(/^~/, '').toLowerCase())
  .refine(
    (text) => /^(?:[a-z0-9][a-z0-9_-]*\/)?[a-z0-9][a-z0-9_-]*$/.test(text),
    'is not the name of a channel as it stands in its address',
  );

const allow = z
  .strictObject({
    roles: oneOrMore(z.enum(roles))
      .exactOptional()
      .meta(told('Each stands for those above it, too: system_admin, team_admin, channel_admin, member.', 'team_admin', ['channel_admin'])),
    groups: oneOrMore(name)
      .exactOptional()
      .meta(told('Names of groups in Mattermost.', 'sre', ['sre', 'release-managers'])),
    users: oneOrMore(user)
      .exactOptional()
      .meta(told('User names in Mattermost.', 'root', ['alice', 'root'])),
  })
  .refine((given) => Object.keys(given).length > 0, 'names nobody: write roles, groups or users; `users: []` forbids it to all')
  .transform(({ roles: some = [], groups = [], users = [] }) => ({ roles: some, groups, users }))
  .meta(told('Who may; everybody when it is not said.', { roles: ['system_admin'], users: ['root'] }));

/** A name that means nothing would permit what it was to forbid. */
function verbOf(acts: KnownActs | undefined) {
  return name.superRefine((text, context) => {
    if (acts === undefined || acts.isKnown(text)) return;
    const meant = nearest(text, acts.names);
    const hint = meant === undefined ? 'docs/permissions.md lists all names' : `did you mean ${meant}`;
    context.addIssue({ code: 'custom', message: `\`${text}\` means nothing that can be done: ${hint}` });
  });
}

export function permissions(acts: KnownActs | undefined) {
  const rule = z.strictObject({
    verbs: oneOrMore(verbOf(acts)).meta(
      told('Names of what is done, patterns of them, or plain words for a kind in all CI systems.', 'jenkins.*', [
        'jenkins.build',
        'deploy',
      ]),
    ),
    allow: allow.exactOptional(),
    channels: oneOrMore(place)
      .exactOptional()
      .meta(
        told('Where they may: channels as in their addresses, of another team as team/channel; anywhere when not said.', 'ops', [
          'city/ops',
        ]),
      ),
  });
  return z
    .array(rule)
    .meta(
      told('Who may do what, besides what the CI system allows them itself. What a rule names is for those whom one of its rules allows.', [
        { verbs: ['jenkins.safe-restart', 'deploy'], allow: { roles: ['system_admin'], users: ['root'] }, channels: ['ops'] },
      ]),
    );
}
