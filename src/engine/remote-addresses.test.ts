import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hostOf, RemoteAddresses } from './remote-addresses.ts'

describe('remote addresses', () => {
  for (const [stated, host, admitted] of [
    [[], 'memory', true],
    [['192.0.2.7'], '192.0.2.7', true],
    [['192.0.2.7'], '192.0.2.8', false],
    [['192.0.2.7'], '::ffff:192.0.2.7', true],
    [['192.0.2.0/24'], '192.0.2.255', true],
    [['192.0.2.0/24'], '192.0.3.0', false],
    [['192.0.2.0/24'], '::ffff:192.0.2.9', true],
    [['192.0.2.0/24', ' 198.51.100.1 '], '198.51.100.1', true],
    [['2001:db8::/32'], '2001:db8:ffff::1', true],
    [['2001:db8::/32'], '2001:db9::1', false],
    [['::1'], '::1', true],
    [['::1'], '127.0.0.1', false],
    [['fe80::/10'], 'fe80::1%eth0', true],
    [['0.0.0.0/0'], '203.0.113.9', true],
    [['192.0.2.7'], 'undefined', false],
  ] as const)
    test(`[${stated}] ${admitted ? 'admits' : 'refuses'} ${host}`, () => {
      assert.equal(new RemoteAddresses(stated).admits(host), admitted)
    })

  for (const [entry, message] of [
    ['', "'' is no IP address and no block like 192.0.2.0/24 or 2001:db8::/32"],
    ['localhost', "'localhost' is no IP address and no block like 192.0.2.0/24 or 2001:db8::/32"],
    ['192.0.2', "'192.0.2' is no IP address and no block like 192.0.2.0/24 or 2001:db8::/32"],
    ['192.0.2.0/24/8', "'192.0.2.0/24/8' is no IP address and no block like 192.0.2.0/24 or 2001:db8::/32"],
    ['192.0.2.0/33', "'192.0.2.0/33': the number behind the slash must be 0 to 32"],
    ['192.0.2.0/', "'192.0.2.0/': the number behind the slash must be 0 to 32"],
    ['2001:db8::/129', "'2001:db8::/129': the number behind the slash must be 0 to 128"],
  ] as const)
    test(`'${entry}' is refused with words`, () => {
      assert.throws(() => new RemoteAddresses([entry]), { name: 'RangeError', message })
    })

  test('the host is what stands before the port', () => {
    const remotes = ['192.0.2.7:9878', '::1:9878', '[::1]:9878', '::ffff:192.0.2.7:1', 'memory:40000']
    assert.deepEqual(remotes.map(hostOf), ['192.0.2.7', '::1', '::1', '::ffff:192.0.2.7', 'memory'])
  })
})
