// Secrets that stand in the YAML, found by their keys: also in one that is wrong, as the log must not tell them either.

const SECRET_KEY = /secret|token|password/i;
const DEEPEST = 10;

export function secretsInYaml(value: unknown): readonly string[] {
  return [...new Set(collect(value, false, DEEPEST))];
}

function collect(value: unknown, secret: boolean, depth: number): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return secret ? [String(value)] : [];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.entries(value).flatMap(([key, part]) => collect(part, secret || SECRET_KEY.test(key), depth - 1));
}
