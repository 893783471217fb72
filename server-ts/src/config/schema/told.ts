// What editors and refusals tell of a key: what it is for, and how it is written.

/** `written`: examples as they stand in the YAML. Not zod's own `examples`, which are left out where a text becomes something else. */
export function told(description: string, ...written: readonly unknown[]): { description: string; written: readonly unknown[] } {
  return { description, written };
}
