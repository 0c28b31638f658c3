/** Where a message may go: the Internet, and what the operator opened by name; never the service's own network. */
import { describe, expect, it } from 'vitest';
import { checkAddress } from '../../../src/access/webhooks/address.ts';

const closed = { allowedHosts: [], httpsOnly: true };

describe('an address typed by an administrator', () => {
  it.each([
    ['loopback', 'https://127.0.0.1/x'],
    ['loopback written as a number', 'https://2130706433/x'],
    ['loopback in hexadecimal', 'https://0x7f.1/x'],
    ['loopback in octal', 'https://0177.0.0.1/x'],
    ['loopback of IPv6', 'https://[::1]/x'],
    ['IPv4 inside IPv6', 'https://[::ffff:10.0.0.1]/x'],
    ['IPv4 inside 6to4', 'https://[2002:7f00:1::]/x'],
    ['IPv4 inside NAT64', 'https://[64:ff9b::7f00:1]/x'],
    ['private', 'https://10.1.2.3/x'],
    ['private', 'https://172.31.0.1/x'],
    ['private', 'https://192.168.1.1/x'],
    ['shared by an operator', 'https://100.64.0.1/x'],
    ['unique local', 'https://[fd00::1]/x'],
    ['the machine itself by name', 'https://localhost/x'],
    ['the machine itself by name', 'https://base.localhost/x'],
  ])('is refused where it is %s: %s', (_what, url) => {
    expect(checkAddress(url, closed)).toEqual({ ok: false, refusal: 'privateAddress' });
  });

  it.each([
    ['any address', 'https://0.0.0.0/x'],
    ['metadata of a machine', 'https://169.254.169.254/latest/meta-data'],
    ['link-local', 'https://[fe80::1]/x'],
    ['multicast', 'https://224.0.0.1/x'],
    ['broadcast', 'https://255.255.255.255/x'],
  ])('is refused for good where it is %s: %s', (_what, url) => {
    expect(checkAddress(url, closed)).toEqual({ ok: false, refusal: 'neverOpen' });
  });

  it.each([
    ['notHttps', 'http://erp.bailleur.example/x'],
    ['notAnAddress', 'ftp://erp.bailleur.example/x'],
    ['notAnAddress', 'file:///etc/passwd'],
    ['notAnAddress', 'erp.bailleur.example'],
    ['credentials', 'https://nom:secret@erp.bailleur.example/x'],
  ])('is refused (%s): %s', (refusal, url) => {
    expect(checkAddress(url, closed)).toEqual({ ok: false, refusal });
  });

  it('is kept where it is public, without its fragment', () => {
    const kept = checkAddress('https://erp.bailleur.example:8443/a?b=c#d', closed);
    expect(kept).toEqual({ ok: true, value: 'https://erp.bailleur.example:8443/a?b=c' });
    expect(checkAddress('https://1.1.1.1/x', closed).ok).toBe(true);
    expect(checkAddress('https://[2606:4700::1111]/x', closed).ok).toBe(true);
  });

  it('may be private where the operator opened that host, at that port', () => {
    const rule = { ...closed, allowedHosts: ['10.2.0.7:8443', 'LOCALHOST', '[fd00::7]:443'] };
    expect(checkAddress('https://10.2.0.7:8443/x', rule).ok).toBe(true);
    expect(checkAddress('https://10.2.0.7/x', rule).ok).toBe(false);
    expect(checkAddress('https://10.2.0.8:8443/x', rule).ok).toBe(false);
    expect(checkAddress('https://localhost/x', rule).ok).toBe(true);
    expect(checkAddress('https://[fd00::7]/x', rule).ok).toBe(true);
  });

  it('is never the metadata of the machine, not even opened', () => {
    const rule = { ...closed, allowedHosts: ['169.254.169.254', '[fe80::1]', '0.0.0.0'] };
    for (const host of ['169.254.169.254', '[fe80::1]', '0.0.0.0']) {
      expect(checkAddress(`https://${host}/x`, rule).ok).toBe(false);
    }
  });

  it('needs no encryption outside production', () => {
    expect(checkAddress('http://erp.bailleur.example/x', { ...closed, httpsOnly: false }).ok).toBe(true);
  });
});
