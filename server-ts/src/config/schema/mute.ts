// Mutes that hold in all channels.

import * as z from 'zod';
import { glob } from './text.ts';
import { told } from './told.ts';

const keys = ['user', 'project', 'branch'] as const;

const until = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?$/, 'is no date, nor a time with its offset')
  .transform((text) => Date.parse(text))
  .refine((instant) => !Number.isNaN(instant), 'is no date, nor a time with its offset')
  .meta(told('When it ends, in UTC where no offset is said. Without it the mute stays.', '2026-12-31', '2026-12-31T18:00+01:00'));

const mute = z
  .strictObject({
    user: glob.exactOptional().meta(told('User name, or name, in the CI system.', 'renovate-bot')),
    project: glob.exactOptional().meta(told('Path of a project.', 'sandbox/**')),
    branch: glob.exactOptional().meta(told('Name of a branch.', 'dependabot/**')),
    until: until.exactOptional(),
  })
  .refine((given) => keys.filter((key) => given[key] !== undefined).length === 1, 'needs one of user, project and branch, and only one')
  .transform(({ until: end, ...given }) => {
    const what = keys.find((key) => given[key] !== undefined) ?? 'user';
    return { what, pattern: given[what] ?? '', ...(end !== undefined && { until: end }) };
  });

export const mutes = z
  .array(mute)
  .meta(
    told('What no channel is told of. Cards that are there already stay up to date.', [
      { user: 'renovate-bot' },
      { project: 'sandbox/**', until: '2026-12-31' },
    ]),
  );
