// One deployment to an environment, on its own card.

import type { Deployment, DeploymentState } from '../ci/deployment.ts';
import type { Card, Look } from './card.ts';
import { safeUrl } from './escape.ts';
import { deedsLine } from './deed-words.ts';
import { byWhom, commitWords, linked, opening, originOf, refWords, shown } from './foreign.ts';
import { lookOf } from './status-look.ts';

export function deploymentCard({ deployment, subject, deeds = [] }: DeploymentState, providerTitle: string): Card {
  const look = lookOfDeployment(deployment.status);
  const titleUrl = safeUrl(deployment.url ?? deployment.environmentUrl ?? '');
  return {
    look,
    headline: `${look.symbol} ${opening(subject.project)}${deploymentSentence(deployment)}`,
    title: `Deployment to ${deployment.environment}`,
    ...(titleUrl !== undefined && { titleUrl }),
    lines: [placeLine(deployment), commitLine(deployment), deedsLine(deeds)].filter((line) => line !== ''),
    footer: originOf(providerTitle, subject.project),
  };
}

/** As a pipeline's status, but what passed is deployed. */
export function lookOfDeployment(status: Deployment['status']): Look {
  return status === 'success' ? { ...lookOf(status), word: 'deployed' } : lookOf(status);
}

/** `v1.2 deployed to production by Alice`, `deployment of main to staging failed`. */
export function deploymentSentence({ status, environment, ref, by }: Deployment): string {
  const place = `to ${shown(environment)}`;
  const what = ref === undefined ? '' : refWords(ref);
  const of = what === '' ? '' : ` of ${what}`;
  switch (status) {
    case 'success':
      return `${what === '' ? '' : `${what} `}deployed ${place}${byWhom(by)}`;
    case 'created':
    case 'pending':
      return `deployment${of} ${place} is about to start`;
    case 'running':
      return `deployment${of} ${place} started${byWhom(by)}`;
    case 'manual':
      return `deployment${of} ${place} waits for a person`;
    case 'failed':
      return `deployment${of} ${place} failed`;
    case 'canceled':
      return `deployment${of} ${place} was canceled${byWhom(by)}`;
    case 'skipped':
      return `deployment${of} ${place} was skipped`;
  }
}

function placeLine({ environment, environmentUrl, ref }: Deployment): string {
  const address = environmentUrl === undefined ? '' : `Environment ${linked(environment, environmentUrl)}`;
  const what = ref === undefined ? '' : `${ref.kind === 'tag' ? 'Tag' : 'Branch'} ${linked(ref.name, ref.url)}`;
  return [what, address].filter((part) => part !== '').join(' · ');
}

function commitLine({ commit }: Deployment): string {
  if (commit === undefined) return '';
  return commitWords(commit);
}
