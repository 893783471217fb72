// What somebody asks for of the audit by the name of an act → patterns of SQL's `like`. Pure.

import type { Act } from '../ci/act.ts';

/** As rules of permissions have it: a name with all below it, `*` for anything, or a plain word for a kind. */
export function likesOf(pattern: string, acts: readonly Act[]): readonly string[] {
  const wanted = pattern.toLowerCase();
  const kind = acts.filter(({ changes }) => changes === wanted).map(({ name }) => escapeLike(name));
  const like = escapeLike(wanted).replaceAll('*', '%');
  return [...kind, like, `${like}.%`];
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
