// What runbooks can have GitLab do.

import type { StepKinds } from '../../../ci/step.ts';
import { deploy } from './deploy.ts';
import { job } from './job.ts';
import { pipeline } from './pipeline.ts';

export const steps: StepKinds = { pipeline, job, deploy };
