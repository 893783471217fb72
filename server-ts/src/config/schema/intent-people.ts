// Who may run an intent, and who may agree.

import * as z from 'zod';
import { roles } from '../../intents/intent.ts';
import { duration } from './duration.ts';
import { oneOrMore } from './list.ts';
import { told } from './told.ts';

const WEEK = 7 * 86_400_000;

const name = z.string().min(1, 'is empty').max(64, 'is longer than 64 characters');
const userName = name.transform((text) => text.replace(/^@/, '').toLowerCase());

/** Name of a channel as it stands in its address. */
export const channelName = z
  .string()
  .transform((text) => text.replace(/^~/, ''))
  .refine(
    (text) => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(text),
    'is not the name of a channel as it stands in its address: lower-case letters, digits, dashes',
  );

const people = {
  users: oneOrMore(userName)
    .default([])
    .meta(told('User names.', 'alice', ['alice', 'bob'])),
  groups: oneOrMore(name)
    .default([])
    .meta(told('Names of groups, as they are mentioned.', ['release-managers'])),
  roles: oneOrMore(z.enum(roles))
    .default([])
    .meta(
      told('Roles: administrators of the system, the team or the channel, or any member of the channel.', 'team_admin', [
        'team_admin',
        'channel_admin',
      ]),
    ),
};

const among = z
  .strictObject(people)
  .refine(
    ({ users, groups, roles: some }) => users.length + groups.length + some.length > 0,
    'names nobody: it needs users, groups or roles',
  )
  .meta(told('Any of these people.', { roles: ['team_admin'] }));

export const who = z
  .strictObject({
    ...people,
    channels: oneOrMore(channelName)
      .default([])
      .meta(told('Names of the channels in which it may be run; any when not said.', 'ops', ['ops', 'releases'])),
  })
  .transform(({ channels, ...some }) => ({
    ...(some.users.length + some.groups.length + some.roles.length > 0 && { people: some }),
    channels,
  }))
  .meta(told('Who may run it, and in which channels; besides that the permissions hold.', { users: ['alice'], channels: ['ops'] }));

export const approval = z
  .strictObject({
    count: z.int().min(1).max(20).default(1).meta(told('How many must agree.', 2)),
    from: among,
    selfApproval: z.boolean().default(false).meta(told('Whether who runs it may be one of them.', true)),
    expires: duration(WEEK, 'a week')
      .default(86_400_000)
      .meta(told('After which time without enough of them it is as if it had been rejected; 24h when not said.', '1h')),
    channel: channelName
      .exactOptional()
      .meta(told('Name of the channel where they are asked; where it was run when not said.', 'releases')),
  })
  .meta(told('Who must agree before anything is done.', { count: 1, from: { roles: ['team_admin'] }, expires: '1h' }));
