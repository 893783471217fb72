// Turns a key of the catalogue into words; components take it from React's context, so another language is one provider away.
import * as React from 'react';
import { english } from './english.ts';
import type { Catalogue, TextId } from './english.ts';

type CountedId = { [K in TextId]: K extends `${infer Stem}.other` ? Stem : never }[TextId];

export interface Words {
  /** BCP 47 tag, for dates and numbers. */
  readonly locale: string;
  /** IANA name; absent for the browser's own. */
  readonly timeZone?: string;
  say(id: TextId, values?: Readonly<Record<string, string | number>>): string;
  /** The form that the language uses for `count`. */
  count(id: CountedId, count: number): string;
}

export function wordsOf(locale: string, catalogue: Catalogue, timeZone = ''): Words {
  const plural = new Intl.PluralRules(locale);
  const say: Words['say'] = (id, values = {}) => catalogue[id].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  const count: Words['count'] = (id, number) => say(plural.select(number) === 'one' ? `${id}.one` : `${id}.other`, { count: number });
  return { locale, say, count, ...(timeZone !== '' && { timeZone }) };
}

const WordsContext = React.createContext(wordsOf('en', english));

export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  return React.useContext(WordsContext);
}
