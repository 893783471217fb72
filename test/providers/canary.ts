// Puts a secret where senders put variables, parameters, properties and logs.

export const CANARY = 'kYq7canary';

const holders = /^(variables|parameters|buildVars|properties|log|notes|env|environment_variables)$/;

/** The same JSON, with a secret in and under each such field. */
export function withCanaries(text: string): string {
  const planted: unknown = JSON.parse(text, (key, part: unknown) => (holders.test(key) ? plant(part) : part));
  return JSON.stringify(planted);
}

function plant(part: unknown): unknown {
  if (Array.isArray(part)) return [...part.map(plant), { key: 'TOKEN', name: 'TOKEN', value: CANARY }, CANARY];
  if (typeof part === 'object' && part !== null)
    return {
      ...Object.fromEntries(Object.entries(part).map(([key, value]) => [key, plant(value)])),
      TOKEN: CANARY,
      'vcs.revision': CANARY,
    };
  return `TOKEN=${CANARY} ${String(part)}`;
}
