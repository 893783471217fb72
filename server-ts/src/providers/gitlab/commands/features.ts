// The features of a subscription as users of GitLab's earlier plugin know them, and what each asks for here.

import type { Interest } from '../../../ci/interest.ts';
import { CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';
import type { TRIGGERS } from '../api/hooks.ts';

type Trigger = keyof typeof TRIGGERS;

export interface Feature {
  readonly interest: Interest;
  /** The events of a webhook that bring it. */
  readonly triggers: readonly Trigger[];
  readonly help: string;
}

const feature = (interest: Interest, help: string, ...triggers: readonly Trigger[]): Feature => ({ interest, triggers, help });

export const features = {
  merges: feature('merge_request', 'Merge requests: opened, approved, merged, closed, assigned', 'merge_requests_events'),
  issues: feature('issue', 'Issues: opened, closed, reopened, labelled', 'issues_events'),
  tag: feature('tag', 'Tags made and deleted', 'tag_push_events'),
  pipeline: feature('pipeline', 'Pipelines, one card each', 'pipeline_events'),
  jobs: feature('job', 'Every job that ended, in the thread of its pipeline', 'job_events'),
  pushes: feature('push', 'Pushes to branches', 'push_events'),
  merge_request_comments: feature('merge_request_comment', 'Comments on merge requests', 'note_events'),
  issue_comments: feature('issue_comment', 'Comments on issues', 'note_events'),
  pull_reviews: feature('review', 'Reviews asked for, approvals given and taken back', 'merge_requests_events'),
  merge_request_assigns: feature('assignment', 'Who is assigned to merge requests', 'merge_requests_events'),
  deployments: feature('deployment', 'Deployments, with their environment', 'deployment_events'),
  releases: feature('release', 'Releases published, changed and deleted', 'releases_events'),
  confidential_issues: feature(
    'confidential_issue',
    'That there are confidential issues, without their words',
    'confidential_issues_events',
  ),
} as const satisfies Readonly<Record<string, Feature>>;

export type FeatureName = keyof typeof features;

export const featureNames: readonly string[] = Object.keys(features);
/** What the earlier plugin subscribes to when nothing is said. */
export const USUAL: readonly FeatureName[] = ['merges', 'issues', 'tag'];

export interface Wanted {
  readonly features: readonly FeatureName[];
  readonly labels: readonly string[];
}

const LABEL = /^labels?:/i;
const MOST_LABELS = 20;
const LONGEST = 200;

/**
 * `merges,issues,label:"bug","to do"`: in any order and case, with spaces after commas; several labels after one `label:`, or each with its
 * own. Throws CiError CI_GITLAB_FEATURE with the nearest name, or CI_GITLAB_LABEL.
 */
export function readFeatures(typed: string | undefined): Wanted {
  const parts = partsOf(typed ?? '');
  if (parts.length === 0) return { features: USUAL, labels: [] };
  const found = new Set<FeatureName>();
  const labels: string[] = [];
  for (const [index, { text, quoted }] of parts.entries()) {
    if (LABEL.test(text) && !quoted) labels.push(labelIn(text.replace(LABEL, '')));
    else if (quoted && index > 0 && labels.length > 0) labels.push(labelIn(text));
    else found.add(nameOf(text));
  }
  checkLabels([...found], labels);
  return { features: [...found], labels: [...new Set(labels)] };
}

export function interestsOf(wanted: readonly FeatureName[]): readonly Interest[] {
  return wanted.map((name) => features[name].interest);
}

/** As the earlier plugin calls it; what it does not know, by our own word. */
export function wordOf(interest: Interest): string {
  return nameFor(interest) ?? interest;
}

function nameFor(interest: Interest): string | undefined {
  return Object.entries(features).find(([, each]) => each.interest === interest)?.[0];
}

/** What was asked for that something else tells already. */
export function doubled(wanted: readonly FeatureName[]): readonly FeatureName[] {
  const within: readonly FeatureName[] = ['pull_reviews', 'merge_request_assigns'];
  return wanted.includes('merges') ? within.filter((name) => wanted.includes(name)) : [];
}

interface Part {
  readonly text: string;
  readonly quoted: boolean;
}

/** Commas within quotes are part of a label. */
function partsOf(typed: string): readonly Part[] {
  const parts = typed.matchAll(/\s*(?:(labels?:\s*)?["“”„]([^"“”„]*)["“”„]?|([^,]+))\s*,?/giu);
  return [...parts]
    .map(([, label, quoted, plain]) =>
      quoted === undefined
        ? { text: (plain ?? '').trim(), quoted: false }
        : { text: `${label ?? ''}${quoted.trim()}`, quoted: label === undefined },
    )
    .filter(({ text, quoted }) => text !== '' || quoted);
}

function nameOf(text: string): FeatureName {
  const plain = text.toLowerCase().replaceAll('-', '_');
  for (const name of Object.keys(features)) if (isName(name) && name === plain) return name;
  const meant = nearest(plain, featureNames);
  throw new CiError(
    'CI_GITLAB_FEATURE',
    `There is no feature ${text.slice(0, 60)}, so nothing was changed.`,
    meant === undefined
      ? `There are: ${featureNames.map((each) => `\`${each}\``).join(', ')}, and \`label:"name"\`.`
      : `Did you mean \`${meant}\`?`,
  );
}

function isName(text: string): text is FeatureName {
  return Object.hasOwn(features, text);
}

/** Stored as a glob that means nothing else. */
function labelIn(text: string): string {
  const label = text.trim();
  if (label !== '' && label.length <= LONGEST) return label.replaceAll(/[*?\\]/g, String.raw`\$&`);
  throw new CiError('CI_GITLAB_LABEL', 'A label is empty or too long, so nothing was changed.', 'Write it as `label:"name"`.');
}

const labelled: ReadonlySet<FeatureName> = new Set<FeatureName>([
  'merges',
  'issues',
  'confidential_issues',
  'merge_request_comments',
  'issue_comments',
  'pull_reviews',
  'merge_request_assigns',
]);

function checkLabels(found: readonly FeatureName[], labels: readonly string[]): void {
  if (labels.length === 0) return;
  if (labels.length > MOST_LABELS)
    throw new CiError('CI_GITLAB_LABEL', `A subscription takes ${MOST_LABELS} labels at most, so nothing was changed.`, 'Leave some out.');
  if (found.some((name) => labelled.has(name))) return;
  throw new CiError(
    'CI_GITLAB_LABEL',
    'Labels choose among merge requests and issues, and neither is asked for; nothing was changed.',
    'Add `merges` or `issues`: `merges,label:"name"`.',
  );
}
