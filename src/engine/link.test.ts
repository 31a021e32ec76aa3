import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Journal } from '../journal/journal.ts'
import { BEGINNING, fromThem } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { Link, type LinkHandlers, type LinkOptions } from './link.ts'
import { SimulatedClock } from './simulated-clock.ts'

interface Rig {
  readonly transport: FakeTransport
  readonly journal: Journal
  readonly link: Link
  /** What the handlers were told, in order. */
  readonly told: string[]
}

function rig(reaction: Partial<LinkHandlers> = {}, options: Partial<LinkOptions> = {}): Rig {
  const clock = new SimulatedClock(BEGINNING)
  const transport = new FakeTransport()
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
  const told: string[] = []
  const handlers: LinkHandlers = {
    onMessage: (message, at) => {
      told.push(`message ${message.msgSeqNum}`)
      reaction.onMessage?.(message, at)
    },
    onGarbled: () => told.push('garbled'),
    onBatchEnd: () => told.push('batch end'),
    onDrain: () => told.push('drain'),
    onClose: (why) => told.push(`close: ${why}`),
  }
  const link = new Link({ transport, clock, journal, handlers, ...options })
  link.start()
  return { transport, journal, link, told }
}

function entriesOf(journal: Journal): string[] {
  return journal.entries.map((entry) =>
    entry.kind === 'message' ? `${entry.direction} ${entry.message.msgSeqNum}` : entry.event,
  )
}

const garbage = Buffer.from('8=FIX.4.4\x019=5\x0135=0\x0110=000\x01')

describe('link', () => {
  test('a message stands in the journal before its reader is called', () => {
    let inJournal = 0
    const { transport, journal } = rig({
      onMessage: () => {
        inJournal = journal.length
      },
    })
    transport.data(fromThem('0', 1))
    assert.equal(inJournal, 1)
  })

  test('all messages of a chunk are handed over, then the end of the batch is told', () => {
    const { transport, told } = rig()
    transport.data(fromThem('0', 1), fromThem('0', 2))
    assert.deepEqual(told, ['message 1', 'message 2', 'batch end'])
  })

  test('garbled bytes are recorded with their direction, and the message behind them is read', () => {
    const { transport, journal, told } = rig()
    transport.data(garbage, fromThem('0', 2))
    assert.deepEqual(told, ['garbled', 'message 2', 'batch end'])
    assert.partialDeepStrictEqual(journal.entries[0], { event: 'garbled', direction: 'in', bytes: garbage })
  })

  test('a message cut off by the end of the stream is garbled, then the end is told', () => {
    const { transport, journal, told } = rig()
    transport.data(fromThem('0', 1).subarray(0, 30))
    transport.closeByPeer()
    assert.deepEqual(told, ['batch end', 'garbled', 'close: closed by the other side'])
    assert.deepEqual(entriesOf(journal), ['garbled', 'disconnect'])
  })

  test('several messages leave in one write, and each is recorded before it', () => {
    const { transport, journal, link } = rig()
    const both = [fromThem('0', 1), fromThem('0', 2)]
    link.sendAll(both)
    link.sendAll([])
    assert.deepEqual(transport.writes, [Buffer.concat(both)])
    assert.deepEqual(entriesOf(journal), ['out 1', 'out 2'])
  })

  test('bytes that are garbled on purpose are recorded as such', () => {
    const { transport, journal, link } = rig()
    link.sendGarbled(garbage, 'wrong CheckSum')
    assert.deepEqual(transport.writes, [garbage])
    assert.partialDeepStrictEqual(journal.entries[0], { event: 'garbled', direction: 'out', text: 'wrong CheckSum' })
  })

  test('our own end is told once and recorded once, and the half message behind it is no fault of the other side', () => {
    const { transport, journal, link, told } = rig()
    transport.data(fromThem('0', 1).subarray(0, 30))
    link.close('logged out')
    link.close()
    link.destroy()
    transport.closeByPeer()
    assert.equal(link.open, false)
    assert.equal(transport.ended, 'closed')
    assert.deepEqual(told, ['batch end', 'close: logged out'])
    assert.deepEqual(entriesOf(journal), ['disconnect'])
  })

  for (const verb of ['close', 'destroy'] as const)
    test(`a reader that calls ${verb} gets no further message of the same chunk, nor of a later one`, () => {
      const { transport, journal, link, told } = rig({ onMessage: () => link[verb]() })
      transport.data(fromThem('0', 1), fromThem('0', 2))
      transport.data(fromThem('0', 3))
      assert.deepEqual(told, ['message 1', 'close: closed', 'batch end'])
      assert.deepEqual(entriesOf(journal), ['in 1', 'disconnect'])
    })

  test('nothing is written or recorded as sent after the end', () => {
    const { transport, journal, link } = rig()
    link.destroy()
    link.send(fromThem('0', 1))
    link.sendGarbled(garbage, 'x')
    assert.deepEqual(transport.writes, [])
    assert.deepEqual(entriesOf(journal), ['disconnect'])
  })

  test('entries carry the connection they belong to, also when a later one is open', () => {
    const { transport, journal, link } = rig()
    journal.openConnection()
    transport.data(fromThem('0', 1))
    link.close()
    assert.deepEqual(
      journal.entries.map(({ connection }) => connection),
      [1, 1],
    )
  })

  test('a message beyond the limit of length is garbled', () => {
    const { transport, told } = rig({}, { maxFrameLength: 100 })
    transport.data(fromThem('B', 1, [[58, 'x'.repeat(200)]]))
    assert.equal(told.includes('garbled'), true)
    assert.equal(told.includes('message 1'), false)
  })

  test('a link that ended before it was started does not read', () => {
    const transport = new FakeTransport()
    const link = new Link({
      transport,
      clock: new SimulatedClock(0),
      handlers: { onMessage: () => undefined, onGarbled: () => undefined, onClose: () => undefined },
    })
    link.destroy()
    link.start()
    assert.equal(transport.receiver, undefined)
  })

  test('the end of a backlog is passed on while the link is open', () => {
    const { transport, link, told } = rig()
    transport.backlog = 7
    assert.equal(link.backlog, 7)
    transport.receiver?.onDrain?.()
    link.close()
    transport.receiver?.onDrain?.()
    assert.deepEqual(told, ['drain', 'close: closed'])
  })
})
