// How Alertmanager is set up: its configuration has no API, so a receiver and a route are pasted.
// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config, …#http_config

import type { SetupGuide, SetupOutcome, SetupPlace } from '../../ci/setup.ts';
import { say } from '../../ci/words.ts';

export const setup: SetupGuide = {
  purpose: 'alerts, one post for each group, with buttons that silence it',
  address: {
    help: 'For silences; with its --web.route-prefix. Not needed to be told of alerts.',
    placeholder: 'http://alertmanager.example.com:9093',
    optional: true,
  },
  parts: [],
  ways: [{ name: 'receiver', label: 'Receiver to paste', run: async (asked) => receiver(asked) }],
};

function receiver({ hook: { url, secret } }: SetupPlace): SetupOutcome {
  return {
    text: say`Add the receiver to \`alertmanager.yml\`, send what you choose to it by \`route\`, check the file with \`amtool check-config alertmanager.yml\`, and reload Alertmanager. Then try \`amtool alert add alertname=Hello\`.`,
    pastes: [{ title: 'alertmanager.yml', language: 'yaml', text: receiverYaml(JSON.stringify(url), JSON.stringify(secret)) }],
  };
}

/**
 * Basic, as Mattermost writes credentials of type Token and Bearer into its log at level DEBUG. Both: as they stand in YAML.
 */
export function receiverYaml(url: string, secret: string): string {
  return `route:
  receiver: mattermost
  group_by: [alertname, cluster]
receivers:
  - name: mattermost
    webhook_configs:
      - url: ${url}
        send_resolved: true
        http_config:
          basic_auth:
            username: alertmanager
            password: ${secret}
`;
}
