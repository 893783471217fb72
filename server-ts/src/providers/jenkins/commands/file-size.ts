// Sizes of files as people read them.

/** `1500` → `1.5 kB`; decimal, as Mattermost and browsers show them. */
export function fileSize(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [amount, unit] = [bytes, 0];
  while (amount >= 999.5 && unit < units.length - 1) [amount, unit] = [amount / 1000, unit + 1];
  const shown = unit === 0 || amount >= 9.95 ? String(Math.round(amount)) : amount.toFixed(1);
  return bytes === 1 ? '1 byte' : `${shown} ${units[unit] ?? ''}`;
}
