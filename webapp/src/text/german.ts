// Alle Wörter auf Deutsch: ein Schlüssel, der fehlt, ist ein Fehler beim Übersetzen des Programms.
import type { Catalogue } from './english.ts';
import { germanBase } from './german-base.ts';
import { germanConsole } from './german-console.ts';
import { germanIntents } from './german-intents.ts';
import { germanSidebar } from './german-sidebar.ts';
import { germanTabs } from './german-tabs.ts';

export const german: Catalogue = { ...germanBase, ...germanSidebar, ...germanTabs, ...germanIntents, ...germanConsole };
