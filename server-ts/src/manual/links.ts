// Addresses of the manual's pages, and which pages a text of ours speaks of.

/** Of a page by its name, `configure` or `troubleshooting#CI_CHECK_CLOCK`; of the first one by ''. Undefined while Mattermost's own address is not set. */
export type ManualAddress = (page: string) => string | undefined;

export function createManualAddress(site: () => string, plugin: string): ManualAddress {
  return (page) => (site() === '' ? undefined : `${site()}/plugins/${plugin}/docs/${page}`);
}

/** Names of the pages that a text names as files of the repository: `docs/configure.md`. */
export function pagesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/(?<![\w/-])docs\/([a-z][a-z-]*)\.md/g)].map(([, page = '']) => page))];
}

/** Codes at the ends of lines, where the page about troubleshooting has a line for each. */
export function codesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\((CI_[A-Z0-9_]+)\)$/gm)].map(([, code = '']) => code))];
}
