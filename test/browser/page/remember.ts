// Puts what the server answered into the store's tables, by id.
import type { Channel } from '@mattermost/types/channels';
import type { Post } from '@mattermost/types/posts';
import type { Team } from '@mattermost/types/teams';
import type { UserProfile } from '@mattermost/types/users';
import { changeEntities } from './store.ts';

function merged<T extends { readonly id: string }>(table: Readonly<Record<string, T>>, rows: readonly T[]): Record<string, T> {
  return { ...table, ...Object.fromEntries(rows.map((row) => [row.id, row])) };
}

export function rememberUsers(rows: readonly UserProfile[]): void {
  changeEntities(({ users }) => ({ users: { ...users, profiles: merged(users.profiles, rows) } }));
}

export function rememberTeams(rows: readonly Team[]): void {
  changeEntities(({ teams }) => ({ teams: { ...teams, teams: merged(teams.teams, rows) } }));
}

export function rememberChannels(rows: readonly Channel[]): void {
  changeEntities(({ channels }) => ({ channels: { ...channels, channels: merged(channels.channels, rows) } }));
}

export function rememberPosts(rows: readonly Post[]): void {
  changeEntities(({ posts }) => ({ posts: { ...posts, posts: merged(posts.posts, rows) } }));
}
