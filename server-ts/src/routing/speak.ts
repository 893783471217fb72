// Whether the present state of a topic is worth saying where somebody listens.

import type { Status } from '../ci/pipeline.ts';
import { isConcluded } from '../ci/status.ts';
import type { Past } from '../ci/trend.ts';
import { pipelineSpeaks } from './notify.ts';
import type { Notify } from './rules.ts';
import { statusesOf } from './status-words.ts';
import { gateVerdict, type Topic } from './topic.ts';

/** `notify`: the policy of the route or subscription; `usual`: the one for pipelines where none is given. */
export function speaks(topic: Topic, notify: Notify | undefined, usual: Notify, past: Past): boolean {
  const { event, status } = topic.facts;
  switch (event) {
    case 'pipeline':
      return isStatus(status) && pipelineSpeaks(notify ?? usual, status, past);
    case 'deployment':
      return isStatus(status) && deploymentSpeaks(notify, status);
    case 'quality_gate':
      return gateSpeaks(notify, status, topic.past ?? past);
    case 'merge_request':
    case 'issue':
      return !topic.minor;
    // Resolved ones, too: of an alert that came and went while we were away, nobody would hear otherwise.
    case 'alert':
    case 'comment':
    case 'push':
    case 'tag':
    case 'release':
    case 'wiki':
    case 'reaction':
    case 'artifact':
      return true;
  }
}

const statuses: ReadonlySet<string> = new Set(statusesOf.pipeline);

function isStatus(word: string): word is Status {
  return statuses.has(word);
}

/** Each deployment is a change of its environment, so that only `live` and `failures` make a difference. */
function deploymentSpeaks(notify: Notify | undefined, status: Status): boolean {
  if (status === 'skipped') return false;
  if (notify === 'failures') return status === 'failed';
  return isConcluded(status) || (notify === 'live' && status === 'running');
}

/** Without a policy only failures are said: a card that told of one is edited when it is over. */
function gateSpeaks(notify: Notify | undefined, status: string, past: Past): boolean {
  return pipelineSpeaks(notify ?? 'failures', gateVerdict(status), past);
}
