// What a subscription is about: the CI system, its connection, and the project as a path, a pattern or an address.

import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import { compileGlob } from '../routing/glob.ts';
import { LONGEST_PATTERN } from './policy-argument.ts';
import type { ConnectionInfo } from './ports.ts';
import { readProject } from './project-argument.ts';

export interface Target {
  readonly provider: string;
  /** As people write the CI system's name. */
  readonly title: string;
  readonly project: string;
  /** Undefined: whichever of the provider's connections. */
  readonly connection?: string;
  /** When the address was one of a branch. */
  readonly branch?: string;
  /** Where the CI system sends its deliveries to. */
  readonly webhook: string;
}

export interface TargetWords {
  readonly provider: string;
  readonly project: string;
  readonly connection?: string | undefined;
}

/** Throws CiError `CI_COMMAND_PROVIDER`, `CI_COMMAND_CONNECTION` or `CI_COMMAND_PROJECT`. */
export function readTarget(words: TargetWords, all: readonly ConnectionInfo[]): Target {
  const connections = connectionsOf(words.provider, all);
  const [any] = connections;
  if (any === undefined) throw unknown('PROVIDER', `There is no CI system ${words.provider.slice(0, 60)}`, words.provider, namesIn(all));
  const { path, branch } = readProject(
    words.project,
    connections.map(({ url }) => url).filter((url) => url !== ''),
  );
  const chosen = words.connection === undefined ? connectionAt(words.project, connections, all) : named(words.connection, connections);
  const { provider, title, webhook, projects } = chosen ?? connections.find(({ name }) => name === 'default') ?? any;
  checkPattern(path, title, projects);
  return {
    provider,
    title,
    project: path,
    webhook,
    ...(chosen !== undefined && { connection: chosen.name }),
    ...(branch !== undefined && { branch }),
  };
}

function checkPattern(path: string, title: string, projects: false | undefined): void {
  if (path === '') refuse('That is no project.', 'Give its path as the CI system shows it, or ** for all.');
  if (path.length > LONGEST_PATTERN) refuse(`A project has ${LONGEST_PATTERN} characters at most.`, 'Use * and ** to say it shorter.');
  if (projects === false && !compileGlob(path)('')) {
    refuse(`What ${title} tells belongs to no project.`, 'Write ** for all; routes of the configuration choose by label.');
  }
}

function refuse(message: string, remedy: string): never {
  throw new CiError('CI_COMMAND_PROJECT', message, remedy);
}

function connectionsOf(word: string, all: readonly ConnectionInfo[]): readonly ConnectionInfo[] {
  const text = word.toLowerCase();
  return all.filter(({ provider, title }) => provider === text || title.toLowerCase() === text);
}

function named(name: string, connections: readonly ConnectionInfo[]): ConnectionInfo {
  const found = connections.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw unknown(
    'CONNECTION',
    `${connections[0]?.title ?? 'It'} has no connection ${name.slice(0, 60)}`,
    name,
    connections.map((each) => each.name),
  );
}

/** The one that an address belongs to, when it is not the only one; an address of no configured CI system is refused. */
function connectionAt(text: string, connections: readonly ConnectionInfo[], all: readonly ConnectionInfo[]): ConnectionInfo | undefined {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (url === null) return undefined;
  const holds = ({ url: base }: ConnectionInfo): boolean => {
    const parsed = URL.parse(base);
    return parsed !== null && parsed.host === url.host && `${url.pathname}/`.startsWith(`${parsed.pathname.replace(/\/$/, '')}/`);
  };
  const found = connections.find(holds);
  if (found !== undefined) return connections.length > 1 ? found : undefined;
  const other = all.find(holds);
  if (connections.every(({ url: base }) => base === '') && other === undefined) return undefined;
  throw new CiError(
    'CI_COMMAND_PROJECT',
    other === undefined ? 'That address belongs to no configured CI system.' : `That address is one of ${other.title}.`,
    other === undefined ? 'Give the project’s path instead.' : `Write ${other.provider} before it.`,
  );
}

function namesIn(all: readonly ConnectionInfo[]): readonly string[] {
  return [...new Set(all.map(({ provider }) => provider))];
}

function unknown(what: 'PROVIDER' | 'CONNECTION', message: string, word: string, known: readonly string[]): CiError {
  const meant = nearest(word.toLowerCase(), known);
  return new CiError(
    `CI_COMMAND_${what}`,
    `${message}.`,
    meant === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${meant}?`,
  );
}
