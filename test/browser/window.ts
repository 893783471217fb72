// What a person does and sees in an open window: the cards of the channel, the sidebar and its rows.
import type { Locator, Page } from 'playwright-core';

/** The card of a pipeline in the channel; `verdict` is its state in words. */
export function card(page: Page, number: string, verdict: string): Locator {
  return page.getByRole('article', { name: new RegExp(`#${number}, ${verdict}$`) });
}

/** The sidebar around our list. */
export function sidebar(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Right-hand sidebar' });
}

/** The row of a pipeline in the sidebar; `verdict` is its state in words. */
export function row(page: Page, number: string, verdict: string): Locator {
  return sidebar(page).getByRole('listitem', { name: new RegExp(`#${number}, ${verdict}$`) });
}

export async function openSidebar(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Pipelines of this channel' }).click();
  await sidebar(page).waitFor();
  return sidebar(page);
}
