// Waits for something no longer than so many milliseconds.

/** What `work` comes to, else what `late` answers or throws; `work` goes on then, and how it ends is nobody's concern any more. */
export async function inTime<Value, Late>(milliseconds: number, work: Promise<Value>, late: () => Late): Promise<Value | Late> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds).unref();
  return await Promise.race([work, over.then(late)]).finally(() => clearTimeout(timer));
}
