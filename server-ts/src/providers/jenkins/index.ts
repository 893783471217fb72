// Jenkins: builds as the Notification plugin, the Outbound WebHook plugin and our own pipeline step tell them; logs and tests by its API.

import type { Provider } from '../../ci/provider.ts';
import { accounts } from './accounts.ts';
import { jobLog, testReport } from './client.ts';
import { check } from './check.ts';
import { command } from './command.ts';
import { earlier } from './earlier.ts';
import { identify } from './identify.ts';
import { lookAt } from './look-at.ts';
import { prove } from './proof.ts';
import { readLog } from './read-log.ts';
import { setup } from './setup.ts';
import { steps } from './steps/index.ts';
import { read } from './webhook.ts';

export const jenkins: Provider = {
  name: 'jenkins',
  title: 'Jenkins',
  prove,
  identify,
  read,
  jobLog,
  testReport,
  accounts,
  command,
  lookAt,
  readLog,
  steps,
  check,
  setup,
  earlier,
};
