// The generated types and those of @mattermost/types describe the same JSON; the compiler checks this file, Jest only loads it.
import { expect, test } from '@jest/globals';
import type { Channel } from '@mattermost/types/channels';
import type { Post } from '@mattermost/types/posts';
import type { Team } from '@mattermost/types/teams';
import type { UserProfile } from '@mattermost/types/users';
import type { Api, Channel as OurChannel, Post as OurPost, Team as OurTeam, User as OurUser } from './index.ts';

type Given<Method extends keyof Api, At extends number> = Parameters<Api[Method]>[At];

/** Compiles when a value of the first type may be given where the second is wanted. */
type Accepts<From extends To, To> = [From, To];

/** `metadata` is the server's to make; in it REST writes `mini_preview` in base64 where Go has bytes. */
export type Checks = [
  Accepts<Omit<Post, 'metadata'>, Given<'createPost', 0>>,
  Accepts<Partial<Omit<Post, 'metadata'>>, Given<'updatePost', 0>>,
  Accepts<Pick<Channel, 'id' | 'name' | 'display_name' | 'type' | 'team_id'>, Given<'createChannel', 0>>,
  Accepts<Pick<Team, 'id' | 'name' | 'display_name' | 'email'>, Given<'createTeam', 0>>,
  Accepts<Pick<UserProfile, 'id' | 'username' | 'email' | 'roles' | 'locale'>, Given<'updateUser', 0>>,
  Accepts<
    OurPost,
    Pick<Post, 'id' | 'create_at' | 'edit_at' | 'delete_at' | 'user_id' | 'channel_id' | 'root_id' | 'message' | 'reply_count'>
  >,
  Accepts<OurChannel, Pick<Channel, 'id' | 'name' | 'display_name' | 'team_id' | 'header' | 'purpose'>>,
  Accepts<OurTeam, Pick<Team, 'id' | 'name' | 'display_name'>>,
  Accepts<OurUser, Pick<UserProfile, 'id' | 'username' | 'email' | 'nickname' | 'first_name' | 'last_name' | 'roles' | 'locale'>>,
];

test('types of the API agree with @mattermost/types', () => {
  expect(true).toBe(true);
});
