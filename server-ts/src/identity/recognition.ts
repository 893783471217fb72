// Who in Mattermost somebody in a CI system is: by an account that they linked, or because they sign in to Mattermost with it.

import type { Accounts } from './accounts.ts';
import { addressOf, type Server } from './linked.ts';

/** Somebody, as a CI system tells of them. */
export interface Stranger {
  readonly login?: string;
  /** What the CI system itself knows them by. */
  readonly id?: string;
}

export interface RecognitionPorts {
  /** Who linked the account with that login, or, where it is known, with that id: a login may be somebody else's by now. */
  readonly accounts: { personOf(server: Server, login: string, id: string | undefined): ReturnType<Accounts['personOf']> };
  /** Base address of the CI system that people sign in to Mattermost with; undefined when they do not. */
  signInAddress(provider: string): Promise<string | undefined>;
  /** Who signs in as this user of it and is active. */
  signedInAs(provider: string, id: string): Promise<string | undefined>;
}

/** Answers the person's id in Mattermost; undefined when nobody, or more than one, is known as that. */
export type Recognise = (server: Server, stranger: Stranger) => Promise<string | undefined>;

export function createRecognition({ accounts, signInAddress, signedInAs }: RecognitionPorts): Recognise {
  return async (server, { login, id }) => {
    const linked = login === undefined ? undefined : await accounts.personOf(server, login, id);
    if (linked !== undefined || id === undefined || server.url === '') return linked;
    // Users of another instance have the same numbers.
    const address = await signInAddress(server.provider);
    return address !== undefined && addressOf({ url: address }) === addressOf(server) ? signedInAs(server.provider, id) : undefined;
  };
}
