// What rules can narrow and never widen.

import type { Rule } from './rule.ts';

/** Whoever has a key acts as the person who made it. */
export const floor: readonly Rule[] = [{ verbs: ['ci.api-key'], allow: { roles: ['system_admin'], groups: [], users: [] } }];
