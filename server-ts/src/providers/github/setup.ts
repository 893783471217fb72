// How GitHub Actions is set up: a webhook of a repository or an organization, entered by hand.
// https://docs.github.com/en/webhooks/using-webhooks/creating-webhooks

import type { SetupGuide, SetupOutcome, SetupPlace } from '../../ci/setup.ts';
import { say } from '../../ci/words.ts';

export const setup: SetupGuide = {
  purpose: 'workflow runs and their jobs',
  address: { help: 'Nothing is asked there: only its webhooks are read.', placeholder: 'https://github.com', optional: true },
  parts: [],
  ways: [{ name: 'by-hand', label: 'Webhook to enter', run: async (asked) => byHand(asked) }],
};

function byHand({ hook: { url, secret } }: SetupPlace): SetupOutcome {
  return {
    text: say`In the repository or organization: Settings → Webhooks → Add webhook. GitHub must reach this Mattermost. It sends a ping at once; Recent Deliveries shows how it was answered.`,
    pastes: [
      {
        title: 'The webhook',
        language: 'text',
        text: [
          `Payload URL:        ${url}`,
          'Content type:       application/json',
          `Secret:             ${secret}`,
          'Individual events:  Workflow runs, Workflow jobs',
        ].join('\n'),
      },
    ],
  };
}
