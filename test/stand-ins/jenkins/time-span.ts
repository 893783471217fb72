// How long something is, in Jenkins's words.

const units = [
  ['yr', 365 * 86_400_000],
  ['mo', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hr', 3_600_000],
  ['min', 60_000],
] as const;

/** As `Util.getTimeSpanString`: `2 min 3 sec`, `13 min`, `4.9 sec`, `0.12 sec`, `7 ms`. */
export function timeSpan(milliseconds: number): string {
  const duration = Math.max(0, Math.floor(milliseconds));
  for (const [index, [label, size]] of units.entries()) {
    if (duration < size) continue;
    const big = Math.floor(duration / size);
    const [nextLabel, nextSize] = units[index + 1] ?? ['sec', 1000];
    const text = `${big} ${plural(label, big)}`;
    const small = Math.floor((duration % size) / nextSize);
    return big < 10 ? `${text} ${small} ${plural(nextLabel, small)}` : text;
  }
  const seconds = Math.floor(duration / 1000);
  const rest = duration % 1000;
  if (seconds >= 10) return `${seconds} sec`;
  if (seconds >= 1) return `${seconds}.${Math.floor(rest / 100)}`.replace(/\.0$/u, '').concat(' sec');
  return rest >= 100 ? `${Math.floor(rest / 10) / 100} sec` : `${rest} ms`;
}

const plural = (label: string, count: number) => (label === 'day' && count !== 1 ? 'days' : label);
