/** A hub between two counterparties: 18.a. Each message is seen as its receiver sees it on the wire. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import type { Field } from '../codec/encode.ts'
import { encode } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion, type VersionId } from '../fix/versions.ts'
import { BEGINNING, LOGON, news } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { parametersFor } from '../testing/hosted-rig.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { FixEngine } from './fix-engine.ts'
import { SimulatedClock } from './simulated-clock.ts'

const ROUTING: readonly number[] = [35, 49, 50, 56, 57, 115, 116, 128, 129, 142, 143, 144, 145, 97, 148]

interface Leg {
  say(msgType: string, fields: readonly Field[]): void
  /** The last message to this counterparty, but for what every message has. */
  heard(...tags: readonly number[]): string
  cut(): void
}

function hub(enabled = true, versions: readonly VersionId[] = ['FIX.4.4', 'FIX.4.4']) {
  const clock = new SimulatedClock(BEGINNING)
  const engine = new FixEngine({ clock, network: new MemoryNetwork({ clock }) })
  const delivered: string[] = []
  const leg = (compID: string, id: VersionId): Leg => {
    const version = findVersion(id) as FixVersion
    const settings = {
      targetCompID: compID,
      version,
      dictionary: dictionaryFor(version),
      validateApplicationMessages: false,
    }
    const parameters = parametersFor('acceptor', { session: settings })
    const host = engine.createSession({
      parameters: { ...parameters, application: { ...parameters.application, thirdPartyRoutingIsEnabled: enabled } },
      application: { onMessage: (message) => void delivered.push(`${compID}:${message.text(148)}`) },
    })
    host.start()
    const transport = new FakeTransport()
    host.accept(transport, 'primary', true)
    let msgSeqNum = 0
    const say: Leg['say'] = (msgType, fields) => {
      const header: Field[] = [
        [Tag.BeginString, version.beginString],
        [Tag.SenderCompID, compID],
        [Tag.TargetCompID, 'US'],
        [Tag.MsgSeqNum, ++msgSeqNum],
        [Tag.SendingTime, formatUtcTimestamp(BEGINNING, version.timestampFraction)],
      ]
      transport.data(encode([[Tag.MsgType, msgType], ...fields], header))
    }
    say('A', [...LOGON, ...(version.applVerID === undefined ? [] : ([[1137, version.applVerID]] as Field[]))])
    const heard: Leg['heard'] = (...tags) => {
      const message = decode(transport.messages.at(-1)?.bytes ?? Buffer.alloc(0))
      return tags.flatMap((tag) => (message.has(tag) ? [`${tag}=${message.text(tag)}`] : [])).join(' ')
    }
    return { say, heard, cut: () => transport.closeByPeer() }
  }
  return {
    bank: leg('BANK', versions[0] as VersionId),
    venue: leg('VENUE', versions[1] as VersionId),
    delivered,
    engine,
  }
}

describe('thirdPartyRoutingIsEnabled', () => {
  test('a message for another counterparty goes on there, and its answer comes back', () => {
    const { bank, venue, delivered } = hub()
    bank.say('B', [
      [Tag.DeliverToCompID, 'VENUE'],
      [Tag.DeliverToSubID, 'DESK'],
      [Tag.DeliverToLocationID, 'HALL'],
      [Tag.SenderSubID, 'TRADER'],
      [Tag.SenderLocationID, 'ROOM'],
      [Tag.PossResend, 'Y'],
      ...news('there'),
    ])
    assert.equal(
      venue.heard(...ROUTING),
      '35=B 49=US 56=VENUE 57=DESK 115=BANK 116=TRADER 143=HALL 144=ROOM 97=Y 148=there',
    )
    venue.say('B', [[Tag.DeliverToCompID, 'BANK'], ...news('back')])
    assert.equal(bank.heard(...ROUTING), '35=B 49=US 56=BANK 115=VENUE 148=back')
    assert.deepEqual(delivered, [])
  })

  test('who speaks for somebody else still does', () => {
    const { bank, venue } = hub()
    bank.say('B', [[Tag.OnBehalfOfCompID, 'FUND'], [Tag.DeliverToCompID, 'VENUE'], ...news('x')])
    assert.equal(venue.heard(115, 128), '115=FUND')
  })

  test('a message for ourselves is delivered, and so is every one where the switch is off', () => {
    const on = hub()
    on.bank.say('B', news('plain'))
    assert.deepEqual(on.delivered, ['BANK:plain'])
    const off = hub(false)
    off.bank.say('B', [[Tag.DeliverToCompID, 'VENUE'], ...news('theirs')])
    assert.deepEqual(off.delivered, ['BANK:theirs'])
    assert.equal(off.venue.heard(35), '35=A')
  })

  test('the other side is not there: its session keeps the message', () => {
    const { bank, venue, engine } = hub()
    venue.cut()
    bank.say('B', [[Tag.DeliverToCompID, 'VENUE'], ...news('later')])
    assert.equal(engine.find('US/VENUE')?.nextOut, 3)
  })

  test('nobody leads there: the sender hears so, in the words of its version', () => {
    const cases: readonly [VersionId, string][] = [
      ['FIX.4.0', '35=3 45=2 58=Not routed: no session leads to NOWHERE'],
      ['FIX.4.2', '35=j 45=2 372=B 380=0 58=Not routed: no session leads to NOWHERE'],
      ['FIX.4.4', '35=j 45=2 372=B 380=7 58=Not routed: no session leads to NOWHERE'],
      ['FIXT.1.1/FIX.5.0SP2', '35=j 45=2 372=B 380=7 58=Not routed: no session leads to NOWHERE'],
    ]
    for (const [version, expected] of cases) {
      const { bank, delivered } = hub(true, [version, version])
      bank.say('B', [[Tag.DeliverToCompID, 'NOWHERE'], ...news('x')])
      assert.equal(bank.heard(35, 45, 372, 380, 58), expected)
      assert.deepEqual(delivered, [])
    }
  })

  test('a session of another version can not take it, and one that was closed has no place for it', () => {
    const { bank } = hub(true, ['FIX.4.4', 'FIX.4.2'])
    bank.say('B', [[Tag.DeliverToCompID, 'VENUE'], ...news('x')])
    assert.equal(bank.heard(35, 380), '35=j 380=7')
    const closed = hub()
    closed.engine.find('US/VENUE')?.close()
    closed.bank.say('B', [[Tag.DeliverToCompID, 'VENUE'], ...news('x')])
    assert.equal(closed.bank.heard(35, 58), '35=j 58=Not routed: the session was closed: nothing can be sent on it')
  })

  test('a message back to whom it came from is not sent round', () => {
    const { bank } = hub()
    bank.say('B', [[Tag.DeliverToCompID, 'BANK'], ...news('x')])
    assert.equal(bank.heard(35, 380), '35=j 380=7')
  })
})
