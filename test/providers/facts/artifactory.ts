// The known facts of the JFrog Platform's deliveries.

import { expect } from '@jest/globals';
import { reads, stateOf, type Checks } from './check.ts';

const types: Readonly<Record<string, string>> = {
  artifact: 'file',
  docker: 'image',
  build: 'build',
  release_bundle: 'release-bundle',
  release_bundle_v2_promotion: 'release-bundle',
  distribution: 'distribution',
};

const actions: Readonly<Record<string, string>> = {
  deployed: 'published',
  pushed: 'published',
  uploaded: 'published',
  created: 'published',
  distribute_completed: 'published',
};

export const artifactoryChecks: Checks = {
  domain: (fact, shown) => {
    expect(stateOf(shown, 'artifact').artifact.type).toBe(types[String(fact)]);
    expect(shown.card).not.toContain(' manifest.json');
  },
  event: (fact, shown) => {
    const action = actions[String(fact)] ?? String(fact);
    expect(stateOf(shown, 'artifact').events.at(-1)?.action).toBe(action);
    reads(action, shown);
  },
  repo: reads,
  path: (fact, shown) => {
    expect(stateOf(shown, 'artifact').artifact.path).toBe(fact);
    reads(fact, shown);
  },
  by: (fact, shown) => {
    expect(stateOf(shown, 'artifact').events.at(-1)?.by).toBe(fact);
    reads(fact, shown);
  },
  build: reads,
  number: (fact, shown) => reads(`#${String(fact)}`, shown),
  image: (fact, shown) => reads(`${String(fact)}:`, shown),
  tag: (fact, shown) => reads(`:${String(fact)}`, shown),
  bundle: reads,
  bundle_version: reads,
  environment: reads,
  revision: (fact, shown) => {
    expect(stateOf(shown, 'artifact').artifact.sha).toBe(fact);
    reads(String(fact).slice(0, 8), shown);
  },
};
