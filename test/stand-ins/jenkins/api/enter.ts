// Who asks: Basic authentication, sessions, and the crumb that browsers need.
import type { IncomingHttpHeaders } from 'node:http';
import type { People, Visitor } from '../people.ts';
import { errorPage, type Answer } from './answer.ts';
import { exported, type Visit } from './visit.ts';
import { Bean } from './bean.ts';

const cookieName = 'JSESSIONID.1a2b3c4d';

export function sessionIn({ cookie }: IncomingHttpHeaders): string | undefined {
  return (cookie ?? '')
    .split(';')
    .map((each) => each.trim().split('='))
    .find(([name]) => name === cookieName)?.[1];
}

/** Undefined when the name or the secret is wrong. */
export function visitorOf(people: People, { authorization }: IncomingHttpHeaders, session: string | undefined): Visitor | undefined {
  if (authorization !== undefined && /^basic /iu.test(authorization)) {
    const decoded = Buffer.from(authorization.slice(6), 'base64').toString();
    const at = decoded.indexOf(':');
    return at === -1 ? undefined : people.enter(decoded.slice(0, at), decoded.slice(at + 1));
  }
  const known = people.sessionOf(session)?.person;
  return known === undefined ? { person: undefined, by: 'nothing' } : { person: known, by: 'session' };
}

/** Gives the crumb of the visitor's session, and the session, too, when there is none yet. */
export function issueCrumb(visit: Visit): Answer {
  const { people } = visit.site.controller;
  const { person } = visit.visitor;
  const isOpen = people.sessionOf(visit.session) !== undefined;
  const session = isOpen && visit.session !== undefined ? visit.session : people.open(person);
  const bean = new Bean('hudson.security.csrf.DefaultCrumbIssuer', {
    1: { crumb: people.crumbOf(person, session), crumbRequestField: 'Jenkins-Crumb' },
  });
  const answer = exported(visit, bean);
  if (isOpen) return answer;
  return {
    ...answer,
    headers: { ...answer.headers, 'Set-Cookie': `${cookieName}=${session}; Path=${visit.site.context || '/'}; HttpOnly` },
  };
}

/** The refusal when a POST comes without the crumb of its session; with an API token none is asked for, unless `always`. */
export function crumbProblem(visit: Visit, crumb: string | undefined, always: boolean): Answer | undefined {
  const { people } = visit.site.controller;
  if (visit.method !== 'POST' || (visit.visitor.by === 'token' && !always)) return undefined;
  const given = crumb ?? visit.given.get('Jenkins-Crumb') ?? undefined;
  const { session } = visit;
  const isRight =
    session !== undefined && people.sessionOf(session) !== undefined && given === people.crumbOf(visit.visitor.person, session);
  return isRight ? undefined : errorPage(403, 'No valid crumb was included in the request', visit.uri);
}
