// What every guide for setting up must do: what is pasted is whole and valid, nothing is made twice, and no message holds a secret.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SetupAsked, SetupGuide, SetupOutcome, SetupPlace } from '../../server-ts/src/ci/setup.ts';
import { readYaml } from '../../server-ts/src/config/yaml-text.ts';
import { CiError } from '../../server-ts/src/platform/errors.ts';
import { createBySh as artifactoryBySh } from '../../server-ts/src/providers/artifactory/setup.ts';
import { receiverYaml } from '../../server-ts/src/providers/alertmanager/setup.ts';
import * as jenkins from '../../server-ts/src/providers/jenkins/setup-snippets.ts';
import { providers } from '../../server-ts/src/providers/registry.ts';
import { createBySh as sonarqubeBySh } from '../../server-ts/src/providers/sonarqube/setup.ts';

/** Whatever YAML, shells, addresses and JCasC might take for theirs. */
const SECRETS = ['made-up-secret-of-24-hex', `made-up: "it's" \${HOME} #/+=&^%`, `whsec_${Buffer.alloc(32, 7).toString('base64')}`];
const chat = 'https://chat.example/sub/plugins/ci-command-center';

const guides = providers.flatMap(({ name, setup }) => (setup === undefined ? [] : [{ name, setup }]));

function placeFor(provider: string, secret: string): SetupPlace {
  return {
    connection: { provider, name: 'lab', url: '', webhookSecrets: [secret] },
    hook: { url: `${chat}/webhooks/${provider}/lab`, secret },
    redirects: [`${chat}/oauth/${provider}/complete`],
  };
}

/** Of nobody who could ask the CI system. */
function askedFor(provider: string, secret: string, fields: Readonly<Record<string, string>> = {}): SetupAsked {
  return {
    ...placeFor(provider, secret),
    fields,
    own: () => undefined,
    as: () => Promise.reject(new CiError('CI_ACCOUNT_MISSING', 'No account.', 'Connect.')),
    keepHooks: () => Promise.reject(new Error('nothing is kept without a token')),
    progress: () => undefined,
  };
}

/** Those of its ways that need nobody. */
async function pastesOf(provider: string, { ways }: SetupGuide, secret: string): Promise<readonly (SetupOutcome & { way: string })[]> {
  const told: (SetupOutcome & { way: string })[] = [];
  for (const { name, run } of ways) {
    const outcome = await run(askedFor(provider, secret)).catch((error: unknown) => {
      expect([name, error]).toEqual([name, expect.any(CiError)]);
      return undefined;
    });
    if (outcome?.pastes !== undefined) told.push({ ...outcome, way: name });
  }
  return told;
}

/** The text without what shells, YAML, JSON, addresses and JCasC put around it. */
function readable(text: string): string {
  const bare = text
    .replaceAll('^${', '${')
    .replaceAll(String.raw`'\''`, "'")
    .replaceAll("''", "'")
    .replaceAll(String.raw`\"`, '"');
  return `${text}\n${bare}\n${decodeURIComponent(bare.match(/secret=[\w%.~!*'()-]+/g)?.join('\n') ?? '')}`;
}

test('every CI system of the registry can be set up', () => {
  expect(guides.map(({ name }) => name).toSorted()).toEqual(providers.map(({ name }) => name).toSorted());
});

describe.each(guides)('$name', ({ name, setup }) => {
  test('names of ways and fields are plain, and unlike each other', () => {
    const { ways, parts } = setup;
    for (const names of [
      ways.map((way) => way.name),
      parts.map(({ part }) => part),
      ...ways.map(({ fields = [] }) => fields.map((field) => field.name)),
    ]) {
      expect(new Set(names).size).toBe(names.length);
      for (const each of names) expect(each).toMatch(/^[a-zA-Z-]+$/);
    }
    for (const { label } of ways) expect(label.length).toBeLessThanOrEqual(30);
    expect(setup.address.placeholder).toMatch(/^https?:\/\/\S+$/);
  });

  test('what is pasted holds address and secret, whatever is in it; what is said holds no secret', async () => {
    for (const secret of SECRETS) {
      const told = await pastesOf(name, setup, secret);
      expect(told.length).toBeGreaterThan(0);
      for (const { pastes = [], text } of told) {
        const whole = readable(pastes.map((each) => each.text).join('\n'));
        expect(whole).toContain(`${chat}/webhooks/${name}/lab`);
        expect(whole).toContain(secret);
        expect(JSON.stringify([text, pastes.map(({ title }) => title)])).not.toContain(secret);
      }
    }
  });

  test('YAML that is pasted says what it should', async () => {
    for (const secret of SECRETS)
      for (const { pastes = [] } of await pastesOf(name, setup, secret))
        for (const { language, text } of pastes)
          if (language === 'yaml') {
            const { faults, value } = readYaml(text);
            expect(faults).toEqual([]);
            const strings = JSON.stringify(value);
            expect(readable(strings.replaceAll(String.raw`\"`, '"'))).toContain(secret);
          }
  });

  test('whoever may not ask it is told so as a problem with a remedy, and is not told the secret', async () => {
    for (const { run, fields = [] } of setup.ways) {
      const filled = Object.fromEntries(fields.map((field) => [field.name, field.kind === 'yes-no' ? 'true' : 'made/up']));
      const error = await run(askedFor(name, SECRETS[0] ?? '', filled)).catch((thrown: unknown) => thrown);
      if (!(error instanceof Error)) continue;
      expect(error).toMatchObject({ code: expect.stringMatching(/^CI_/), remedy: expect.stringMatching(/\w/) });
      expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(SECRETS[0]);
    }
  });

  test('what is to be done before names every address to come back to', () => {
    const said = JSON.stringify(setup.before?.(placeFor(name, 'made-up')) ?? '');
    if (providers.find((each) => each.name === name)?.accounts?.kind === 'oauth') expect(said).toContain(`${chat}/oauth/${name}/complete`);
    expect(said).not.toContain('made-up');
  });
});

const readme = (name: string) => readFileSync(join(import.meta.dirname, '../../server-ts/src/providers', name, 'readme.md'), 'utf8');
const url = (name: string) => `https://chat.example/plugins/ci-command-center/webhooks/${name}`;

describe('the readmes show the same texts', () => {
  const placeholder = "'${CI_COMMAND_CENTER_SECRET}'";

  test.each([
    ['jenkins', jenkins.addressCredential("'${CI_COMMAND_CENTER_URL}'")],
    ['jenkins', jenkins.notificationProperty],
    [
      'jenkins',
      jenkins.stepConfiguration({ url: `'${url('jenkins')}'`, secret: placeholder }) +
        jenkins.libraryConfiguration("'https://git.example/ci/jenkins-library.git'"),
    ],
    ['jenkins', jenkins.libraryStep],
    ['jenkins', jenkins.libraryJenkinsfile],
    ['jenkins', jenkins.jenkinsfileAlone],
    ['alertmanager', receiverYaml('https://<your Mattermost>/plugins/ci-command-center/webhooks/alertmanager', '<the secret>')],
    ['sonarqube', sonarqubeBySh(url('sonarqube'), '"secret=$CI_COMMAND_CENTER_SECRET"')],
    ['artifactory', artifactoryBySh({ url: url('artifactory'), secret: '<the secret>' })],
  ])('%s, block %#', (name, block) => {
    // In a list a block stands further in.
    expect(readme(name).replaceAll(/^ {3}(?=\S|\s)/gm, '') + readme(name)).toContain(block.trim());
  });
});
