// What belongs to a pipeline's commit, as posts below its card: gates, artifacts, deployments.

import type { ArtifactState } from '../ci/artifact.ts';
import type { DeploymentState } from '../ci/deployment.ts';
import type { GateState } from '../ci/gate.ts';
import { artifactSentence } from './artifact-card.ts';
import { lookOfAction } from './artifact-words.ts';
import { deploymentSentence, lookOfDeployment } from './deployment-card.ts';
import { linked, opening, shown } from './foreign.ts';
import { conditionLines, gateSentence } from './gate-card.ts';
import { analysisOf, lookOfGate } from './gate-words.ts';
import type { Joined } from './joined.ts';
import type { Reply } from './rendered.ts';
import { replyOf } from './reply.ts';

/** So many of each kind: a build that publishes a hundred files says the rest on the card, as a number. */
const MAX_ARTIFACTS = 20;
const MAX_DEPLOYMENTS = 20;

/** `sha`: the commit that the card is about. */
export function joinedReplies(joined: Joined, sha: string | undefined): readonly Reply[] {
  return [
    ...joined.gates.flatMap((gate) => gateReply(gate, sha) ?? []),
    ...joined.artifacts.slice(0, MAX_ARTIFACTS).flatMap(artifactReplies),
    ...joined.deployments.slice(0, MAX_DEPLOYMENTS).flatMap((deployment) => deploymentReply(deployment) ?? []),
  ];
}

/** One that has no conditions to judge is nothing to tell. */
function gateReply(state: GateState, sha: string | undefined): Reply | undefined {
  const analysis = analysisOf(state, sha);
  if (analysis.status === 'none') return undefined;
  const look = lookOfGate(analysis.status);
  return replyOf({
    key: `gate/${analysis.id}`,
    headline: `${look.symbol} ${opening(state.subject.project)}${gateSentence({ ...state, analyses: [analysis] })}`,
    loud: analysis.status === 'failed',
    details: { look, title: analysis.gate ?? 'Quality gate', url: analysis.url, lines: conditionLines(analysis) },
  });
}

function artifactReplies(state: ArtifactState): readonly Reply[] {
  const { artifact, events, subject } = state;
  return events.map((event) => {
    const look = lookOfAction(event.action);
    const place = [artifact.repository, artifact.path].filter((part) => part !== undefined).join('/');
    return replyOf({
      key: `artifact/${subject.key}/${event.id}`,
      headline: `${look.symbol} ${opening(subject.project)}${artifactSentence(state, event)}`,
      details: { look, title: artifact.name, url: artifact.url, lines: place === '' ? [] : [shown(place, 200)] },
    });
  });
}

/** Said when it is over, or when it waits for a person: that it runs is on the card. */
function deploymentReply({ deployment, subject }: DeploymentState): Reply | undefined {
  const { id, status, environment, environmentUrl, url } = deployment;
  if (status === 'created' || status === 'pending' || status === 'running' || status === 'skipped') return undefined;
  const look = lookOfDeployment(status);
  return replyOf({
    key: `deployment/${id}/${status}`,
    headline: `${look.symbol} ${opening(subject.project)}${deploymentSentence(deployment)}`,
    loud: status === 'success' || status === 'failed',
    details: {
      look,
      title: `Deployment to ${environment}`,
      url,
      lines: environmentUrl === undefined ? [] : [`Environment ${linked(environment, environmentUrl)}`],
    },
  });
}
