// Lengths of time and ages as people say them.

export { formatDuration } from '../ci/duration.ts';

/** Both in milliseconds since 1970 → `just now`, `5 min ago`, `3 h ago`, `2 d ago`. A clock ahead of ours is "just now". */
export function formatAge(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}
