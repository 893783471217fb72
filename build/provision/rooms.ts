// The team and its channels: found by name, or made as the plugin would make them.
import { z } from 'zod';
import { askFor, ask } from './refusal.ts';
import type { Mattermost } from './mattermost.ts';
import type { Report } from './report.ts';
import { Stop } from './stop.ts';

const team = z.object({ id: z.string(), name: z.string() });
const channel = z.object({ id: z.string(), delete_at: z.number() });

export interface TeamWish {
  readonly name: string;
  readonly title?: string | undefined;
}

/** Undefined only in a dry run that would make it. */
export async function findOrMakeTeam(server: Mattermost, { name, title }: TeamWish, report: Report): Promise<string | undefined> {
  const found = await askFor(server, `look for the team ${name}`, team, `/api/v4/teams/name/${name}`);
  if (found !== undefined) {
    report.fits(`team ${name}`);
    return found.id;
  }
  const body = { name, display_name: title ?? titleOf(name), type: 'O' };
  const made = await report.change(`team ${name} made`, () => ask(server, `make the team ${name}`, team, 'POST', '/api/v4/teams', body));
  return made?.id;
}

export async function findOrMakeChannel(server: Mattermost, teamId: string | undefined, name: string, report: Report): Promise<void> {
  const path = `/api/v4/teams/${teamId ?? ''}/channels/name/${name}?include_deleted=true`;
  const found = teamId === undefined ? undefined : await askFor(server, `look for the channel ${name}`, channel, path);
  if (found !== undefined && found.delete_at > 0)
    throw new Stop(
      1,
      `The channel ${name} is archived.`,
      `Restore it (mmctl channel unarchive TEAM:${name}), or name another one in the settings.`,
    );
  if (found !== undefined) return report.fits(`channel ${name}`);
  const body = { team_id: teamId, name, display_name: titleOf(name), type: 'O' };
  await report.change(`channel ${name} made`, () => ask(server, `make the channel ${name}`, channel, 'POST', '/api/v4/channels', body));
}

/** `code-reviews` → `Code Reviews`, as the plugin names them. */
function titleOf(name: string): string {
  return name.replace(/(^|-)([a-z])/gu, (_all, dash: string, letter: string) => (dash === '' ? '' : ' ') + letter.toUpperCase());
}
