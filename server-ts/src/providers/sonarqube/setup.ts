// How SonarQube is set up: a webhook made through its API, or what to enter and to run by hand.

import type { SetupAsked, SetupGuide, SetupOutcome, SetupPlace } from '../../ci/setup.ts';
import { code, join, say } from '../../ci/words.ts';
import { CiError } from '../../platform/errors.ts';
import { MAKE_TOKEN } from './client.ts';
import { putWebhook } from './webhooks.ts';

/** What SonarQube takes as a secret. https://next.sonarqube.com/sonarqube/web_api/api/webhooks */
const SHORTEST = 16;
const LONGEST = 200;

export const setup: SetupGuide = {
  purpose: 'quality gates on the card of their commit',
  address: {
    help: 'With the path that it may run under. Not needed where the webhook is entered by hand.',
    placeholder: 'https://sonarqube.example.com',
    optional: true,
  },
  parts: [
    {
      part: 'token',
      label: 'Token',
      help: 'Of a user with the permission Administer: makes the webhook, and lets the doctor look at it.',
      optional: true,
    },
  ],
  before: () =>
    say`To have the webhook made from here, generate a user token in SonarQube (My Account → Security) as somebody with the permission Administer. Without one, enter the webhook by hand.`,
  ways: [
    {
      name: 'make',
      label: 'Make the webhook',
      fields: [
        {
          kind: 'text',
          name: 'project',
          label: 'Key of one project',
          optional: true,
          help: 'Left empty: the webhook is for all projects.',
        },
      ],
      run: make,
    },
    { name: 'by-hand', label: 'By hand', run: async (asked) => byHand(asked) },
  ],
};

async function make(asked: SetupAsked): Promise<SetupOutcome> {
  const { hook, fields } = asked;
  const own = asked.own();
  if (own === undefined || own.connection.url === '')
    throw new CiError('CI_SONARQUBE_NO_TOKEN', 'Without its address and a token SonarQube cannot be asked to make a webhook.', MAKE_TOKEN);
  checkSecret(asked);
  const project = (fields['project'] ?? '').trim();
  const outcome = await putWebhook(own, hook, project === '' ? undefined : project).catch((error: unknown) => {
    if (error instanceof CiError && error.code === 'CI_SONARQUBE_NO_PROJECT' && project !== '') return error;
    throw error;
  });
  if (outcome instanceof CiError) return { text: say``, faults: { project: `${outcome.message} ${outcome.remedy}` } };
  const whose = project === '' ? say`for all projects` : say`for ${code(project)}`;
  return {
    text: join([
      outcome === 'made' ? say`✓ The webhook was made, ${whose}.` : say`✓ The webhook was there, ${whose}, and has the right secret now.`,
      say`It tells of the next analysis.`,
    ]),
  };
}

function byHand(place: SetupPlace): SetupOutcome {
  checkSecret(place);
  return {
    text: say`In SonarQube: Administration → Configuration → Webhooks → Create (for one project: Project Settings → Webhooks). It tells of the next analysis.`,
    pastes: pastesFor(place),
  };
}

export function pastesFor({ hook: { url, secret } }: Pick<SetupPlace, 'hook'>) {
  return [
    { title: 'The webhook', language: 'text', text: `Name:    Mattermost\nURL:     ${url}\nSecret:  ${secret}` },
    { title: 'The same by its API', language: 'sh', text: createBySh(url, quoted(secret)) },
  ];
}

/** `secret`: as it stands in the shell. The readme shows it with a variable. */
export function createBySh(url: string, secret: string): string {
  return [
    'curl --user "$SONAR_TOKEN:" "$SONAR_URL/api/webhooks/create" \\',
    `  --data-urlencode name=Mattermost --data-urlencode ${secret} \\`,
    `  --data-urlencode url=${url}`,
  ].join('\n');
}

function quoted(secret: string): string {
  return `'secret=${secret.replaceAll("'", String.raw`'\''`)}'`;
}

function checkSecret({ hook: { secret } }: Pick<SetupPlace, 'hook'>): void {
  if (secret.length >= SHORTEST && secret.length <= LONGEST) return;
  throw new CiError(
    'CI_SONARQUBE_SECRET_LENGTH',
    `SonarQube takes secrets of ${SHORTEST} to ${LONGEST} characters, and the webhook secret of this connection has ${secret.length}.`,
    'Set another one as WebhookSecret, or as `webhookSecret` of the connection: `openssl rand -hex 24`.',
  );
}
