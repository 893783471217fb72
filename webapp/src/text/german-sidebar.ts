// Die Wörter des Rahmens, der Pipelines und der Logs auf Deutsch.
import type { englishSidebar } from './english-sidebar.ts';

export const germanSidebar: Readonly<Record<keyof typeof englishSidebar, string>> = {
  'app.failing.one': '{count} fehlgeschlagener Branch',
  'app.failing.other': '{count} fehlgeschlagene Branches',

  'filter.mine': 'Meine',
  'filter.waiting': 'Wartend',
  'filter.project': 'Projekt',
  'filter.projects': 'Alle Projekte',
  'filter.branch': 'Branch',
  'filter.branches': 'Alle Branches',

  'list.older': 'Ältere zeigen',
  'list.older.loading': 'Ältere Pipelines werden geladen',

  'action.no': 'Nein, so lassen',
  'action.log.job': 'Log von {job}',

  'history.title': 'Letzte Läufe auf {branch}',
  'history.titleNone': 'Letzte Läufe',
  'history.loading': 'Letzte Läufe werden geladen',
  'history.failed': 'Die letzten Läufe konnten nicht geladen werden',
  'history.none': 'Hier ist noch kein Lauf zu Ende gegangen.',
  'history.runs.one': '{count} Lauf',
  'history.runs.other': '{count} Läufe',
  'history.rate': '{percent} % bestanden',
  'history.usual': 'üblich {duration}',
  'history.slower': 'zuletzt {percent} % langsamer',
  'history.faster': 'zuletzt {percent} % schneller',
  'history.bar': '#{number}: {status}, {duration}, {time}',
  'history.bar.short': '#{number}: {status}, {time}',

  'log.pick': 'Läufe mit Log',
  'log.job': 'Job',
  'log.job.best': 'Aussagekräftigster',
  'log.section.fold': '{section} einklappen',
  'log.section.unfold': '{section} ausklappen',
  'log.fold': 'Alle Abschnitte einklappen',
  'log.unfold': 'Alle Abschnitte ausklappen',

  'popover.accounts': 'CI-Konten',
};
