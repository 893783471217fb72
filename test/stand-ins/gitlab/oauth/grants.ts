// The stand-in's OAuth: applications, codes that are good once, and families of tokens that are refreshed by turning over.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { People, Person, Token } from '../people.ts';

export interface Application {
  /** Uid: `client_id`. */
  readonly id: string;
  /** Empty for public clients. */
  readonly secret: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly confidential: boolean;
}

export interface ApplicationOptions {
  readonly name?: string;
  readonly redirectUris: readonly string[];
  /** `api` and `read_user` when left out. */
  readonly scopes?: readonly string[];
  readonly confidential?: boolean;
  readonly id?: string;
  readonly secret?: string;
}

export interface Code {
  readonly value: string;
  readonly application: Application;
  readonly person: Person;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge?: string;
  readonly method?: 'S256' | 'plain';
  readonly expiresAt: number;
  used: boolean;
}

/** One `access_token` and the `refresh_token` that came with it. */
interface Pair {
  readonly family: string;
  readonly access: Token;
  readonly refresh: string;
  used: boolean;
}

export interface Grants {
  readonly applications: readonly Application[];
  add(options: ApplicationOptions): Application;
  application(id: string): Application | undefined;
  code(grant: Omit<Code, 'value' | 'used' | 'expiresAt'>): Code;
  /** Answers the pair, or undefined for `invalid_grant`. */
  redeem(code: string, application: Application, redirectUri: string | undefined, verifier: string | undefined): Issued | undefined;
  refresh(token: string, application: Application): Issued | undefined;
  /** Of an access or a refresh token; false when it is another application's. */
  revoke(token: string, application: Application): boolean;
  /** Whoever let the application in has to do so again. */
  revokeAll(person?: Person): void;
  /** Access tokens of that person, or of everybody, are over from now on; refresh tokens are not. */
  expire(person?: Person): void;
  /** Seconds; for pairs issued from now on. */
  expiresIn: number;
}

export interface Issued {
  readonly access: Token;
  readonly refresh: string;
}

const TEN_MINUTES = 600_000;
const random = () => randomBytes(32).toString('hex');

const digest = (text: string) => createHash('sha256').update(text).digest();

/** In the same time, whatever differs. */
export function isEqual(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function isProven({ challenge, method }: Code, verifier: string | undefined): boolean {
  if (challenge === undefined) return verifier === undefined || verifier === '';
  if (verifier === undefined) return false;
  const shown = method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return isEqual(shown, challenge);
}

export function createGrants(people: People, expiresIn: number): Grants {
  const applications: Application[] = [];
  const codes = new Map<string, Code>();
  const pairs: Pair[] = [];
  const revokeFamily = (family: string) => {
    for (const pair of pairs.filter((each) => each.family === family)) {
      pair.used = true;
      pair.access.isRevoked = true;
    }
  };
  const grants: Grants = {
    applications,
    expiresIn,
    add({ name = 'Mattermost', redirectUris, scopes = ['api', 'read_user'], confidential = true, id, secret }) {
      const made = {
        id: id ?? random(),
        secret: confidential ? (secret ?? `gloas-made-up-${random()}`) : '',
        name,
        redirectUris,
        scopes,
        confidential,
      };
      applications.push(made);
      return made;
    },
    application: (id) => applications.find((each) => each.id === id),
    code(grant) {
      const code = { ...grant, value: random(), used: false, expiresAt: Date.now() + TEN_MINUTES };
      codes.set(code.value, code);
      return code;
    },
    redeem(value, application, redirectUri, verifier) {
      const code = codes.get(value);
      const isGood =
        code !== undefined &&
        !code.used &&
        code.expiresAt > Date.now() &&
        code.application === application &&
        code.redirectUri === redirectUri &&
        isProven(code, verifier);
      if (!isGood) return undefined;
      code.used = true;
      return issue(code.person, application, code.scopes, random());
    },
    refresh(value, application) {
      const pair = pairs.find((each) => each.refresh === value);
      if (pair === undefined || pair.access.application !== application.id) return undefined;
      if (pair.used) {
        // Whoever shows a used one may have stolen it: nobody of the family is let in any more.
        revokeFamily(pair.family);
        return undefined;
      }
      pair.used = true;
      pair.access.isRevoked = true;
      return issue(pair.access.person, application, pair.access.scopes, pair.family);
    },
    revoke(value, application) {
      const pair = pairs.find((each) => each.refresh === value || each.access.value === value);
      if (pair === undefined) return true;
      if (pair.access.application !== application.id) return false;
      pair.used = true;
      pair.access.isRevoked = true;
      return true;
    },
    revokeAll(person) {
      for (const { family, access } of pairs) if (person === undefined || access.person === person) revokeFamily(family);
    },
    expire(person) {
      for (const { access } of pairs) if (person === undefined || access.person === person) access.expiresAt = Date.now() - 1;
    },
  };
  const issue = (person: Person, application: Application, scopes: readonly string[], family: string): Issued => {
    const expiresAt = Date.now() + grants.expiresIn * 1000;
    const access = people.issue(person, 'oauth', { scopes, expiresAt, name: application.name, application: application.id });
    const refresh = `made-up-refresh-${random()}`;
    pairs.push({ family, access, refresh, used: false });
    return { access, refresh };
  };
  return grants;
}
