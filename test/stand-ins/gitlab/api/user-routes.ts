// People, tokens and the version, as REST v4 tells of them.
import type { Token } from '../people.ts';
import { invalid, json, missing, nothing, unauthorized, type Answer } from './answer.ts';
import { paged } from './pages.ts';
import type { Routes } from './route.ts';
import { userBasic } from './shapes.ts';
import { someone, type Visit } from './visit.ts';

export const userRoutes: Routes = [
  ['GET', '/user', currentUser],
  ['GET', '/users', listUsers],
  ['GET', '/users/:user_id', oneUser],
  ['GET', '/personal_access_tokens/self', ownToken],
  ['DELETE', '/personal_access_tokens/self', revokeOwn],
  ['GET', '/version', (visit) => (someone(visit), json({ version: visit.world.version, revision: 'standin01' }))],
  [
    'GET',
    '/metadata',
    (visit) => (
      someone(visit),
      json({
        version: visit.world.version,
        revision: 'standin01',
        kas: { enabled: false, externalUrl: null, externalK8sProxyUrl: null, version: null },
        enterprise: true,
      })
    ),
  ],
];

function currentUser(visit: Visit): Answer {
  const person = someone(visit);
  return json({
    ...userBasic(visit.world, person),
    created_at: '2024-03-14T09:26:53.000Z',
    bio: '',
    bot: false,
    email: person.email,
    commit_email: person.email,
    public_email: '',
    confirmed_at: '2024-03-14T09:27:00.000Z',
    last_sign_in_at: '2026-01-05T08:00:00.000Z',
    current_sign_in_at: '2026-01-05T08:00:00.000Z',
    identities: [],
    two_factor_enabled: false,
    external: false,
    private_profile: false,
    can_create_group: true,
    can_create_project: true,
    projects_limit: 100_000,
    namespace_id: person.id,
    ...(person.isAdmin && { is_admin: true, note: null }),
  });
}

function listUsers(visit: Visit): Answer {
  someone(visit);
  const username = visit.query.get('username')?.toLowerCase();
  const search = visit.query.get('search')?.toLowerCase();
  const found = visit.world.people.all.filter(
    (each) =>
      (username === undefined || each.username.toLowerCase() === username) &&
      (search === undefined || `${each.username} ${each.name} ${each.email}`.toLowerCase().includes(search)),
  );
  return paged(
    visit,
    found,
    (each) => userBasic(visit.world, each),
    ({ id }) => id,
  );
}

function oneUser(visit: Visit): Answer {
  const { user_id: id = '' } = visit.params;
  if (!/^\d+$/u.test(id)) return invalid('id is invalid');
  const person = visit.world.people.all.find((each) => each.id === Number(id));
  return person === undefined ? missing('User') : json(userBasic(visit.world, person));
}

function tokenShape({ id, name, scopes, person, createdAt, expiresAt, isRevoked }: Token) {
  const day = expiresAt === undefined ? null : new Date(expiresAt).toISOString().slice(0, 10);
  const use = { created_at: createdAt.toISOString(), last_used_at: createdAt.toISOString(), description: null };
  return { id, name, revoked: isRevoked, ...use, scopes, user_id: person.id, active: !isRevoked, expires_at: day };
}

/** OAuth's tokens are none of these. */
function ownToken({ token }: Visit): Answer {
  if (token === undefined) return unauthorized;
  return token.kind === 'personal' ? json(tokenShape(token)) : missing();
}

function revokeOwn({ token }: Visit): Answer {
  if (token?.kind !== 'personal') return unauthorized;
  token.isRevoked = true;
  return nothing();
}
