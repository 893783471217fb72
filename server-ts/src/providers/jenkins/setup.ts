// How Jenkins is set up: it sends nothing by itself, so a plugin's settings or a step for its pipelines are pasted.

import type { SetupAsked, SetupGuide, SetupOutcome, SetupPlace } from '../../ci/setup.ts';
import { say } from '../../ci/words.ts';
import {
  addressCredential,
  jenkinsfileAlone,
  libraryConfiguration,
  libraryJenkinsfile,
  libraryStep,
  notificationProperty,
  stepConfiguration,
} from './setup-snippets.ts';

const CONFIGURATION = 'Configuration as code (JCasC)';

export const setup: SetupGuide = {
  purpose: 'builds with their stages and tests, and driving them by /jenkins',
  address: { help: 'With the path that it may run under.', placeholder: 'https://ci.example.com/jenkins' },
  parts: [],
  before: () => say`Everybody connects with an API token of their own, by \`/jenkins connect\`; nothing is to be made in Jenkins before.`,
  ways: [
    { name: 'notification', label: 'Notification plugin', run: async (asked) => notification(asked) },
    {
      name: 'library',
      label: 'Shared library',
      fields: [
        {
          kind: 'text',
          name: 'remote',
          label: 'Git repository of the library',
          optional: true,
          placeholder: 'https://git.example.com/ci/jenkins-library.git',
          help: 'Where pipelines have it from. It is only filled in.',
        },
      ],
      run: async (asked) => library(asked),
    },
    { name: 'jenkinsfile', label: 'One Jenkinsfile', run: async (asked) => jenkinsfile(asked) },
    { name: 'outbound', label: 'Outbound WebHook plugin', run: async (asked) => outbound(asked) },
  ],
};

/** For every kind of job: result, tests, branch and commit. */
function notification(place: SetupPlace): SetupOutcome {
  return {
    text: say`For every kind of job. Install the plugin Notification, keep the address as a credential (or enter it by hand: kind Secret text, id \`ci-command-center-url\`), and add the endpoint to the jobs. The next build is told of.`,
    pastes: [
      { title: CONFIGURATION, language: 'yaml', text: addressCredential(scalar(withSecret(place))) },
      { title: 'Jenkinsfile', language: 'groovy', text: notificationProperty },
    ],
  };
}

/** For pipelines: each stage besides, the merge request, the author. */
function library({ fields, ...place }: SetupAsked): SetupOutcome {
  const remote = (fields['remote'] ?? '').trim() || 'https://git.example.com/ci/jenkins-library.git';
  return {
    text: say`For pipelines, with each stage as it goes. Install the plugin HTTP Request, put the file into the library, and use it in Jenkinsfiles.`,
    pastes: [
      { title: CONFIGURATION, language: 'yaml', text: `${stepConfiguration(scalars(place))}${libraryConfiguration(scalar(remote))}` },
      { title: 'vars/ciCommandCenter.groovy', language: 'groovy', text: libraryStep },
      { title: 'Jenkinsfile', language: 'groovy', text: libraryJenkinsfile },
    ],
  };
}

function jenkinsfile(place: SetupPlace): SetupOutcome {
  return {
    text: say`One message at the end, for one pipeline. Install the plugin Pipeline Utility Steps; the node needs curl.`,
    pastes: [
      { title: CONFIGURATION, language: 'yaml', text: stepConfiguration(scalars(place)) },
      { title: 'Jenkinsfile', language: 'groovy', text: jenkinsfileAlone },
    ],
  };
}

function outbound(place: SetupPlace): SetupOutcome {
  return {
    text: say`Started and the result, nothing else: such a build joins no pipeline’s card. In the job: Post-build Actions → Outbound Webhook, this address, and all the boxes.`,
    pastes: [{ title: 'The address, with the secret in it', language: 'text', text: withSecret(place) }],
  };
}

function withSecret({ hook: { url, secret } }: Pick<SetupPlace, 'hook'>): string {
  return `${url}?secret=${encodeURIComponent(secret)}`;
}

function scalars({ hook: { url, secret } }: Pick<SetupPlace, 'hook'>) {
  return { url: scalar(url), secret: scalar(secret) };
}

/** JCasC fills in `${…}`, but for what a caret stands before. https://github.com/jenkinsci/configuration-as-code-plugin, docs/features/secrets.adoc */
function scalar(text: string): string {
  return `'${text.replaceAll('${', '^${').replaceAll("'", "''")}'`;
}
