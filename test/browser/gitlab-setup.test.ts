// GitLab is set up in a real browser by an administrator, with pictures for a person to look at.
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';

jest.setTimeout(120_000);

let server: TestServer;
let gitlab: GitLab;
let browser: Browser;

beforeAll(async () => {
  server = await testServer();
  gitlab = await startGitLab({ subpath: '/gitlab' });
  browser = await openBrowser(server);
});
afterEach(() => browser.closeWindows());
afterAll(async () => {
  await browser?.close();
  for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret'])
    await server?.mmctl('config', 'set', `PluginSettings.Plugins.ci-command-center.${key}`, '');
  await gitlab?.stop();
});

test.each([
  ['denim', 1280],
  ['onyx', 640],
] as const)('%s, %i pixels wide: the steps, the form with what to paste, and what came of it', async (theme, width) => {
  const page = await browser.open('admin', 'builds', { theme, width });
  const type = async (text: string): Promise<void> => {
    await page.getByLabel('Message').fill(text);
    await page.getByLabel('Message').press('Enter');
  };
  await type('/gitlab setup');
  const step = page.getByRole('button', { name: 'OAuth application …' }).last();
  await step.waitFor();
  await screenshot(page, `gitlab-setup-1-steps-${theme}-${width}`);
  await step.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('/oauth/gitlab/complete').first().waitFor();
  await screenshot(page, `gitlab-setup-2-form-${theme}-${width}`);
  await dialog.getByLabel('Address of GitLab').fill(gitlab.url);
  await dialog.getByLabel('Application ID').fill('made-up-id');
  await dialog.getByLabel('Application secret').fill('made-up-application-secret');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page
    .getByText(/GitLab answers there/)
    .last()
    .waitFor();
  await type('/gitlab instance list');
  await page.getByText('OAuth application').last().waitFor();
  await screenshot(page, `gitlab-setup-3-list-${theme}-${width}`);
  expect(await page.content()).not.toContain('made-up-application-secret');
});
