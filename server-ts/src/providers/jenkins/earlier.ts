// What the Go plugin for Jenkins kept that can go on: its address. It had no subscriptions and took no webhooks; people's tokens are
// sealed with a key of its own (docs/decisions/0012).

import type { Earlier } from '../../ci/earlier.ts';

export const earlier: Earlier = {
  id: 'jenkins',
  keys: [],
  read({ settings }) {
    const url = (settings['jenkinsurl'] ?? '').trim().replace(/\/+$/, '');
    const isAddress = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(url);
    return { connections: isAddress ? [{ name: '', url }] : [], subscriptions: [], unread: [] };
  },
};
