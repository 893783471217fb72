// Table of contents: what the flow, the storage and the assembly join.
export type { Follow, FollowTable } from './follow.ts';
export { createFollowing, type Asking, type Following } from './following.ts';
export type { FollowPorts, Started } from './ports.ts';
export type { FollowedChannel, Standings } from './standing.ts';
