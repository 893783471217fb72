// What runbooks can have Jenkins do.

import type { StepKinds } from '../../../ci/step.ts';
import { build } from './build.ts';

export const steps: StepKinds = { build };
