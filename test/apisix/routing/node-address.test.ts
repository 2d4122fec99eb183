import { describe, expect, it } from 'vitest';
import { isAddressOrCidr, portOf } from '../../../src/apisix/routing/node-address.ts';

describe('the port of a node', () => {
  it.each([
    ['a.com:80', 80],
    ['10.0.0.1:0x50', 80],
    ['[::1]:80', 80],
    ['a:b.c:99', 99],
    ['a.b:c:99', 99],
    ['a.com', undefined],
    ['a.com:', undefined],
    ['a.com:http', undefined],
    ['[::1]', undefined],
    ['[::1]80', undefined],
    ['[::1:80', undefined],
    ['::1', undefined],
    ['a:b:99', undefined],
    ['', undefined],
  ])('in %j is %j', (address, port) => {
    expect(portOf(address)).toBe(port);
  });
});

describe('an address or CIDR', () => {
  it.each(['10.0.0.1', '10.0.0.0/0', '10.0.0.0/32', '10.0.0.0/8\n', '::1', '::/128', '[::1]', '[::1]/64'])('is %j', (text) => {
    expect(isAddressOrCidr(text)).toBe(true);
  });

  it.each(['', '10.0.0.0/33', '::/129', ':/8', 'a.com', '10.0.0.1:80', '10.0.0.0/x'])('is not %j', (text) => {
    expect(isAddressOrCidr(text)).toBe(false);
  });
});
