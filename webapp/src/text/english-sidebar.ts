// The words of the sidebar's frame, its Pipelines and its Log.

export const englishSidebar = {
  'app.failing.one': '{count} failing branch',
  'app.failing.other': '{count} failing branches',

  'filter.mine': 'Mine',
  'filter.waiting': 'Waiting',
  'filter.project': 'Project',
  'filter.projects': 'All projects',
  'filter.branch': 'Branch',
  'filter.branches': 'All branches',

  'list.older': 'Show older',
  'list.older.loading': 'Loading older pipelines',

  'action.no': 'No, leave it',
  'action.log.job': 'Log of {job}',

  'history.title': 'Last runs on {branch}',
  'history.titleNone': 'Last runs',
  'history.loading': 'Loading the last runs',
  'history.failed': 'The last runs could not be loaded',
  'history.none': 'No run has ended here yet.',
  'history.runs.one': '{count} run',
  'history.runs.other': '{count} runs',
  'history.rate': '{percent} % passed',
  'history.usual': 'usually {duration}',
  'history.slower': '{percent} % slower lately',
  'history.faster': '{percent} % faster lately',
  'history.bar': '#{number}: {status}, {duration}, {time}',
  'history.bar.short': '#{number}: {status}, {time}',

  'log.pick': 'Runs with a log',
  'log.job': 'Job',
  'log.job.best': 'What tells most',
  'log.section.fold': 'Fold {section}',
  'log.section.unfold': 'Unfold {section}',
  'log.fold': 'Fold all sections',
  'log.unfold': 'Unfold all sections',

  'popover.accounts': 'CI accounts',
} as const;
