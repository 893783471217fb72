// GitLab: pipeline and job events of project, group and system hooks, from version 11 on.

import type { Provider } from '../../ci/provider.ts';
import { identify } from './identify.ts';
import { prove } from './proof.ts';
import { read } from './webhook.ts';

export const gitlab: Provider = { name: 'gitlab', title: 'GitLab', prove, identify, read };
