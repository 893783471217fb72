// One thing or a list of them, as people write YAML.

import * as z from 'zod';

/** Gives a list in both cases. */
export function oneOrMore<Input, Output>(one: z.ZodType<Output, Input>) {
  return z.union([one.transform((value): readonly Output[] => [value]), z.array(one).readonly()]);
}
