import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseProfile } from '../testbench/profile.ts'
import { type LegOptions, legsOf, parseAddress } from './legs.ts'
import { UsageError } from './usage-error.ts'

const SELF = `target: { engine: self, role: [acceptor, initiator] }
sessions:
  - { beginString: FIX.4.2, senderCompID: T, targetCompID: F }
  - { beginString: FIX.4.4, senderCompID: T, targetCompID: F, heartBtInt: 7 }
capabilities: [restart]
`

const VENUE = `target: { role: [acceptor, initiator], connect: "[::1]:9878", listen: 9879, dialIn: 5 }
sessions:
  - { beginString: FIX.4.4, senderCompID: T, targetCompID: V, role: acceptor }
  - { beginString: FIX.4.4, senderCompID: T2, targetCompID: V, role: initiator }
logon: { Username: alice, "9999": "\${env:TOKEN}", Password: x }
`

const legs = (text: string, options: Partial<LegOptions> = {}) =>
  legsOf(parseProfile(text, 'p.yaml', { TOKEN: 't0ken' }), { profileName: 'p', seed: 3, ...options })

const names = (text: string, options?: Partial<LegOptions>): string[] =>
  legs(text, options).map((leg) => `${leg.version} ${leg.targetRole} ${leg.engine} ${leg.host}:${leg.port}`)

describe('the legs of a run', () => {
  test('the orders of a profile, by name or tag, with labels; a name that no version has is a mistake', () => {
    const order = (text: string) => legs(`${SELF}order: ${text}\n`)[0]?.order
    assert.deepEqual(order('{ Price: 1, Side: Sell, "9001": X, HandlInst: null, AllocID: A }'), [
      [9001, 'X'],
      [44, '1'],
      [54, '2'],
      [21, null],
      [70, 'A'],
    ])
    assert.equal(legs(SELF)[0]?.order, undefined)
    // Fields that came later are left out of an older version.
    assert.deepEqual(order('{ NoPartyIDs: 0 }'), [])
    assert.throws(() => order('{ Prise: 1 }'), /unknown field "order\.Prise" in the profile: did you mean "Price"/)
  })

  test('a self-run has one for each version and role', () => {
    assert.deepEqual(names(SELF), [
      'FIX.4.2 acceptor self 127.0.0.1:0',
      'FIX.4.2 initiator self 127.0.0.1:0',
      'FIX.4.4 acceptor self 127.0.0.1:0',
      'FIX.4.4 initiator self 127.0.0.1:0',
    ])
  })

  test('a stranger has those of its profile, each role with its session and address', () => {
    assert.deepEqual(names(VENUE), ['FIX.4.4 acceptor external ::1:9878', 'FIX.4.4 initiator external 127.0.0.1:9879'])
    assert.deepEqual(
      legs(VENUE).map(({ senderCompID }) => senderCompID),
      ['T', 'T2'],
    )
  })

  test('what the command line says goes before the profile', () => {
    const [leg, ...others] = legs(VENUE, { connect: 'venue:1', sender: 'ME', target: 'YOU', heartbeat: 5 })
    assert.deepEqual(others, [])
    assert.partialDeepStrictEqual(leg, {
      host: 'venue',
      port: 1,
      senderCompID: 'ME',
      targetCompID: 'YOU',
      heartBtInt: 5,
    })
  })

  test('both --connect and --listen: both roles', () => {
    const both = names(VENUE, { connect: 'a:1', listen: '2' })
    assert.deepEqual(both, ['FIX.4.4 acceptor external a:1', 'FIX.4.4 initiator external 127.0.0.1:2'])
  })

  test('a stranger at --connect speaks FIX.4.4 until it is said otherwise, and has no capability of our engine', () => {
    assert.deepEqual(names(SELF, { connect: 'a:1' }), ['FIX.4.4 acceptor external a:1'])
    assert.deepEqual(names(SELF, { connect: 'a:1', beginStrings: ['all'] }).length, 2)
    assert.deepEqual(legs(SELF, { connect: 'a:1' })[0]?.capabilities, [])
    assert.deepEqual(legs(SELF)[0]?.capabilities, ['restart'])
  })

  test('a version that the profile has no session of is refused, unless both CompIDs are said', () => {
    assert.throws(
      () => legs(SELF, { beginStrings: ['FIX.4.3'] }),
      /no session of FIX\.4\.3 \(it has FIX\.4\.2, FIX\.4\.4\)/,
    )
    assert.deepEqual(names(SELF, { beginStrings: ['FIX.4.3'], sender: 'A', target: 'B' }).length, 2)
  })

  test('a version that is none comes with the one near it', () => {
    assert.throws(
      () => legs(SELF, { beginStrings: ['FIX.4.5'] }),
      /--begin-string "FIX\.4\.5" is no FIX version.* Known are FIX\.4\.0/,
    )
  })

  test('an address that is missing or none', () => {
    assert.throws(() => legs(VENUE.replace('connect: "[::1]:9878", ', '')), /needs an address: --connect HOST:PORT/)
    assert.throws(() => legs(VENUE.replace('listen: 9879, ', '')), /needs a port to come to: --listen/)
    assert.throws(() => legs(VENUE, { connect: '9878' }), UsageError)
  })

  test('fields of the Logon by name or tag, those that the version lacks left out', () => {
    const fields = (text: string) => legs(text)[0]?.logonFields
    assert.deepEqual(
      new Map(fields(VENUE)),
      new Map([
        [553, 'alice'],
        [9999, 't0ken'],
        [554, 'x'],
      ]),
    )
    assert.deepEqual(fields(VENUE.replaceAll('FIX.4.4', 'FIX.4.2')), [[9999, 't0ken']])
  })

  test('values that came from the environment are secrets, whatever their field', () => {
    const tags = legs(VENUE)[0]?.secretTags ?? []
    for (const tag of [554, 925, 96, 9999]) assert.ok(tags.includes(tag), `${tag}`)
    assert.ok(!tags.includes(553))
  })
})

