// Who is in the stand-in GitLab: people, their roles in groups and projects, and every token that lets somebody in.
import { randomBytes } from 'node:crypto';
import { numberOf } from './happening-bodies.ts';

export type Role = 'guest' | 'planner' | 'reporter' | 'developer' | 'maintainer' | 'owner';

/** GitLab's numbers; 0 is nobody. */
export const levels: Readonly<Record<Role, number>> = { guest: 10, planner: 15, reporter: 20, developer: 30, maintainer: 40, owner: 50 };

export interface Person {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly isAdmin: boolean;
  state: 'active' | 'blocked';
  /** By path of a group or project; reaches what is below. */
  readonly roles: Map<string, Role>;
}

export type Scope = string;

export interface Token {
  readonly id: number;
  readonly value: string;
  readonly kind: 'personal' | 'oauth';
  readonly name: string;
  readonly person: Person;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  /** Milliseconds since 1970; never when left out. */
  expiresAt?: number;
  isRevoked: boolean;
  /** Uid of the OAuth application. */
  readonly application?: string;
}

export interface PersonOptions {
  /** `Alice Demo`; made of the username when left out. */
  readonly name?: string;
  readonly email?: string;
  readonly isAdmin?: boolean;
  /** `{ city: 'reporter', 'city/api': 'maintainer' }`. */
  readonly roles?: Readonly<Record<string, Role>>;
}

export interface TokenOptions {
  /** `api` when left out. */
  readonly scopes?: readonly Scope[];
  readonly name?: string;
  /** Made up when left out. */
  readonly value?: string;
  readonly expiresAt?: number;
}

export type Entry =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'person'; readonly token: Token }
  | { readonly kind: 'wrong'; readonly why: 'unknown' | 'expired' | 'revoked' };

export interface People {
  readonly all: readonly Person[];
  add(username: string, options?: PersonOptions): Person;
  find(username: string): Person | undefined;
  /** By display name or username, as stories name people; made up, and known to nobody else, when there is none. */
  named(name: string): Person;
  issue(person: Person, kind: Token['kind'], options?: TokenOptions & { readonly application?: string }): Token;
  enter(value: string | undefined): Entry;
  readonly tokens: readonly Token[];
}

const titled = (username: string) =>
  username
    .split(/[._-]/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

const make = (username: string, { name = titled(username), email, isAdmin = false, roles = {} }: PersonOptions): Person => ({
  id: numberOf(name),
  username,
  name,
  email: email ?? `${username}@city.example`,
  isAdmin,
  state: 'active',
  roles: new Map(Object.entries(roles)),
});

export function createPeople(): People {
  const all: Person[] = [];
  const tokens = new Map<string, Token>();
  const find = (username: string) => all.find((each) => each.username === username);
  return {
    all,
    find,
    add(username, options = {}) {
      const old = find(username);
      if (old !== undefined) {
        for (const [path, role] of Object.entries(options.roles ?? {})) old.roles.set(path, role);
        return old;
      }
      const person = make(username, options);
      all.push(person);
      return person;
    },
    named: (name) =>
      all.find((each) => each.name === name || each.username === name) ?? make(name.toLowerCase().replaceAll(' ', '.'), { name }),
    issue(person, kind, { scopes = ['api'], name = kind, value, expiresAt, application } = {}) {
      const made = value ?? `${kind === 'personal' ? 'glpat-' : ''}made-up-${randomBytes(16).toString('hex')}`;
      const token: Token = {
        id: tokens.size + 1,
        value: made,
        kind,
        name,
        person,
        scopes,
        createdAt: new Date(),
        isRevoked: false,
        ...(expiresAt !== undefined && { expiresAt }),
        ...(application !== undefined && { application }),
      };
      tokens.set(made, token);
      return token;
    },
    enter(value) {
      if (value === undefined || value === '') return { kind: 'nobody' };
      const token = tokens.get(value);
      if (token === undefined) return { kind: 'wrong', why: 'unknown' };
      if (token.isRevoked) return { kind: 'wrong', why: 'revoked' };
      if (token.expiresAt !== undefined && token.expiresAt <= Date.now()) return { kind: 'wrong', why: 'expired' };
      return { kind: 'person', token };
    },
    get tokens() {
      return [...tokens.values()];
    },
  };
}

/** The greatest role in the thing at that path, or in what it lies in; 0 for none. */
export function levelAt(person: Person | undefined, path: string): number {
  if (person === undefined) return 0;
  if (person.isAdmin) return levels.owner;
  const parts = path.split('/');
  const roles = parts.map((_, index) => person.roles.get(parts.slice(0, index + 1).join('/')));
  return Math.max(0, ...roles.map((role) => (role === undefined ? 0 : levels[role])));
}
