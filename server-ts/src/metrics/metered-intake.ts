// Counts what becomes of each delivery, by what its sender is answered.
import type { Intake } from '../intake/index.ts';
import { OTHER, type DeliveryOutcome, type Meters } from './meters.ts';

const OUTCOMES: Readonly<Record<number, DeliveryOutcome>> = {
  202: 'accepted',
  400: 'invalid',
  401: 'unproved',
  403: 'forbidden',
  404: 'unknown',
  405: 'invalid',
  413: 'limited',
  429: 'limited',
  503: 'not-stored',
};

/** `providers`: the names there are; any other is counted as one. */
export function meterIntake(intake: Intake, meters: Pick<Meters, 'delivery'>, providers: readonly string[]): Intake {
  const known = new Set(providers);
  return async (request, address) => {
    const answer = await intake(request, address);
    const name = /\/webhooks\/([a-z0-9-]+)/.exec(request.url)?.[1] ?? '';
    meters.delivery(known.has(name) ? name : OTHER, OUTCOMES[answer.status] ?? (await outcomeSaid(answer)));
    return answer;
  };
}

/** A repetition and what is not used are both answered by 200. */
async function outcomeSaid(answer: Response): Promise<DeliveryOutcome> {
  return (await answer.clone().text()).includes('"status":"duplicate"') ? 'duplicate' : 'ignored';
}
