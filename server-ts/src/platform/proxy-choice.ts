// Which proxy a request goes by, as Mattermost itself decides it from the same environment: Go's golang.org/x/net/http/httpproxy.

import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** As the environment has them. */
export interface Proxies {
  readonly http?: string;
  readonly https?: string;
  /** What is reached without, separated by commas: names, `.names-below`, addresses and CIDRs; the first three also with a port; `*`. */
  readonly except?: string;
}

/** Address of the proxy; undefined: without one. */
export type ChooseProxy = (url: URL) => string | undefined;

type Exception = (place: Place) => boolean;

interface Place {
  /** Lower case, without brackets. */
  readonly host: string;
  /** 0 for a name. */
  readonly family: number;
  readonly port: string;
}

/** `http_proxy`, `https_proxy` and `no_proxy`, in either case. */
export function proxiesIn(environment: Readonly<Record<string, string | undefined>>): Proxies {
  const find = (name: string): string | undefined => environment[name] || environment[name.toUpperCase()] || undefined;
  const [http, https, except] = [find('http_proxy'), find('https_proxy'), find('no_proxy')];
  return { ...(http !== undefined && { http }), ...(https !== undefined && { https }), ...(except !== undefined && { except }) };
}

export function createProxyChoice({ http, https, except = '' }: Proxies): ChooseProxy {
  const proxies: Readonly<Record<string, string | undefined>> = { 'http:': proxyAt(http), 'https:': proxyAt(https) };
  const loopback = ['127.0.0.0/8', '::1/128'].flatMap((each) => networkOf(each) ?? []);
  const exceptions = except.split(/[,\s]+/).flatMap((entry) => exceptionOf(entry.toLowerCase()) ?? []);
  return (url) => {
    const place = placeOf(url);
    const here = place.host === 'localhost' || loopback.some((network) => isAmong(network, place));
    return here || exceptions.some((each) => each(place)) ? undefined : proxies[url.protocol];
  };
}

/** `proxy.example:3128` is one by http. */
function proxyAt(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const address = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address).href : undefined;
}

function placeOf({ protocol, hostname, port }: URL): Place {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return { host, family: isIP(host), port: port || (protocol === 'https:' ? '443' : '80') };
}

/** Undefined for what says nothing. */
function exceptionOf(entry: string): Exception | undefined {
  if (entry === '*') return () => true;
  const network = networkOf(entry);
  if (network !== undefined) return (place) => isAmong(network, place);
  const { host, port } = withPort(entry);
  const isPort = (place: Place): boolean => port === undefined || port === place.port;
  const address = networkOf(`${host}/${isIP(host) === 6 ? 128 : 32}`);
  if (address !== undefined) return (place) => isPort(place) && isAmong(address, place);
  const below = domainToASCII(host.replace(/^\*?\./, ''));
  if (below === '') return undefined;
  const itself = !/^\*?\./.test(host);
  return (place) => place.family === 0 && isPort(place) && ((itself && place.host === below) || place.host.endsWith(`.${below}`));
}

/** A bare address of IPv6 has no port. */
function withPort(entry: string): { readonly host: string; readonly port?: string } {
  const [, bracketed, name, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  return { host: bracketed ?? name ?? entry, ...(port !== undefined && { port }) };
}

/** Of one family: a network of IPv6 holds no address of IPv4. */
interface Network {
  readonly family: number;
  readonly list: BlockList;
}

function networkOf(entry: string): Network | undefined {
  const [address = '', length = '', ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > (family === 6 ? 128 : 32)) return undefined;
  const list = new BlockList();
  list.addSubnet(address, Number(length), nameOf(family));
  return { family, list };
}

function isAmong(network: Network, { host, family }: Place): boolean {
  return family === network.family && network.list.check(host, nameOf(family));
}

function nameOf(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4';
}
