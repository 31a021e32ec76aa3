/** What a session makes of messages that are garbled, by its settings: PX-11, PX-12; engine parameters 8. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import type { SessionSettings } from '../session/settings.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news, sessionRig } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { Acceptor } from './acceptor.ts'
import { SimulatedClock } from './simulated-clock.ts'

const text = (bytes: Buffer): string => bytes.toString('latin1')
const bytes = (from: string): Buffer => Buffer.from(from, 'latin1')

const wrongSum = (message: Buffer): Buffer => bytes(text(message).replace(/\x0110=(\d)/, (_, d) => `\x0110=${9 - d}`))
const wrongLength = (message: Buffer): Buffer => bytes(text(message).replace(/\x019=\d+/, '\x019=5'))
const lateMsgType = (message: Buffer): Buffer =>
  bytes(text(message).replace('\x0135=B', '').replace('\x0134=', '\x0135=B\x0134='))
const noMsgType = (message: Buffer): Buffer => bytes(text(message).replace('\x0135=B', ''))
const garbage = (): Buffer => bytes('8=FIX.4.4\x019=5\x01garbage\x01')

const DAMAGE = { wrongSum, wrongLength, lateMsgType, noMsgType, garbage }

/** What of each damaged message 2 is delivered, behind which a good one comes as number 3. */
function delivered(settings: Partial<SessionSettings>): string[] {
  return Object.entries(DAMAGE).flatMap(([name, damage]) => {
    const { application, transport } = establishedRig({ settings })
    transport.data(damage(fromThem('B', 2, news('damaged'))), fromThem('B', 3, news('behind')))
    return application.delivered.join() === 'damaged,behind' ? [name] : []
  })
}

describe('garbled messages', () => {
  test('are passed over, and come again', () => {
    assert.deepEqual(delivered({}), [])
  })

  test('validateChecksum false: a wrong CheckSum(10) does not matter, everything else does (PX-12)', () => {
    assert.deepEqual(delivered({ validateChecksum: false }), ['wrongSum'])
  })

  test('validateGarbledMessage false: what can be read is processed', () => {
    // A message whose MsgType is not the third field fits no dictionary, which is another check.
    const lenient = { validateGarbledMessage: false, validateApplicationMessages: false }
    assert.deepEqual(delivered(lenient), ['wrongSum', 'wrongLength', 'lateMsgType'])
  })

  test('rejectGarbledMessage: what can be read is rejected and counts, what can not is passed over (PX-11)', () => {
    const answers = Object.entries(DAMAGE).map(([name, damage]) => {
      const { session, transport, store } = establishedRig({ settings: { rejectGarbledMessage: true } })
      transport.data(damage(fromThem('B', 2, news('damaged'))))
      assert.equal(store.nextIn, session.nextIn)
      const { messages } = transport
      return [
        name,
        session.nextIn,
        ...messages.slice(1).map((message) => `${message.msgType} ${message.text(Tag.RefSeqNum)}`),
      ]
    })
    assert.deepEqual(answers, [
      ['wrongSum', 3, '3 2'],
      ['wrongLength', 3, '3 2'],
      ['lateMsgType', 3, '3 2'],
      ['noMsgType', 2],
      ['garbage', 2],
    ])
  })

  test('an acceptor takes a Logon with a wrong CheckSum where its session does, and no other session does', () => {
    const clock = new SimulatedClock(BEGINNING)
    const network = {
      secure: false,
      dial: () => undefined,
      listen: () => Promise.reject(new Error('nobody listens here')),
    }
    const stateAfter = (settings: Partial<SessionSettings>, others: Partial<SessionSettings>): string => {
      const acceptor = new Acceptor({ network, clock, address: { host: 'memory', port: 1 } })
      const ours = [settings, { ...others, targetCompID: 'OTHER' }].map(
        (stated) => sessionRig({ clock, settings: stated }).session,
      )
      for (const session of ours) {
        session.cut()
        acceptor.add(session)
      }
      const transport = new FakeTransport()
      acceptor.accept(transport)
      transport.data(wrongSum(fromThem('A', 1, LOGON)))
      return ours[0]?.state ?? ''
    }
    const lenient = { validateChecksum: false }
    assert.equal(stateAfter(lenient, {}), 'active')
    assert.equal(stateAfter({}, {}), 'disconnected')
    assert.equal(
      stateAfter({}, lenient),
      'awaitingLogon',
      'it reads the same bytes, and waits for a message in good order',
    )
    assert.equal(stateAfter({ validateGarbledMessage: false }, {}), 'active')
  })
})

describe('checkVersionOfOutgoingMessages', () => {
  const submitted = (settings: Partial<SessionSettings>, beginString: string): string | undefined => {
    const { session, transport } = establishedRig({ settings })
    session.submit('B', [[Tag.BeginString, beginString], ...news('x')])
    return transport.messages.at(-1)?.text(Tag.BeginString)
  }

  test('a message of another version is refused before it takes a number', () => {
    const { session } = establishedRig()
    assert.throws(() => session.submit('B', [[Tag.BeginString, 'FIX.4.2'], ...news('x')]), {
      name: 'RangeError',
      message: 'MsgType B: BeginString FIX.4.2 is not FIX.4.4, that of the session',
    })
    assert.equal(session.nextOut, 2)
    assert.equal(submitted({}, 'FIX.4.4'), 'FIX.4.4')
  })

  test('off, it is sent as it is stated', () => {
    assert.equal(submitted({ checkVersionOfOutgoingMessages: false }, 'FIX.4.2'), 'FIX.4.2')
  })
})
