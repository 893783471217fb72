// The people and the team of an embedded server: made when they are missing, signed in anyway.
import { idOf, logIn, RestError, restClient, type Rest } from './rest.ts';
import type { Server } from './server.ts';

/** The password of everybody on an embedded server, which listens on loopback only. */
export const password = 'Embedded-1!';

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  /** A session's token. */
  readonly token: string;
  readonly api: Rest;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

async function person(url: string, username: string): Promise<Person> {
  const { id, token } = await logIn(url, username, password);
  return { id, username, password, token, api: restClient(url, token) };
}

/** The system administrator `admin`, made by mmctl in local mode. */
export async function makeAdmin(server: Server): Promise<Person> {
  return person(server.url, 'admin').catch(async () => {
    const name = ['--username', 'admin', '--email', 'admin@ci.test', '--password', password];
    await server.mmctl('user', 'create', ...name, '--system-admin', '--email-verified', '--disable-welcome-email');
    return person(server.url, 'admin');
  });
}

/** A person of the team, with a first and last name made of the username. */
export async function makePerson(url: string, admin: Person, team: Team, username: string): Promise<Person> {
  const made = await person(url, username).catch(async (error: unknown) => {
    if (!(error instanceof RestError && error.status === 401)) throw error;
    const first_name = username.charAt(0).toUpperCase() + username.slice(1);
    await admin.api.post('/api/v4/users', { username, email: `${username}@ci.test`, password, first_name, last_name: 'Demo' });
    return person(url, username);
  });
  await admin.api.post(`/api/v4/teams/${team.id}/members`, { team_id: team.id, user_id: made.id });
  return made;
}

/** The team, open to everybody of the server. */
export async function makeTeam(admin: Person, name: string, displayName: string): Promise<Team> {
  const found = await admin.api.get(`/api/v4/teams/name/${name}`).catch((error: unknown) => {
    if (error instanceof RestError && error.status === 404)
      return admin.api.post('/api/v4/teams', { name, display_name: displayName, type: 'O', allow_open_invite: true });
    throw error;
  });
  const id = idOf(found);
  await admin.api.post(`/api/v4/teams/${id}/members`, { team_id: id, user_id: admin.id });
  return { id, name, displayName };
}
