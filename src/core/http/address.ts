import { BlockList, isIP } from 'node:net';

/** `public`, `inner` (loopback and private networks), or `forbidden` (link-local: cloud metadata services live there). */
export type AddressKind = 'public' | 'inner' | 'forbidden';

const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addAddress('fd00:ec2::254', 'ipv6');

const inner = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  inner.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  // NAT64: an IPv4 address of any kind may hide in it.
  ['64:ff9b::', 96],
] as const) {
  inner.addSubnet(net, prefix, 'ipv6');
}

/** Of a URL's host as it is written; names are not looked up. The URL parser has made `0x7f.1` and `2130706433` plain. */
export function addressKind(url: URL): AddressKind {
  const host = url.hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
  const family = isIP(host);
  if (family === 0) {
    if (host === 'metadata.google.internal') return 'forbidden';
    return host === 'localhost' || host.endsWith('.localhost') ? 'inner' : 'public';
  }
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (forbidden.check(host, type)) return 'forbidden';
  return inner.check(host, type) ? 'inner' : 'public';
}
