// The verbs about accounts, the same in every provider's command: connect, disconnect, me.

import type { TokenAccounts } from '../ci/account.ts';
import type { Parameter, Verb } from '../ci/grammar.ts';
import { createConnect } from './connect.ts';
import { createDisconnect } from './disconnect.ts';
import { createMe } from './me.ts';
import { createOAuthConnect } from './oauth-connect.ts';
import { CONNECT_CALL, DISCONNECT_CALL, type AccountCommand, type AccountCommandPorts, type AccountProvider } from './ports.ts';

const connectionFlag = { name: 'connection', help: 'Name of the CI system, where there are several', value: 'name' } as const;
/** The same as a word, as people are used to. */
const instance = { name: 'instance', required: false, help: 'Name of the CI system, where there are several' } as const;

export function accountCommand(provider: AccountProvider, ports: AccountCommandPorts): AccountCommand {
  const { accounts: way } = provider;
  const connect =
    way.kind === 'oauth' ? createOAuthConnect({ ...provider, accounts: way }, ports) : createConnect({ ...provider, accounts: way }, ports);
  const disconnect = createDisconnect(provider, ports);
  return {
    verbs: accountVerbs(provider),
    answers: { connect: connect.verb, disconnect, me: createMe(provider, ports) },
    calls: { [CONNECT_CALL]: connect.call, [DISCONNECT_CALL]: disconnect },
    acts: { [CONNECT_CALL]: 'connect', [DISCONNECT_CALL]: 'disconnect' },
  };
}

/** Of a CI system in which people can link accounts. */
export function accountVerbs({ title, accounts: way }: AccountProvider): readonly Verb[] {
  const asked = way.kind === 'oauth' ? 'gives you a link for your browser' : 'asks privately for what it needs';
  return [
    {
      name: 'connect',
      summary: `Link your ${title} account; ${asked}`,
      parameters: way.kind === 'oauth' ? [instance] : tokenParameters(title, way),
      flags: [connectionFlag],
      changes: 'account',
      ...(way.kind === 'oauth' && { shows: 'always' }),
      examples: ['connect'],
    },
    {
      name: 'disconnect',
      summary: way.kind === 'oauth' ? `End what ${title} lets this server do as you` : `Remove your ${title} token from here`,
      flags: [connectionFlag],
      changes: 'account',
      examples: ['disconnect'],
    },
    { name: 'me', summary: `Who you are in ${title}`, everywhere: true },
  ];
}

function tokenParameters(title: string, { nameLabel, tokenLabel }: TokenAccounts): readonly Parameter[] {
  return [
    { name: 'name', form: parameterName(nameLabel), required: false, help: `Your ${nameLabel} in ${title}` },
    {
      name: 'token',
      form: parameterName(tokenLabel),
      required: false,
      secret: true,
      help: `Your ${tokenLabel}; not in the command is safer`,
    },
  ];
}

/** `API token` → `api-token` */
function parameterName(label: string): string {
  return label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
