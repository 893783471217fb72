// GitLab: the events of project, group and system hooks from version 11 on, and questions to its REST API.

import type { Provider } from '../../ci/provider.ts';
import { accounts } from './accounts.ts';
import { jobLog, testReport } from './client.ts';
import { command } from './command.ts';
import { firstUse } from './first-use.ts';
import { sync } from './hook-sync.ts';
import { identify } from './identify.ts';
import { issues } from './issues.ts';
import { lookAtPlace } from './api/places.ts';
import { lookAt } from './look-at.ts';
import { personal } from './personal.ts';
import { previews } from './previews.ts';
import { prove } from './proof.ts';
import { readLog } from './read-log.ts';
import { steps } from './steps/index.ts';
import { read } from './webhook.ts';

export const gitlab: Provider = {
  name: 'gitlab',
  title: 'GitLab',
  prove,
  identify,
  read,
  jobLog,
  testReport,
  accounts,
  command,
  lookAt,
  hooks: { sync },
  lookAtPlace,
  readLog,
  personal,
  previews,
  issues,
  steps,
  ...firstUse,
};
