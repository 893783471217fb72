// What Mattermost refuses, as a sentence with a remedy.
import { z } from 'zod';
import type { Answer, Mattermost } from './mattermost.ts';
import { Stop } from './stop.ts';

const problem = z.object({ message: z.string() });

/** `doing` as in `could not <doing>`. */
export function refusal({ shown, isLocal }: Mattermost, { status, text, json }: Answer, doing: string): Stop {
  const said = problem.safeParse(json).data?.message;
  const answered = `Could not ${doing}: ${shown} answered ${status}${said === undefined ? '' : ` (${said})`}.`;
  if (status === 401)
    return new Stop(
      1,
      `${shown} does not accept the token.`,
      'Make a personal access token of a system administrator, and give it as MM_TOKEN.',
    );
  if (status === 403) return new Stop(1, answered, isLocal ? 'See the server log.' : 'Use the token of a system administrator.');
  if (status === 413)
    return new Stop(
      1,
      `Could not ${doing}: the file is too large there.`,
      'Raise FileSettings.MaxFileSize, and the limit of any proxy before Mattermost.',
    );
  if (said === undefined && (status === 404 || !text.startsWith('{')))
    return new Stop(1, `No Mattermost server answers at ${shown} (${status}).`, 'Check the address, with the path that the server has.');
  return new Stop(1, answered, 'See the server log around this time.');
}

/** The JSON of an answer that is well. */
export async function ask<T>(
  server: Mattermost,
  doing: string,
  schema: z.ZodType<T>,
  ...request: Parameters<Mattermost['ask']>
): Promise<T> {
  const answer = await server.ask(...request);
  const read = answer.status < 300 ? schema.safeParse(answer.json) : undefined;
  if (read?.success === true) return read.data;
  throw refusal(server, answer, doing);
}

/** As `ask`; undefined where there is none. */
export async function askFor<T>(server: Mattermost, doing: string, schema: z.ZodType<T>, path: string): Promise<T | undefined> {
  const answer = await server.ask('GET', path);
  if (answer.status === 404 && problem.safeParse(answer.json).success) return undefined;
  const read = answer.status < 300 ? schema.safeParse(answer.json) : undefined;
  if (read?.success === true) return read.data;
  throw refusal(server, answer, doing);
}
