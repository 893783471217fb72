// /jenkins safe-restart: asks first, then lets Jenkins restart when its builds have ended.

import type { AnswerCall, AnswerVerb, Asked, Button } from '../../../ci/command.ts';
import { link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { isQuietingDown, runningBuilds, safeRestart } from '../api/administration.ts';

export const askSafeRestart: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const [quiet, running] = [await isQuietingDown(reach), await runningBuilds(reach).catch(() => undefined)];
  if (quiet) return { text: say`${jenkinsOf(asked)} is about to restart already.${waiting(running)}`, buttons: [isBackButton] };
  const text = say`${jenkinsOf(asked)} restarts when its builds have ended or paused; until then no new ones start.${waiting(running)}`;
  return { text, buttons: [restartButton] };
};

export const doSafeRestart: AnswerCall = async (asked) => {
  await safeRestart(await asked.as());
  const text = say`${`@${asked.person.username}`} lets ${jenkinsOf(asked)} restart. No new builds start; those that run end first, pipelines pause and go on afterwards. It is then away for some minutes.`;
  return { text, inChannel: true, buttons: [isBackButton] };
};

export const isBack: AnswerCall = async (asked) => {
  const away = await quietOrAway(asked);
  if (away !== undefined) return { text: away, buttons: [isBackButton] };
  return { text: say`${jenkinsOf(asked)} is back and takes builds.` };
};

async function quietOrAway(asked: Asked): Promise<Words | undefined> {
  const reach = await asked.as();
  try {
    if (!(await isQuietingDown(reach))) return undefined;
    return say`${jenkinsOf(asked)} has not restarted yet: it waits for its builds.${waiting(await runningBuilds(reach))}`;
  } catch (error) {
    if (!(error instanceof CiError) || !AWAY.has(error.code)) throw error;
    return say`${jenkinsOf(asked)} is not back yet: ${error.message}`;
  }
}

const AWAY = new Set(['CI_JENKINS_RESTARTING', 'CI_JENKINS_UNAVAILABLE', 'CI_HTTP_REFUSED', 'CI_HTTP_TIMEOUT', 'CI_HTTP_BROKEN']);

const isBackButton: Button = { label: 'Is it back?', call: { name: 'is-back', args: {} } };

const restartButton: Button = { label: 'Restart safely', style: 'danger', call: { name: 'safe-restart', args: {} } };

function waiting(running: number | undefined): Words {
  if (running === undefined) return say``;
  if (running === 0) return say` Nothing runs now.`;
  return running === 1 ? say` 1 build runs now.` : say` ${running} builds run now.`;
}

export function jenkinsOf({ connection, connections }: Pick<Asked, 'connection' | 'connections'>): Words {
  const { name, url } = connection;
  return link(connections.length > 1 && name !== 'default' ? `Jenkins ${name}` : 'Jenkins', url === '' ? undefined : url);
}
