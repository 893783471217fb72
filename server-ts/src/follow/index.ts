// Table of contents: what the flow, the storage and the assembly join.
export type { Follow, FollowTable } from './follow.ts';
export { createLearn } from './learn.ts';
export { createFollowing, type Asking, type Following } from './following.ts';
export type { FollowPorts, Started } from './ports.ts';
export { queuedKey } from './queued-post.ts';
export type { FollowedChannel, Standing, Standings } from './standing.ts';
