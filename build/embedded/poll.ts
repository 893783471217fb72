// Waits for a real state instead of for time to pass.

/**
 * Asks `look` every `every` ms until it answers something; rejects after `limit` ms, or as soon as `broken` settles
 * with the reason why waiting is in vain.
 */
export async function pollUntil<T>(
  what: string,
  look: () => Promise<T | undefined>,
  options: { readonly limit: number; readonly every?: number; readonly broken?: Promise<string> },
): Promise<T> {
  const started = Date.now();
  const state = { broken: '' };
  void options.broken?.then((reason) => (state.broken = reason));
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (state.broken !== '') throw new Error(`${what}: it ended (${state.broken})`);
    if (Date.now() - started > options.limit) throw new Error(`${what}: not within ${options.limit / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, options.every ?? 50));
  }
}
