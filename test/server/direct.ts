// Where the bot and a person talk.
import { idOf } from '../../build/embedded/rest.ts';
import type { ServerSeen } from './index.ts';

/** Identity of the channel; it is made when it is not there yet. */
export async function directChannel(server: ServerSeen, username: string): Promise<string> {
  const person = server.as(username);
  const bot = idOf(await person.get('/api/v4/users/username/ci-bot'));
  return idOf(await person.post('/api/v4/channels/direct', [person.id, bot]));
}
