// Opens the host page in a real browser: the system's Chromium or Chrome, else the one that npm brought.
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import type { TestServer } from '../server/index.ts';

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

interface Options {
  readonly theme?: 'denim' | 'onyx';
  /** Width in CSS pixels. */
  readonly width?: number;
  prepare?(page: Page): Promise<unknown>;
}

export interface Browser {
  /** A new window of somebody who is signed in, with nothing stored but the theme, and one channel open; `prepare` meets the page before that. */
  open(username: string, channel: string, options?: Options): Promise<Page>;
  /** All of them: one that nobody looks at any more goes on drawing what moves. */
  closeWindows(): Promise<void>;
  close(): Promise<void>;
}

/** Launches the browser with an empty profile. */
export async function launch(): Promise<{ readonly browser: Chromium; close(): Promise<void> }> {
  const executablePath = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'ci-cc-browser-'));
  const browser = await chromium.launch({ executablePath, headless: true, args: [...flags, `--disk-cache-dir=${profile}`] });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** For the people of the server and its host page. Everybody signs in once, by the form; what holds for a window is still their own. */
export async function openBrowser({ pageUrl, users }: Pick<TestServer, 'pageUrl' | 'users'>): Promise<Browser> {
  const { browser, close } = await launch();
  const signedIn = new Map<string, Promise<Cookies>>();
  const signIn = async (username: string): Promise<Cookies> => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pageUrl);
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password').fill(users[username]?.password ?? '');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByLabel('Message').waitFor();
    const cookies = await context.cookies();
    await context.close();
    return cookies;
  };
  return {
    async open(username, channel, { theme = 'denim', width = 1280, prepare } = {}) {
      const known = signedIn.get(username) ?? signIn(username);
      signedIn.set(username, known);
      const stored = { origin: new URL(pageUrl).origin, localStorage: [{ name: 'theme', value: theme }] };
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        storageState: { cookies: await known, origins: [stored] },
      });
      const page = await context.newPage();
      await prepare?.(page);
      await page.goto(`${pageUrl}/channels/${channel}`);
      await page.getByLabel('Message').waitFor();
      return page;
    },
    closeWindows: async () => void (await Promise.all(browser.contexts().map((context) => context.close()))),
    close,
  };
}

/** A picture in test/artifacts for a person to look at; answers its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(artifacts, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path });
  return path;
}
