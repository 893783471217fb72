// Every CI system the plugin knows: one line each.

import type { Provider } from '../ci/provider.ts';
import { alertmanager } from './alertmanager/index.ts';
import { artifactory } from './artifactory/index.ts';
import { github } from './github/index.ts';
import { gitlab } from './gitlab/index.ts';
import { jenkins } from './jenkins/index.ts';
import { sonarqube } from './sonarqube/index.ts';

export const providers: readonly Provider[] = [gitlab, jenkins, sonarqube, artifactory, alertmanager, github];
