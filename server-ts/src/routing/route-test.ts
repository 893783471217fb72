// `/ci route test`: an event that is only imagined, from the words in which somebody tells it.

import { eventKinds, type EventKind, type Facts } from '../ci/facts.ts';
import { subjectKey } from '../ci/ids.ts';
import type { Instant, Status } from '../ci/pipeline.ts';
import type { Past } from '../ci/trend.ts';
import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import type { Routing } from './decide.ts';
import { explain, type Explanation } from './explain.ts';
import type { Mute, Rules, Subscription } from './rules.ts';
import { statusAliases, statusesOf } from './status-words.ts';
import { topicOfFacts } from './topic.ts';

/** The words before `=`; lists take commas. */
export const routeTestKeys = [
  'event',
  'provider',
  'connection',
  'project',
  'branch',
  'tag',
  'status',
  'author',
  'label',
  /** `failed,failed,success`: verdicts before it, the newest first. */
  'past',
  /** `yes`: shown on another card. */
  'hosted',
  /** `2026-11-21T23:00+01:00`: now, when not said. */
  'at',
] as const;

export interface RouteTestPorts {
  readonly routing: Pick<Routing, 'decideTopic'>;
  /** Names of the CI systems. */
  readonly providers: readonly string[];
  readonly rules: Rules;
  /** Those that whoever asks may see. */
  readonly subscriptions: readonly Subscription[];
  readonly mutes: readonly Mute[];
  readonly now: Instant;
}

/**
 * `words`: `event=pipeline project=platform/api branch=main status=failed …`; a word without `=` is the event. Answers why it would
 * go where, or the CiError `CI_ROUTE_TEST` that names the word at fault.
 */
export function testRoute(words: readonly string[], ports: RouteTestPorts): Explanation | CiError {
  const said = readWords(words);
  if (said instanceof CiError) return said;
  const event = said.get('event') ?? 'pipeline';
  const kind = eventKinds.find((each) => each === event.toLowerCase());
  if (kind === undefined) return unknown('event', event, eventKinds);
  const facts = factsFrom(kind, said, ports.providers);
  if (facts instanceof CiError) return facts;
  const past = pastFrom(said.get('past'));
  if (past instanceof CiError) return past;
  const now = said.has('at') ? Date.parse(said.get('at') ?? '') : ports.now;
  if (Number.isNaN(now)) return refuse(`at=${said.get('at') ?? ''} is no time.`, 'Write it as at=2026-11-21T23:00+01:00.');
  const hosted = /^(yes|true|1)$/i.test(said.get('hosted') ?? '');
  const { routing, rules, subscriptions, mutes } = ports;
  return explain(routing, { topic: topicOfFacts(facts), hosted, past, rules, subscriptions, mutes, now });
}

function readWords(words: readonly string[]): ReadonlyMap<string, string> | CiError {
  const said = new Map<string, string>();
  for (const word of words) {
    const [key = '', ...value] = word.includes('=') ? word.split('=') : ['event', word];
    const known = routeTestKeys.find((each) => each === key.toLowerCase());
    if (known === undefined) return unknown('key', key, routeTestKeys);
    if (said.has(known)) return refuse(`${known} is said twice.`, 'Say each once; author, label and past take several with commas.');
    said.set(known, value.join('='));
  }
  return said;
}

function factsFrom(event: EventKind, said: ReadonlyMap<string, string>, providers: readonly string[]): Facts | CiError {
  const provider = said.get('provider')?.toLowerCase() ?? '';
  if (provider !== '' && !providers.includes(provider)) return unknown('provider', provider, providers);
  const statuses: readonly string[] = statusesOf[event];
  const word = said.get('status')?.toLowerCase() ?? statuses[0] ?? '';
  const status = [word, ...Object.entries(statusAliases).flatMap(([alias, meant]) => (alias === word ? meant : []))].find((each) =>
    statuses.includes(each),
  );
  if (status === undefined) return unknown('status', word, statuses);
  const [project, branch, tag] = ['project', 'branch', 'tag'].map((key) => said.get(key));
  return {
    event,
    provider,
    connection: said.get('connection') ?? 'default',
    status,
    ...(project && { project }),
    ...(branch && { branch }),
    ...(tag && { tag }),
    authors: split(said.get('author')),
    labels: split(said.get('label')),
  };
}

function split(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').filter((part) => part !== '');
}

function pastFrom(text: string | undefined): Past | CiError {
  const statuses: readonly Status[] = statusesOf.pipeline;
  const verdicts: Past[number][] = [];
  for (const [age, word] of split(text?.toLowerCase()).entries()) {
    const status = statuses.find((each) => each === (word === 'passed' ? 'success' : word));
    if (status === undefined) return unknown('past', word, statuses);
    const key = subjectKey('imagined', 'imagined', 'pipeline', String(age));
    verdicts.push({ key, number: String(age), status, at: -age, failedJobs: [], failedTests: [] });
  }
  return verdicts;
}

function unknown(what: string, word: string, known: readonly string[]): CiError {
  const meant = nearest(word.toLowerCase(), known);
  const all = `There are: ${known.join(', ')}.`;
  return refuse(`There is no ${what} ${word.slice(0, 60)}.`, meant === undefined ? all : `Did you mean ${meant}? ${all}`);
}

function refuse(message: string, remedy: string): CiError {
  return new CiError('CI_ROUTE_TEST', message, remedy);
}
