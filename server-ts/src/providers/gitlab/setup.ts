// How GitLab is set up: the application by which people link accounts, and webhooks of a project, a group, or all that the token maintains.

import type { Reach } from '../../ci/account.ts';
import type { SetupAsked, SetupGuide, SetupOutcome, SetupPlace } from '../../ci/setup.ts';
import { code, join, link, say } from '../../ci/words.ts';
import { CiError } from '../../platform/errors.ts';
import { isSameAddress, listHooks, putHook, testHook, type HookOwner } from './api/hooks.ts';
import { findOwner } from './commands/find-owner.ts';
import { noToken, reportWords } from './commands/hooks.ts';
import { readOptions } from './commands/webhook-options.ts';
import { testWords } from './commands/webhook.ts';
import { sync } from './hook-sync.ts';

export const setup: SetupGuide = {
  purpose: 'pipelines with their stages and jobs, merge requests, issues and deployments, and driving them by /gitlab',
  address: { help: 'With the path that it may run under.', placeholder: 'https://gitlab.example.com' },
  parts: [
    { part: 'clientId', label: 'Application ID', help: 'With the application people connect their accounts.', optional: true },
    { part: 'clientSecret', label: 'Application secret', help: 'Never shown.', optional: true },
    {
      part: 'token',
      label: 'Service token',
      help: 'Scope api: webhooks on all projects, logs of failed jobs. Scope read_api: only logs.',
      optional: true,
    },
  ],
  before,
  ways: [
    {
      name: 'one',
      label: 'One project or group',
      fields: [
        { kind: 'text', name: 'project', label: 'Project or group', placeholder: 'group/project', help: 'Its path, or any address in it.' },
        { kind: 'yes-no', name: 'ssl', label: 'Verify our certificate', value: true, optional: true },
      ],
      run: hookOne,
    },
    { name: 'all', label: 'All projects, new ones too', run: hookAll },
    { name: 'by-hand', label: 'By hand', run: async (asked) => byHand(asked) },
  ],
};

/** One line each: GitLab takes them so. https://docs.gitlab.com/integration/oauth_provider/ */
function before({ redirects }: SetupPlace) {
  if (redirects.length === 0)
    return say`First set the Site URL of Mattermost in System Console → Environment → Web Server: accounts cannot be connected without.`;
  return join([
    say`In GitLab: Admin → Applications → Add new application (or a group’s or your own settings → Applications).`,
    say`Redirect URI, one a line: ${join(
      redirects.map((each) => code(each)),
      ' ',
    )}`,
    say`Confidential: yes. Scopes: \`api\`, or \`read_api\` for reading only. Then enter here what GitLab shows.`,
  ]);
}

async function hookOne(asked: SetupAsked): Promise<SetupOutcome> {
  const { fields, hook } = asked;
  const typed = (fields['project'] ?? '').trim();
  if (typed === '') return { text: say``, faults: { project: 'Write it as group/project.' } };
  const reach = await reachFor(asked);
  const owner = await findOwner({}, typed, reach).catch((error: unknown) => {
    if (error instanceof CiError && !error.code.startsWith('CI_HTTP')) return error;
    throw error;
  });
  if (owner instanceof CiError) return { text: say``, faults: { project: `${owner.message} ${owner.remedy}` } };
  const known = (await listHooks(owner, reach)).all.find(({ url }) => isSameAddress(url, hook.url));
  const options = readOptions(fields['ssl'] === 'false' ? '*noSSL' : '*');
  const made = await putHook(owner, known === undefined ? { ...options, ...hook } : { ssl: options.ssl, ...hook }, reach, known);
  const test = await testHook(owner, made, reach);
  return { text: join([doneWords(owner, known !== undefined), ...(test === undefined ? [] : [testWords(test)])]) };
}

function doneWords({ path, url }: HookOwner, wasThere: boolean) {
  const name = link(path, url);
  return wasThere
    ? say`✓ **${name}** had the webhook; it has the right secret now.`
    : say`✓ The webhook of **${name}** was made, for all events.`;
}

/** As the person where they linked an account, so that it is done with their right; else by the connection's own token. */
async function reachFor({ as, own }: SetupAsked): Promise<Reach> {
  try {
    return await as();
  } catch (error) {
    const reach = own();
    if (reach === undefined || !(error instanceof CiError) || !error.code.startsWith('CI_ACCOUNT')) throw error;
    return reach;
  }
}

async function hookAll(asked: SetupAsked): Promise<SetupOutcome> {
  const own = asked.own();
  if (own === undefined) throw noToken(asked);
  const report = await sync(own, asked.hook, {
    repair: true,
    begins: () => asked.keepHooks(true),
    progress: (done, of) => asked.progress(say`Webhooks: ${done} of ${of} projects …`),
  });
  return { text: join(reportWords(report)) };
}

function byHand({ hook: { url, secret } }: SetupPlace): SetupOutcome {
  const proof = secret.startsWith('whsec_') ? 'Signing token' : 'Secret token';
  return {
    text: say`In a project or group: Settings → Webhooks → Add new webhook. Tick what the channels should hear of, Pipeline, Job and Merge request events at least, leave SSL verification on, and press Test.`,
    pastes: [{ title: 'The webhook', language: 'text', text: `${'URL:'.padEnd(16)}${url}\n${`${proof}:`.padEnd(16)}${secret}` }],
  };
}
