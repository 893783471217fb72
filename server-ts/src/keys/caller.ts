// Who calls, behind proxies: the address that AllowedAddresses and the slowing of wrong keys go by.
//
// Mattermost answers for `IPAddress` (utils.GetIPAddress): with `ServiceSettings.TrustedProxyIPHeader` set it is the FIRST address of
// that header, whoever sent it. A proxy adds to what came in X-Forwarded-For, so the first address is the caller's own claim: only what
// the proxies themselves wrote, from the right, can be believed.

import { BlockList, isIP } from 'node:net';

export interface Call {
  /** As Mattermost says: of the connection, or of a header. */
  readonly told: string;
  /** Address and port of whoever is connected with Mattermost. */
  readonly peer: string;
  /** `X-Forwarded-For` as it arrived. */
  readonly forwarded: string;
}

export interface Trust {
  /** Whether it is a proxy of ours. Undefined: nobody said which these are. */
  readonly isProxy?: (address: string) => boolean;
  isAllowed(address: string): boolean;
}

/** The address that counts. It is one that is not allowed where any that may be the caller's is not. */
export function callerOf(call: Call, { isProxy, isAllowed }: Trust): string {
  const peer = hostOf(call.peer);
  const chain = call.forwarded
    .split(',')
    .map((each) => hostOf(each.trim()))
    .filter((each) => each !== '');
  if (isProxy !== undefined) return [...chain, peer].findLast((address) => !isProxy(address)) ?? chain[0] ?? peer;
  // The connection itself, as no header was read, or none that differs.
  if (peer === '' || call.told === peer) return call.told;
  // Which of these are proxies is not known: so none of them may be one that is not allowed.
  const claims = chain[0] === call.told ? chain : [call.told];
  const suspects = isInside(peer) ? claims : [...claims, peer];
  return suspects.find((address) => !isAllowed(address)) ?? call.told;
}

const inside = new BlockList();
for (const [network, length] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['100.64.0.0', 10],
] as const)
  inside.addSubnet(network, length, 'ipv4');
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');
inside.addAddress('::1', 'ipv6');

/** Where proxies are: of this machine or a private network. Whoever comes from outside speaks for nobody else. */
function isInside(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && inside.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Without its port: `10.0.0.1:443`, `[::1]:443`. */
function hostOf(address: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1];
  if (bracketed !== undefined) return bracketed;
  return isIP(address) === 0 ? address.replace(/:\d+$/, '') : address;
}
