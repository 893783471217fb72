// SonarQube: the quality gate of each analysis, as webhooks of version 6.2 and later tell it.

import type { Provider } from '../../ci/provider.ts';
import { check } from './check.ts';
import { identify } from './identify.ts';
import { prove } from './proof.ts';
import { setup } from './setup.ts';
import { read } from './webhook.ts';

export const sonarqube: Provider = { name: 'sonarqube', title: 'SonarQube', prove, identify, read, check, setup };
