// Checks the known facts of a delivery against the state and the card that it becomes.

import { expect } from '@jest/globals';
import type { CiEvent } from '../../../server-ts/src/ci/event.ts';
import { show } from '../shown.ts';
import { alertmanagerChecks } from './alertmanager.ts';
import { artifactoryChecks } from './artifactory.ts';
import type { Checks } from './check.ts';
import { githubChecks } from './github.ts';
import { deploymentChecks, newsChecks, reviewChecks } from './gitlab-news.ts';
import { jobChecks, pipelineChecks } from './gitlab-pipelines.ts';
import { jenkinsChecks } from './jenkins.ts';
import { sonarqubeChecks } from './sonarqube.ts';

const byProvider: Readonly<Record<string, Checks>> = {
  jenkins: jenkinsChecks,
  sonarqube: sonarqubeChecks,
  artifactory: artifactoryChecks,
  alertmanager: alertmanagerChecks,
  github: githubChecks,
};

/** Fails on a fact that nothing here checks. */
export function checkFacts(provider: string, facts: Readonly<Record<string, unknown>>, event: CiEvent): void {
  const shown = show(event);
  const checks = byProvider[provider] ?? checksOfGitLab(event);
  for (const [name, fact] of Object.entries(facts)) {
    const check = checks[name];
    if (check === undefined) throw new Error(`no check for the fact ${name} of ${provider}`);
    check(fact, shown);
  }
  // A reason for a failure is filled on jobs that did not fail, too.
  if (!('failure_reason' in facts) && !('failed_jobs' in facts)) expect(shown.card).not.toMatch(/ failure\)/);
}

function checksOfGitLab(event: CiEvent): Checks {
  switch (event.kind) {
    case 'pipeline':
      return pipelineChecks;
    case 'job':
      return jobChecks;
    case 'deployment':
      return deploymentChecks;
    case 'merge-request':
    case 'issue':
      return reviewChecks(event.kind);
    case 'news':
      return newsChecks;
    case 'gate':
    case 'artifact':
    case 'alerts':
    case 'silence':
      throw new Error(`GitLab tells of no ${event.kind}`);
  }
}
