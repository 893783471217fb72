// For tests only: what is known of a connection where nothing is set up.

import type { Asked } from './command.ts';

const never = (): never => {
  throw new Error('nothing is set up here');
};

export const fakeSurroundings: Pick<Asked, 'subscriptions' | 'webhook' | 'site' | 'own' | 'desk'> = {
  webhook: { url: 'https://chat.example/plugins/ci-command-center/webhooks/some', secret: 'made-up-hook-secret' },
  site: { url: 'https://chat.example', redirects: ['https://chat.example/plugins/ci-command-center/oauth/some/complete'] },
  own: () => undefined,
  subscriptions: { list: async () => [], add: never, remove: async () => undefined, heard: async () => false },
  desk: { put: never, remove: never, prefer: never, reach: never, uses: never, keepHooks: never },
};
