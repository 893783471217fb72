// What of GitLab is needed before the first event: how it is set up and checked, and what the earlier plugin left.

import type { Provider } from '../../ci/provider.ts';
import { check } from './check/index.ts';
import { earlier } from './earlier/index.ts';
import { setup } from './setup.ts';

export const firstUse: Pick<Provider, 'setup' | 'check' | 'earlier'> = { setup, check, earlier };
