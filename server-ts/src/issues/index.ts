// Issues from chat: made of posts, commented with posts.

export { createIssueApi } from './issue-api.ts';
export type { SourcePost } from './source.ts';
