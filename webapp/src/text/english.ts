// Every word that the web app says. A translation is another object with these keys; `{name}` is replaced by a value,
// and a key that ends in `.one`/`.other` is chosen by the number `count`.

export const english = {
  'app.name': 'CI',
  'app.toggle': 'Pipelines of this channel',

  'status.created': 'Created',
  'status.pending': 'Pending',
  'status.running': 'Running',
  'status.success': 'Passed',
  'status.warning': 'Passed with warnings',
  'status.failed': 'Failed',
  'status.canceled': 'Canceled',
  'status.skipped': 'Skipped',
  'status.manual': 'Waiting',

  'ref.branch': 'Branch',
  'ref.tag': 'Tag',
  'ref.merge-request': 'Merge request',

  'pipeline.label': '{project} {number}, {status}',
  'pipeline.commit': 'Commit {sha}',
  'pipeline.coverage': 'Coverage {percent} %',
  'pipeline.elapsed': 'Running time',
  'pipeline.duration': 'Duration',
  'pipeline.queued': 'Queued for {duration}',
  'pipeline.startedBy': 'Started by {name}',
  'pipeline.author': 'Commit by {name}',

  'pipeline.usual': 'usually {duration}',
  'pipeline.about': 'of about {duration}',

  'trend.broken': 'broken',
  'trend.fixed': 'fixed',
  'trend.row.one': '{count} failure in a row',
  'trend.row.other': '{count} failures in a row',

  'tests.failed.one': '{count} test failed',
  'tests.failed.other': '{count} tests failed',
  'tests.of': '{failed} of {total} tests failed',
  'tests.fresh': '{count} new',

  'joined.children': 'Child pipelines',
  'joined.builds': 'Builds',
  'joined.gates': 'Quality gate',
  'joined.artifacts': 'Artifacts',
  'joined.deployments': 'Deployments',
  'joined.more.one': 'and {count} more',
  'joined.more.other': 'and {count} more',

  'gate.passed': 'passed',
  'gate.failed': 'failed',
  'gate.error': 'not computed',
  'gate.none': 'nothing to judge',

  'artifact.promoted': 'promoted',
  'artifact.moved': 'moved',
  'artifact.copied': 'copied',
  'artifact.deleted': 'deleted',
  'artifact.scanned': 'scanned',
  'artifact.failed': 'failed',

  'summary.gate': 'Gate {status}',
  'summary.deployment': '{environment}: {status}',
  'summary.artifacts.one': '{count} artifact',
  'summary.artifacts.other': '{count} artifacts',
  'summary.pipelines.one': '{count} more pipeline',
  'summary.pipelines.other': '{count} more pipelines',
  'summary.failed': '{count} failed',

  'stage.list': 'Stages',
  'stage.label': '{stage}: {status}',

  'job.label': '{job}: {status}',
  'job.failed': 'Failed jobs',
  'job.allowed': 'may fail',
  'job.retries.one': 'retried once',
  'job.retries.other': 'retried {count} times',
  'job.count.one': '{count} job',
  'job.count.other': '{count} jobs',
  'job.failedCount.one': '{count} failed',
  'job.failedCount.other': '{count} failed',
  'job.more.one': 'and {count} more',
  'job.more.other': 'and {count} more',
  'job.show': 'Jobs of {project} {number}',

  'list.label': 'Pipelines of this channel',
  'list.loading': 'Loading pipelines',
  'list.empty.title': 'No pipelines here yet',
  'list.empty.body':
    'They show up as soon as a CI system reports one. In your GitLab project, open Settings → Webhooks and add this address:',
  'list.empty.copy': 'Copy address',
  'list.empty.copied': 'Copied',
  'list.empty.events':
    'Tick Pipeline events and Job events. The secret token is “Webhook secret” in the plugin’s settings; an administrator can see it.',
  'list.noMatch.title': 'No pipeline matches',
  'list.noMatch.clear': 'Show all pipelines',
  'list.error.title': 'The pipelines could not be loaded',
  'list.error.retry': 'Try again',
  'list.offline': 'Connection lost. You see what was last known.',
  'list.stale': 'Not up to date. {reason}',
  'list.changed': '{project} {number}: {status}',

  'filter.search': 'Filter by project, branch or person',
  'filter.status': 'Show',
  'filter.all': 'All',
  'filter.running': 'Running',
  'filter.failed': 'Failed',

  'card.unreadable': 'This pipeline cannot be shown. Reload the page to get the newest version.',

  'time.now': 'just now',
  'time.hours': '{hours}h {minutes}m',
  'time.minutes': '{minutes}m {seconds}s',
  'time.seconds': '{seconds}s',
} as const;

export type TextId = keyof typeof english;
export type Catalogue = Readonly<Record<TextId, string>>;
