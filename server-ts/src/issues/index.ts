// Issues from chat: made of posts, commented with posts.

export { createIssueApi } from './issue-api.ts';
export { withSource } from './source.ts';
export type { SourcePost } from './source.ts';
