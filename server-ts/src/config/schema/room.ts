// A place for posts: a channel by its name, or one of the three default rooms.

import * as z from 'zod';
import type { Room } from '../../routing/rules.ts';
import { told } from './told.ts';

const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const asInAddress = 'is not the name of a channel as it stands in its address: lower-case letters, digits, dashes';

/** `~builds` and `builds` mean the same. */
const channel = z
  .string()
  .transform((name) => name.replace(/^~/, ''))
  .refine((name) => NAME.test(name), asInAddress)
  .meta(told('Name of a channel as it stands in its address. It is created when it is missing.', 'releases'));

const team = z
  .string()
  .regex(NAME, 'is not the name of a team as it stands in its address: lower-case letters, digits, dashes')
  .meta(told('Name of a team as it stands in its address; the one of the settings when it is not said.', 'city'));

const purpose = z
  .enum(['builds', 'reviews', 'alerts'])
  .meta(told('One of the default rooms; which channel that is, the settings say.', 'alerts'));

const byName = channel.transform((name): Room => ({ kind: 'named', channel: name }));
const inTeam = z
  .strictObject({ channel, team: team.exactOptional() })
  .transform(({ channel: name, team: where }): Room => ({ kind: 'named', channel: name, ...(where !== undefined && { team: where }) }));
const byPurpose = z.strictObject({ room: purpose }).transform(({ room }): Room => ({ kind: 'purpose', purpose: room }));

export const room = z
  .union([byName, inTeam, byPurpose])
  .meta(
    told(
      'A channel by its name, in a team if need be, or a default room.',
      'releases',
      { team: 'city', channel: 'releases' },
      { room: 'alerts' },
    ),
  );
