// Counts the posts that are made, edited and deleted.
import type { Posts } from '../delivery/index.ts';
import type { Meters, PostAct, PostOutcome } from './meters.ts';

export function meterPosts(posts: Posts, meters: Pick<Meters, 'post'>): Posts {
  const counted = async <Result>(act: PostAct, asked: Promise<Result>, outcomeOf: (result: Result) => PostOutcome): Promise<Result> => {
    try {
      const result = await asked;
      meters.post(act, outcomeOf(result));
      return result;
    } catch (error) {
      meters.post(act, 'failed');
      throw error;
    }
  };
  return {
    create: (place, content) => counted('create', posts.create(place, content), ({ kind }) => (kind === 'made' ? 'done' : kind)),
    update: (post, content) => counted('update', posts.update(post, content), ({ kind }) => (kind === 'updated' ? 'done' : kind)),
    find: posts.find,
    remove: (post) => counted('remove', posts.remove(post), () => 'done'),
  };
}
