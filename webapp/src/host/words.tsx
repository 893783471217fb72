// Our words in the signed-in person's language and time zone, as Mattermost knows them; English where there is no translation.
import * as React from 'react';
import type { ReactNode } from 'react';
import { useSelector } from 'react-redux';
import type { Catalogue } from '../text/english.ts';
import { english } from '../text/english.ts';
import { WordsProvider, wordsOf } from '../text/say.tsx';
import { currentUser } from './state.ts';

/** Languages besides English, each loaded when somebody reads it. */
const translations: Readonly<Record<string, () => Promise<Catalogue>>> = {
  de: async () => (await import(/* webpackChunkName: "german" */ '../text/german.ts')).german,
};

interface Loaded {
  readonly language: string;
  readonly catalogue: Catalogue;
}

export function HostWords({ children }: { readonly children: ReactNode }) {
  const locale = useSelector((state: unknown) => currentUser(state).locale);
  const timeZone = useSelector((state: unknown) => currentUser(state).timeZone);
  const language = locale.split('-')[0] ?? 'en';
  const [loaded, setLoaded] = React.useState<Loaded>({ language: 'en', catalogue: english });
  React.useEffect(() => {
    let over = false;
    const load = async (): Promise<void> => {
      const catalogue = await (translations[language]?.() ?? english);
      if (!over) setLoaded({ language, catalogue });
    };
    // Without the translation English must do.
    load().catch(() => undefined);
    return () => {
      over = true;
    };
  }, [language]);
  const words = React.useMemo(() => {
    const isTranslated = loaded.language === language && translations[language] !== undefined;
    return wordsOf(isTranslated ? locale : 'en', isTranslated ? loaded.catalogue : english, timeZone);
  }, [loaded, language, locale, timeZone]);
  return <WordsProvider value={words}>{children}</WordsProvider>;
}
