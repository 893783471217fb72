// The values that a build was started with, as all readers of a channel may see them.

import type { Followed } from '../../ci/command.ts';

export type ShownParameters = NonNullable<Followed['parameters']>;

const MOST = 20;
const MASK = '••••••';
const SECRET_NAME = /pass(?:word|wd|phrase)|secret|token|api_?key|private_?key|credential/i;

/**
 * `value` undefined: secret by its kind, as Jenkins does not tell it. What its name says is secret is masked, too, for a channel has more
 * readers than a job. Undefined without any.
 */
export function showParameters(
  all: readonly { readonly name: string; readonly value?: string | undefined }[],
): ShownParameters | undefined {
  if (all.length === 0) return undefined;
  return all.slice(0, MOST).map(({ name, value }) => ({
    name: name.slice(0, 100),
    value: value === undefined || SECRET_NAME.test(name) ? MASK : value.slice(0, 200),
  }));
}
