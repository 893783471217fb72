// Opens the host page in a real browser: the system's Chromium or Chrome, else the one that npm brought.
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const artifacts = join(import.meta.dirname, '../artifacts');

/** Loopback only: none of Chromium's own look-ups. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function findBrowser(): Promise<string> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const path of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return sparticuz.executablePath();
}

export interface Browser {
  /** A new window of somebody who has just signed in, with one channel open. */
  open(person: { username: string; password: string }, channel: string, theme?: 'denim' | 'onyx'): Promise<Page>;
  close(): Promise<void>;
}

/** Launches the browser with an empty profile. `url` is the host page's address. */
export async function openBrowser(url: string): Promise<Browser> {
  const executablePath = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'ci-cc-browser-'));
  const browser = await chromium.launch({ executablePath, headless: true, args: [...flags, `--disk-cache-dir=${profile}`] });
  const contexts: BrowserContext[] = [];
  return {
    async open({ username, password }, channel, theme = 'denim') {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`${url}/channels/${channel}`);
      await page.evaluate((name) => localStorage.setItem('theme', name), theme);
      await page.reload();
      await page.getByLabel('Username').fill(username);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByLabel('Message').waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** A picture in test/artifacts for a person to look at; answers its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(artifacts, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path });
  return path;
}

/** Sends a message or a slash command from the composer. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message').fill(text);
  await page.getByLabel('Message').press('Enter');
}
