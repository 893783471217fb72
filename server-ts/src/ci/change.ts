// Plain words for what changes something, the same over all CI systems.

/** Plain words for what changes something, the same over all CI systems; rules may name these instead of single verbs. */
export const changes = [
  'build',
  'deploy',
  'retry',
  'cancel',
  'play',
  'approve',
  'merge',
  'release',
  'issue',
  'silence',
  'run',
  'subscribe',
  'mute',
  'account',
  'personal',
  'administer',
] as const;

export type Change = (typeof changes)[number];
