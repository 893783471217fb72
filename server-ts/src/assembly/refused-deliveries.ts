// Tells the alerts channel of deliveries that were turned away at the door: without a right proof, or from an address that may not call.
import type { Refusal } from '../intake/index.ts';
import { code, say } from '../ci/words.ts';
import type { Warn } from '../warnings/index.ts';
import { titleOf } from './parts.ts';

export function warnOfRefused(warn: Warn): (refusal: Refusal) => void {
  return ({ code: why, provider, connection, address, reason }) => {
    const from = say`A delivery of ${titleOf(provider)} (${connection}) from ${code(address)}`;
    if (why === 'CI_WEBHOOK_PROOF')
      warn({ kind: 'proof', text: say`${from} was refused: ${reason}. ${code('/ci doctor')} tells what to do.` });
    if (why === 'CI_WEBHOOK_ADDRESS')
      warn({ kind: 'address', text: say`${from} was refused: this address is not in \`AllowedAddresses\`.` });
  };
}
