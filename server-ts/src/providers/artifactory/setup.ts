// How Artifactory is set up: webhooks made through the platform's API, or what to enter and to run by hand.

import type { Field } from '../../ci/command.ts';
import type { SetupAsked, SetupGuide, SetupOutcome, SetupPlace } from '../../ci/setup.ts';
import { join, say, type Words } from '../../ci/words.ts';
import { CiError } from '../../platform/errors.ts';
import { MAKE_TOKEN } from './client.ts';
import { listSubscriptions, putSubscription, subscriptionFor, type Domain } from './subscriptions.ts';

interface Kind {
  readonly label: string;
  readonly isUsual: boolean;
  readonly domains: readonly Domain[];
}

/** By field name. Commits are told of by properties, without which nothing joins a pipeline's card. */
const KINDS: Readonly<Record<string, Kind>> = {
  images: { label: 'Images', isUsual: true, domains: ['docker', 'artifact_property'] },
  builds: { label: 'Builds', isUsual: true, domains: ['build'] },
  files: { label: 'Files (each one: much in Maven repositories)', isUsual: false, domains: ['artifact', 'artifact_property'] },
  bundles: { label: 'Release bundles', isUsual: false, domains: ['release_bundle_v2'] },
};

export const setup: SetupGuide = {
  purpose: 'images, builds and files on the card of their commit',
  address: {
    help: 'With /artifactory at its end. Not needed where the webhooks are entered by hand.',
    placeholder: 'https://example.jfrog.io/artifactory',
    optional: true,
  },
  parts: [
    {
      part: 'token',
      label: 'Access token',
      help: 'Of an administrator: makes the webhooks, and lets the doctor look at them.',
      optional: true,
    },
  ],
  before: () =>
    say`To have the webhooks made from here, generate an access token of an administrator (Administration → User Management → Access Tokens). Without one, enter them by hand.`,
  ways: [
    { name: 'make', label: 'Make the webhooks', fields: Object.entries(KINDS).map(fieldFor), run: make },
    { name: 'by-hand', label: 'By hand', run: async (asked) => byHand(asked) },
  ],
};

function fieldFor([name, { label, isUsual }]: readonly [string, Kind]): Field {
  return { kind: 'yes-no', name, label, value: isUsual, optional: true };
}

async function make(asked: SetupAsked): Promise<SetupOutcome> {
  const own = asked.own();
  if (own === undefined || own.connection.url === '')
    throw new CiError(
      'CI_ARTIFACTORY_NO_TOKEN',
      'Without its address and a token Artifactory cannot be asked to make webhooks.',
      MAKE_TOKEN,
    );
  const chosen = Object.entries(KINDS).filter(([name]) => asked.fields[name] === 'true');
  if (chosen.length === 0) return { text: say``, faults: { images: 'Choose at least one kind.' } };
  const domains = [...new Set(chosen.flatMap(([, { domains: each }]) => each))];
  const known = await listSubscriptions(own);
  const outcomes: ('made' | 'known')[] = [];
  // One after the other: a proxy or a database in doubt is seen at the first.
  for (const domain of domains) outcomes.push(await putSubscription(own, domain, asked.hook, known));
  return { text: join([told(outcomes), say`They tell of what happens from now on.`]) };
}

function told(outcomes: readonly ('made' | 'known')[]): Words {
  const made = outcomes.filter((each) => each === 'made').length;
  const known = outcomes.length - made;
  if (known === 0) return say`✓ ${made} ${made === 1 ? 'webhook was' : 'webhooks were'} made.`;
  if (made === 0) return say`✓ The webhooks were there (${known}), and have the right secret now.`;
  return say`✓ ${made} ${made === 1 ? 'webhook was' : 'webhooks were'} made; ${known} ${known === 1 ? 'was' : 'were'} there, with the right secret now.`;
}

function byHand(place: SetupPlace): SetupOutcome {
  return {
    text: say`In Artifactory: Administration → General → Webhooks → New Webhook, predefined, with “Use secret for payload signing”. Choose the events of images (pushed, promoted, deleted), builds, and “property was added”, which tells of commits.`,
    pastes: pastesFor(place),
  };
}

export function pastesFor({ hook }: Pick<SetupPlace, 'hook'>) {
  const { url, secret } = hook;
  return [
    { title: 'The webhook', language: 'text', text: `Name:          mattermost\nURL:           ${url}\nSecret token:  ${secret}` },
    { title: 'The same for images by its API', language: 'sh', text: createBySh(hook) },
  ];
}

/** The text between `<<'JSON'` and `JSON` is taken as it is. */
export function createBySh(hook: SetupPlace['hook']): string {
  return [
    `curl --header "Authorization: Bearer $JFROG_TOKEN" --json @- "$JFROG_URL/event/api/v1/subscriptions" <<'JSON'`,
    JSON.stringify(subscriptionFor('mattermost-docker', 'docker', hook), undefined, 2),
    'JSON',
  ].join('\n');
}
