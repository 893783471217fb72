// Table of contents: what the flow, the storage and the assembly join.
export type { Follow } from './follow.ts';
export { createLearn } from './learn.ts';
export { createFollowing, type Following } from './following.ts';
export type { FollowPorts } from './ports.ts';
export { queuedKey } from './queued-post.ts';
export type { FollowedChannel, Standing, Standings } from './standing.ts';
