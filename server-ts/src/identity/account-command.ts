// The verbs about accounts, the same in every provider's command: connect, disconnect, me.

import type { Parameter, Verb } from '../ci/grammar.ts';
import { createConnect } from './connect.ts';
import { createDisconnect } from './disconnect.ts';
import { createMe } from './me.ts';
import { CONNECT_CALL, DISCONNECT_CALL, type AccountCommand, type AccountCommandPorts, type AccountProvider } from './ports.ts';

const connectionFlag = { name: 'connection', help: 'Name of the CI system, where there are several', value: 'name' } as const;

export function accountCommand(provider: AccountProvider, ports: AccountCommandPorts): AccountCommand {
  const connect = createConnect(provider, ports);
  const disconnect = createDisconnect(provider, ports);
  return {
    verbs: accountVerbs(provider),
    answers: { connect: connect.verb, disconnect, me: createMe(provider, ports) },
    calls: { [CONNECT_CALL]: connect.call, [DISCONNECT_CALL]: disconnect },
  };
}

function accountVerbs({ title, accounts: { nameLabel, tokenLabel } }: AccountProvider): readonly Verb[] {
  const parameters: readonly Parameter[] = [
    { name: 'name', form: parameterName(nameLabel), required: false, help: `Your ${nameLabel} in ${title}` },
    {
      name: 'token',
      form: parameterName(tokenLabel),
      required: false,
      secret: true,
      help: `Your ${tokenLabel}; not in the command is safer`,
    },
  ];
  return [
    {
      name: 'connect',
      summary: `Link your ${title} account; asks privately for what it needs`,
      parameters,
      flags: [connectionFlag],
      examples: ['connect'],
    },
    { name: 'disconnect', summary: `Remove your ${title} token from here`, flags: [connectionFlag], examples: ['disconnect'] },
    { name: 'me', summary: `Who you are in ${title}` },
  ];
}

/** `API token` → `api-token` */
function parameterName(label: string): string {
  return label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
