// Prometheus Alertmanager: groups of alerts by its webhook receiver, silences by its API v2.

import type { Provider } from '../../ci/provider.ts';
import { check } from './check.ts';
import { expireSilence, silence } from './client.ts';
import { identify } from './identify.ts';
import { prove } from './proof.ts';
import { setup } from './setup.ts';
import { read } from './webhook.ts';

export const alertmanager: Provider = {
  name: 'alertmanager',
  title: 'Alertmanager',
  projects: false,
  prove,
  identify,
  read,
  silence,
  expireSilence,
  check,
  setup,
};
