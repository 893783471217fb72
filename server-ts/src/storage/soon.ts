// Statements that need not be on the disk when they are answered.

/**
 * A condition that always holds; a statement with it is committed without waiting for the disk, which follows within a second. What was
 * committed later, and waited for, is never on the disk without it. So it is for what is done again after a crash of the database because what
 * comes after it is missing too (docs/decisions/0016-what-waits-for-the-disk.md).
 */
export const SOON = "(select set_config('synchronous_commit', 'off', true)) is not null";

/** The same, but it waits for the disk when `condition` holds. */
export const soonUnless = (condition: string): string =>
  `(select case when ${condition} then 'on' else set_config('synchronous_commit', 'off', true) end) is not null`;
