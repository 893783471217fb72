// Gates of environments: from where they may be deployed to, and how many people must agree.

import * as z from 'zod';
import { oneOrMore } from './list.ts';
import { glob } from './text.ts';
import { told } from './told.ts';

const environment = z.strictObject({
  project: glob.meta(told('Paths of the projects.', 'platform/api', 'platform/**')),
  name: glob.default('*').meta(told('Names of the environments; all of the project when it is not said.', 'production', 'review/*')),
  branches: oneOrMore(glob)
    .default([])
    .meta(told('Branches and tags that may be deployed there from chat; any when it is not said.', 'main', ['main', 'release/*'])),
  approvals: z
    .int()
    .min(0)
    .max(20)
    .default(0)
    .meta(told('How many people must have approved the deployment in the CI system before it begins from chat.', 1)),
  selfApproval: z.boolean().default(false).meta(told('Whether who deploys may be one of them.', true)),
});

export const environments = z
  .array(environment)
  .meta(
    told('What is asked of deployments from chat, besides what the CI system asks. All entries that fit a deployment hold.', [
      { project: 'platform/api', name: 'production', branches: ['main'], approvals: 1, selfApproval: false },
    ]),
  );
