// What the Go plugin for GitLab kept: its settings, its subscriptions, and the webhooks that send to it.

import type { Earlier } from '../../../ci/earlier.ts';
import { changeHook, findHooks } from './hooks.ts';
import { INSTANCES, readKept, SUBSCRIPTIONS } from './kept.ts';

export const earlier: Earlier = {
  id: 'com.github.manland.mattermost-plugin-gitlab',
  keys: [SUBSCRIPTIONS, INSTANCES],
  read: readKept,
  hooks: { find: findHooks, change: changeHook },
};
