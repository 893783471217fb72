// Seals what proves an account, so that only this person's account at this address of this connection opens it again.

import * as z from 'zod';
import { CiError } from '../platform/errors.ts';
import { keyIdOf, seal, unseal } from '../platform/seal.ts';
import type { KeyRing } from './key-ring.ts';
import type { AccountPlace, Proof, SealedAccount } from './linked.ts';

type Binding = AccountPlace & { readonly address: string };
type Sealed = Pick<SealedAccount, 'keyId' | 'sealed'>;

export interface Vault {
  /** Throws CiError `CI_ACCOUNT_KEY` without a key. */
  seal(proof: Proof, binding: Binding): Sealed;
  /** Undefined when no key that is known opens it, or when it was sealed for another person, connection or address. */
  open(account: SealedAccount): Proof | undefined;
  /** Sealed again by the present key; undefined when it cannot be opened. */
  reseal(account: SealedAccount): Sealed | undefined;
  /** What is kept for minutes only, for one purpose. Throws CiError `CI_ACCOUNT_KEY`. */
  sealText(text: string, purpose: readonly string[]): Sealed;
  /** Undefined when it was sealed for another purpose, or no key opens it. */
  openText(sealed: Sealed, purpose: readonly string[]): string | undefined;
  /** Such a text, sealed again by the present key; undefined when it cannot be opened. */
  resealText(sealed: Sealed, purpose: readonly string[]): Sealed | undefined;
}

const proofSchema: z.ZodType<Proof> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('token'), credentials: z.object({ username: z.string().exactOptional(), token: z.string() }) }),
  z.object({
    kind: z.literal('oauth'),
    accessToken: z.string(),
    refreshToken: z.string().exactOptional(),
    grantedAt: z.number(),
    expiresAt: z.number().exactOptional(),
  }),
]);

export function createVault(ring: KeyRing): Vault {
  const sealText: Vault['sealText'] = (text, purpose) => {
    const key = ring.current();
    if (key === undefined) throw noKey();
    return { keyId: keyIdOf(key), sealed: seal(key, text, JSON.stringify(purpose)) };
  };
  const openText: Vault['openText'] = ({ keyId, sealed }, purpose) => {
    const key = ring.byId(keyId);
    return key && unseal(key, sealed, JSON.stringify(purpose));
  };
  const resealText: Vault['resealText'] = (sealed, purpose) => {
    const text = openText(sealed, purpose);
    return text === undefined ? undefined : sealText(text, purpose);
  };
  return {
    sealText,
    openText,
    resealText,
    seal: (proof, binding) => sealText(JSON.stringify(proof), purposeOf(binding)),
    open(account) {
      const text = openText(account, purposeOf(account));
      return text === undefined ? undefined : proofSchema.parse(JSON.parse(text));
    },
    reseal: (account) => resealText(account, purposeOf(account)),
  };
}

/** Not secret, but each other one is another lock: a row that is copied, or whose address is changed, does not open. */
function purposeOf({ userId, provider, connection, address }: Binding): readonly string[] {
  return ['account', userId, provider, connection, address];
}

export function noKey(): CiError {
  return new CiError(
    'CI_ACCOUNT_KEY',
    'Accounts cannot be linked or used: there is no right encryption key.',
    'A system administrator enters EncryptionKey in the plugin’s settings; `/ci doctor` tells what is wrong with it.',
  );
}