describe('capabilities of a stranger', () => {
  const STARTED = VENUE.replace('dialIn: 5', 'dialIn: 5, start: ./venue')
  const all = (text: string, options?: Partial<LegOptions>) => legs(text, options)[0]?.capabilities

  test('those of the profile, where it starts the target', () => {
    assert.deepEqual(all(`${STARTED}capabilities: [order-flow, kill]\n`), ['order-flow', 'kill'])
  })

  test('at --connect what hangs on starting it is not there, and what a hook can do is', () => {
    const text = `${STARTED}capabilities: [order-flow, kill, logout]\nhooks: { logout: ./logout }\n`
    assert.deepEqual(all(text, { connect: 'a:1' }), ['order-flow', 'logout'])
    const hooked = `${VENUE}capabilities: [restart]\nhooks: { restart: ./again }\n`
    assert.deepEqual(all(hooked, { connect: 'a:1' }), ['restart'])
  })
})

describe('an address', () => {
  for (const [text, host, port] of [
    ['venue:9878', 'venue', 9878],
    ['[::1]:1', '::1', 1],
    ['10.0.0.1:65535', '10.0.0.1', 65535],
  ] as const)
    test(text, () => assert.deepEqual(parseAddress('--connect', text), { host, port }))

  test('a port alone, where a host is implied', () => {
    assert.deepEqual(parseAddress('--listen', '9878', '127.0.0.1'), { host: '127.0.0.1', port: 9878 })
    assert.deepEqual(parseAddress('--listen', ':9878', '127.0.0.1'), { host: '127.0.0.1', port: 9878 })
  })

  for (const text of ['', '9878', 'venue', 'venue:', 'venue:x', ':1', 'venue:65536', 'a:b:1', 'http://venue:1'])
    test(`is none: "${text}"`, () => assert.throws(() => parseAddress('--connect', text), UsageError))
})
