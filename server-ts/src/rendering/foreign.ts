// Names and sentences from outside, of a length that fits a card, as Markdown in which nothing acts.

import type { Commit, Person, Project, Ref } from '../ci/pipeline.ts';
import { escape, link, plain } from './escape.ts';
import { shorten } from './shorten.ts';

export const MAX_NAME = 80;
export const MAX_TITLE = 120;

/** One line of Markdown, at most `limit` letters of the original. */
export function shown(text: string, limit = MAX_NAME): string {
  return escape(shorten(plain(text), limit));
}

/** The same as a link; only the text when the address is none to be sent to. */
export function linked(text: string, url: string | undefined, limit = MAX_NAME): string {
  return link(shorten(plain(text), limit), url);
}

/** ` by Alice`, or nothing. */
export function byWhom(person: Person | undefined): string {
  const name = nameOf(person);
  return name === undefined ? '' : ` by ${name}`;
}

/** Who is known here is called by their user name. It calls nobody: whoever is concerned is told directly. */
export function nameOf(person: Person | undefined): string | undefined {
  if (person?.here !== undefined) return shown(`@${person.here}`);
  const name = person?.name || person?.username;
  return name === undefined || plain(name) === '' ? undefined : shown(name);
}

/** The footer: who says it, and of which project. Plain text. */
export function originOf(providerTitle: string, project: Project | undefined): string {
  return project === undefined ? providerTitle : `${providerTitle} · ${project.path}`;
}

/** How a sentence about a project begins: `team/app: `. */
export function opening(project: Project | undefined): string {
  return project === undefined ? '' : `${shown(project.path, 100)}: `;
}

/** `main`, `tag v1`, `!7`. */
export function refWords(ref: Ref | undefined): string {
  if (ref === undefined) return '';
  return ref.kind === 'tag' ? `tag ${shown(ref.name, 60)}` : shown(ref.name, 60);
}

/** `#4711`, `!12`: as people write it. Only a number may follow the sign as it is, for `#main` is a hashtag. */
export function numbered(sign: '#' | '!', number: string): string {
  return /^\d{1,20}$/.test(number) ? `${sign}${number}` : shown(`${sign}${number}`, 40);
}

/** `Commit a1b2c3d4 Fix the login by Alice`, the hash as a link. */
export function commitWords({ sha, title, url, author }: Commit): string {
  const about = shown(title, MAX_TITLE);
  return `Commit ${linked(sha.slice(0, 8), url)}${about === '' ? '' : ` ${about}`}${byWhom(author)}`;
}

/** A number of things: `1 commit`, `4 commits`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
