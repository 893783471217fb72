// Who may do what in the stand-in Jenkins: people, their API tokens and passwords, sessions and crumbs.
import { createHash, randomBytes } from 'node:crypto';

export type Permission =
  | 'Overall/Administer'
  | 'Overall/Read'
  | 'Job/Build'
  | 'Job/Cancel'
  | 'Job/Configure'
  | 'Job/Create'
  | 'Job/Delete'
  | 'Job/Discover'
  | 'Job/ExtendedRead'
  | 'Job/Read'
  | 'Job/Workspace'
  | 'Run/Delete'
  | 'Run/Replay'
  | 'Run/Update'
  | 'Agent/Connect';

export interface Person {
  readonly name: string;
  readonly fullName: string;
  readonly permissions: Set<Permission>;
  /** Folders and jobs, by full name, that this person may not even read. */
  readonly hidden: Set<string>;
  readonly tokens: Set<string>;
  password?: string;
}

/** How a request came in. */
export interface Visitor {
  /** Undefined for anonymous. */
  readonly person: Person | undefined;
  readonly by: 'token' | 'password' | 'session' | 'nothing';
}

export interface PersonOptions {
  readonly fullName?: string;
  /** Everything a developer may do, when left out. */
  readonly permissions?: readonly Permission[];
  readonly password?: string;
  /** One is made up when left out. */
  readonly token?: string;
  readonly hidden?: readonly string[];
}

export const developer: readonly Permission[] = ['Overall/Read', 'Job/Read', 'Job/Build', 'Job/Cancel', 'Job/Workspace'];

/** What includes each permission, nearest first: Jenkins names them in `X-Permission-Implied-By`. */
export function idsOf(permission: Permission): readonly string[] {
  const [group = '', name = ''] = permission.split('/');
  const classes: Readonly<Record<string, string>> = {
    Overall: 'hudson.model.Hudson',
    Job: 'hudson.model.Item',
    Run: 'hudson.model.Run',
    Agent: 'hudson.model.Computer',
  };
  const generic: Readonly<Record<string, string>> = { Read: 'GenericRead', Build: 'GenericWrite', Configure: 'GenericConfigure' };
  const own = `${classes[group] ?? group}.${name}`;
  if (permission === 'Overall/Administer') return [own];
  const middle = generic[name];
  return [own, ...(middle === undefined ? [] : [`hudson.security.Permission.${middle}`]), 'hudson.model.Hudson.Administer'];
}

export interface People {
  readonly all: ReadonlyMap<string, Person>;
  /** A new person, or the old one with what is given; answers an API token. */
  add(name: string, options?: PersonOptions): string;
  /** None of the person's API tokens is good any more. */
  revoke(name: string): void;
  /** Of the `Authorization` header. Undefined when it is wrong. */
  enter(name: string, secret: string): Visitor | undefined;
  may(person: Person | undefined, permission: Permission): boolean;
  /** A session's id for a cookie. */
  open(person: Person | undefined): string;
  sessionOf(id: string | undefined): { readonly person: Person | undefined } | undefined;
  crumbOf(person: Person | undefined, session: string): string;
}

/** `anonymous`: what everybody may do without a name; nothing when left out. */
export function createPeople(anonymous: readonly Permission[] = []): People {
  const all = new Map<string, Person>();
  const sessions = new Map<string, { person: Person | undefined }>();
  const salt = randomBytes(16).toString('hex');
  return {
    all,
    add(name, { fullName, permissions = developer, password, token, hidden = [] } = {}) {
      const old = all.get(name);
      const person: Person = {
        name,
        fullName: fullName ?? old?.fullName ?? name.charAt(0).toUpperCase() + name.slice(1),
        permissions: new Set(permissions),
        hidden: new Set(hidden),
        tokens: old?.tokens ?? new Set(),
      };
      const made = token ?? `11${randomBytes(16).toString('hex')}`;
      person.tokens.add(made);
      if (password !== undefined) person.password = password;
      all.set(name, person);
      return made;
    },
    revoke: (name) => all.get(name)?.tokens.clear(),
    enter(name, secret) {
      const person = all.get(name);
      if (person === undefined) return undefined;
      if (person.tokens.has(secret)) return { person, by: 'token' };
      return person.password !== undefined && person.password === secret ? { person, by: 'password' } : undefined;
    },
    may(person, permission) {
      const has = (wanted: Permission) => (person === undefined ? anonymous.includes(wanted) : person.permissions.has(wanted));
      return has('Overall/Administer') || has(permission);
    },
    open(person) {
      const id = `node0${randomBytes(12).toString('hex')}.node0`;
      sessions.set(id, { person });
      return id;
    },
    sessionOf: (id) => (id === undefined ? undefined : sessions.get(id)),
    crumbOf: (person, session) =>
      createHash('sha256')
        .update(`${person?.name ?? 'anonymous'};${session}${salt}`)
        .digest('hex'),
  };
}
