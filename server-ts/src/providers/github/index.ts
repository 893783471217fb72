// GitHub Actions: workflow runs and their jobs, by webhooks of a repository or an organization.

import type { Provider } from '../../ci/provider.ts';
import { identify } from './identify.ts';
import { prove } from './proof.ts';
import { setup } from './setup.ts';
import { read } from './webhook.ts';

export const github: Provider = { name: 'github', title: 'GitHub', prove, identify, read, setup };
