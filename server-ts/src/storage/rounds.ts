// Splits what comes together so that no statement names the same row twice: PostgreSQL refuses that, or takes only one.

/** Each round holds different keys; of one key the first comes first. */
export async function inRounds<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const answered = new Map<Item, readonly [Result]>();
  let left = items;
  while (left.length > 0) {
    const round = [...new Map(left.toReversed().map((item) => [keyOf(item), item])).values()];
    for (const [at, result] of (await run(round)).entries()) for (const item of round.slice(at, at + 1)) answered.set(item, [result]);
    left = left.filter((item) => !round.includes(item));
  }
  // A result may itself be a list: only the one around it is taken off.
  return items.flatMap((item) => answered.get(item) ?? []);
}
