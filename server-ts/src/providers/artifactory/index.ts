// Artifactory: what was published, promoted, moved and deleted, as webhooks of the JFrog Platform tell it.

import type { Provider } from '../../ci/provider.ts';
import { check } from './check/index.ts';
import { identify } from './identify.ts';
import { prove } from './proof.ts';
import { setup } from './setup.ts';
import { read } from './webhook.ts';

export const artifactory: Provider = { name: 'artifactory', title: 'Artifactory', prove, identify, read, check, setup };
