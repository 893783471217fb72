// That another plugin left something behind which could be brought along: for /ci doctor, and for whoever sets this plugin up.

import { note, type CheckFinding } from '../ci/check.ts';
import type { Button } from '../ci/command.ts';
import { say, type Words } from '../ci/words.ts';
import { lookAtAll, wanting, type Found } from './look.ts';
import { LOOK_CALL } from './moving-acts.ts';
import type { SurveyPorts } from './ports.ts';
import { counted } from './preview-words.ts';

/** Nothing where all is here, or nothing ever was. */
export async function noteOfEarlier(ports: SurveyPorts): Promise<readonly CheckFinding[]> {
  const remedy = '`/ci setup import` shows and imports what is wanted.';
  return (await leftBehind(ports)).map((sentence) => note('CI_CHECK_EARLIER_PLUGIN', sentence, remedy));
}

/** What can be done about it, as a line with its button. */
export async function offerOfEarlier(
  ports: SurveyPorts,
): Promise<readonly { readonly text: Words; readonly buttons: readonly Button[] }[]> {
  const sentences = await leftBehind(ports);
  if (sentences.length === 0) return [];
  return [{ text: say`${sentences.join(' ')}`, buttons: [{ label: 'Import …', call: { name: LOOK_CALL, args: {} } }] }];
}

async function leftBehind(ports: SurveyPorts): Promise<readonly string[]> {
  return (await lookAtAll(ports)).flatMap((found) => sentenceOf(found));
}

function sentenceOf(found: Found): readonly string[] {
  const { connections, subscriptions } = wanting(found);
  const { title, earlier } = found.mover;
  const parts = [
    ...(connections > 0 ? [counted(connections, 'address', 'addresses')] : []),
    ...(subscriptions > 0 ? [counted(subscriptions, 'subscription')] : []),
  ];
  if (parts.length === 0) return [];
  const verb = connections + subscriptions === 1 ? 'is' : 'are';
  return [`The other plugin for ${title} (${earlier.id}) left ${parts.join(' and ')} that ${verb} not here.`];
}
