/**
 * Where a message may go. An administrator types addresses, and the service could reach what they cannot (metadata of
 * the machine, its database): only public addresses are open, and the hosts that the configuration names.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';
import { ok, type Result, refuse } from '../../kernel/result.ts';

export type AddressRule = {
  /** "erp.bailleur.lan", "10.2.0.7", "erp.bailleur.lan:8443": private addresses that the operator opens. */
  allowedHosts: readonly string[];
  /** In production, messages leave encrypted or not at all. */
  httpsOnly: boolean;
};

/** The rule of a configuration. */
export function addressRuleOf(config: {
  environment: string;
  webhookAllowedHosts: readonly string[];
}): AddressRule {
  return { allowedHosts: config.webhookAllowedHosts, httpsOnly: config.environment === 'production' };
}

export type AddressRefusal = 'notAnAddress' | 'notHttps' | 'credentials' | 'privateAddress' | 'neverOpen';

/** Not the Internet: RFC 6890 and the registries of special addresses. */
const special = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(net, bits, 'ipv4');
}
// Those that carry an IPv4 address inside (Teredo, 6to4), and those of documentation.
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(net, bits, 'ipv6');
}
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

/** Never opened, not even by the configuration: there stand the metadata of a machine, and "any address". */
const neverOpen = new BlockList();
neverOpen.addSubnet('169.254.0.0', 16, 'ipv4');
neverOpen.addSubnet('0.0.0.0', 8, 'ipv4');
neverOpen.addSubnet('224.0.0.0', 3, 'ipv4');
neverOpen.addSubnet('fe80::', 10, 'ipv6');
neverOpen.addSubnet('ff00::', 8, 'ipv6');
neverOpen.addAddress('::', 'ipv6');
neverOpen.addAddress('fd00:ec2::254', 'ipv6');

/** Whether a connection to the address is refused, where the host was opened by the configuration or not. */
export function isRefused(address: string, opened: boolean): boolean {
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  if (isIP(address) === 0 || neverOpen.check(address, family)) return true;
  if (opened) return false;
  return family === 'ipv4'
    ? special.check(address, family)
    : !unicast.check(address, family) || special.check(address, family);
}

/** Whether the configuration opens the host of the address, at its port. */
export function isOpened(url: URL, { allowedHosts }: AddressRule): boolean {
  const host = hostOf(url);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return allowedHosts.some((allowed) => {
    const one = allowed.toLowerCase();
    return one === host || one === `${host}:${port}` || one === `[${host}]:${port}`;
  });
}

/** The name, or the bare address without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** The address to keep, or why it cannot be one. A name is looked up at each connection, not here. */
export function checkAddress(text: string, rule: AddressRule): Result<string, AddressRefusal> {
  if (!URL.canParse(text)) return refuse('notAnAddress');
  const url = new URL(text);
  if (!['https:', 'http:'].includes(url.protocol) || url.hostname === '') return refuse('notAnAddress');
  if (rule.httpsOnly && url.protocol !== 'https:') return refuse('notHttps');
  if (url.username !== '' || url.password !== '') return refuse('credentials');
  const host = hostOf(url);
  // What no configuration opens is not said to be opened by one.
  if (isIP(host) !== 0 && isRefused(host, true)) return refuse('neverOpen');
  if (isIP(host) !== 0 && isRefused(host, isOpened(url, rule))) return refuse('privateAddress');
  if (isLocalName(host) && !isOpened(url, rule)) return refuse('privateAddress');
  url.hash = '';
  return ok(url.href);
}

function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
