// Splits what comes together so that no statement names the same row twice: PostgreSQL refuses that, or takes only one.

/** Each round holds different keys; of one key the first comes first. */
export async function inRounds<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const results = new Map<Item, Result>();
  let left = items;
  while (left.length > 0) {
    const round = [...new Map(left.toReversed().map((item) => [keyOf(item), item])).values()];
    const answers = await run(round);
    for (const [at, item] of round.entries()) {
      const answer = answers[at];
      if (answer !== undefined) results.set(item, answer);
    }
    left = left.filter((item) => !round.includes(item));
  }
  return items.flatMap((item) => results.get(item) ?? []);
}
