// Which addresses may send webhooks and call the API: CIDRs, separated by commas or blanks; none means all.
import { BlockList, isIP } from 'node:net';
import { CiError } from '../platform/errors.ts';

/** `address`: IPv4 or IPv6 without a port. */
export type IsAllowed = (address: string) => boolean;

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** A check of addresses, or the CiError `CI_SETTINGS_ADDRESSES` that names the entry at fault. */
export function readAllowedAddresses(text: string): IsAllowed | CiError {
  const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '');
  if (entries.length === 0) return () => true;
  const list = new BlockList();
  for (const entry of entries) if (!add(list, entry)) return wrong(entry);
  // An address that cannot be read is not one of the allowed ones.
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

function add(list: BlockList, entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || rest.length > 0) return false;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > longest)) return false;
  list.addSubnet(address, length === undefined ? longest : Number(length), familyOf(address));
  return true;
}

function wrong(entry: string): CiError {
  return new CiError(
    'CI_SETTINGS_ADDRESSES',
    `AllowedAddresses holds \`${entry.slice(0, 50)}\`, which is no address or network.`,
    'Write networks as 10.0.0.0/8 or fd00::/8, separated by commas.',
  );
}
