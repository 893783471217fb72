// The setup in a real browser, with pictures for a person to look at.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { directChannel } from '../server/direct.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { query } from '../server/leaks.ts';
import { beginSetupAnew, forgetSetup } from '../server/setup-anew.ts';
import { openBrowser, screenshot, type Browser } from './open.ts';

jest.setTimeout(120_000);

let server: TestServer;
let browser: Browser;
let direct: string;

beforeAll(async () => {
  server = await testServer();
  await beginSetupAnew(server);
  direct = await directChannel(server, 'admin');
  browser = await openBrowser(server);
});
afterAll(async () => {
  await browser?.close();
  await server?.mmctl('config', 'set', 'PluginSettings.Plugins.ci-command-center.sonarqubeurl', '');
  if (server !== undefined) await forgetSetup(server);
});

async function goTo(page: Page, step: string, title = step): Promise<void> {
  await page.getByLabel('Go to …').last().selectOption({ label: step });
  await page.locator('.attachment').getByText(title, { exact: true }).last().waitFor();
}

test.each([
  ['denim', 1280],
  ['onyx', 320],
] as const)('%s, %i pixels wide: the steps, a form, what is to be pasted, and the end', async (theme, width) => {
  const name = (await query(server, `select name from channels where id = '${direct}'`))[0]?.['name'];
  const page = await browser.open('admin', String(name), { theme, width });
  await page.getByLabel('Message').fill('/ci setup');
  await page.getByLabel('Message').press('Enter');
  await page.getByRole('button', { name: 'Hand over …' }).last().waitFor();
  await screenshot(page, `setup-1-steps-${theme}-${width}`);
  await goTo(page, 'GitLab');
  await page.getByRole('button', { name: 'Set up GitLab …' }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Application ID').waitFor();
  await screenshot(page, `setup-2-form-${theme}-${width}`);
  await page.keyboard.press('Escape');
  await goTo(page, 'Alertmanager');
  await page.getByRole('button', { name: 'Receiver to paste' }).last().click();
  await page.getByText('send_resolved').last().waitFor();
  await screenshot(page, `setup-3-paste-${theme}-${width}`);
  await goTo(page, 'The end', 'For now that is all');
  await page.getByRole('button', { name: 'Finish' }).last().waitFor();
  await screenshot(page, `setup-4-end-${theme}-${width}`);
  expect(await page.getByRole('button', { name: 'Check it all' }).last().isVisible()).toBe(true);
});
