// Every CI system the plugin knows: one line each.

import type { Provider } from '../ci/provider.ts';
import { alertmanager } from './alertmanager/index.ts';
import { gitlab } from './gitlab/index.ts';

export const providers: readonly Provider[] = [gitlab, alertmanager];
