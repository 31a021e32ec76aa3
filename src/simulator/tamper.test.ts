import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { Framer } from '../codec/framer.ts'
import { fromThem, news } from '../testing/engine-rig.ts'
import { type TamperRule, tamperWith } from './tamper.ts'

const heartbeat = fromThem('0', 1)
const newsMessage = fromThem('B', 2, news('a'))

/** What leaves instead of each message. */
function outgoing(rules: readonly TamperRule[], ...messages: Buffer[]): Buffer[][] {
  const tamper = tamperWith(rules)
  return messages.map((bytes) => tamper.outgoing(bytes))
}

describe('tamper', () => {
  test('a message that no rule meets leaves as it is', () => {
    const [[same] = []] = outgoing([{ direction: 'outgoing', msgType: 'B', drop: true }], heartbeat)
    assert.equal(same, heartbeat)
    const message = decode(heartbeat)
    assert.equal(tamperWith([]).incoming(message), message)
  })

  test('drop: nothing leaves', () => {
    assert.deepEqual(outgoing([{ direction: 'outgoing', msgType: '0', drop: true }], heartbeat, newsMessage), [
      [],
      [newsMessage],
    ])
  })

  test('set: fields are replaced, added and taken out, and the message stays well formed', () => {
    const rule: TamperRule = { direction: 'outgoing', set: { 58: 'changed', 148: null, 9999: 'new' } }
    const [[changed] = []] = outgoing([rule], newsMessage)
    assert.ok(changed)
    assert.equal(new Framer().push(changed)[0]?.kind, 'complete')
    const message = decode(changed)
    assert.deepEqual([message.text(58), message.text(148), message.text(9999)], ['changed', undefined, 'new'])
    assert.deepEqual([message.text(34), message.text(33)], ['2', '1'])
  })

  test('set to null takes out every occurrence of a field, and a value replaces the first', () => {
    const group = fromThem('B', 2, [
      [33, 2],
      [58, 'one'],
      [58, 'two'],
    ])
    const texts = (set: Record<number, string | null>): string[] => {
      const [[changed] = []] = outgoing([{ direction: 'outgoing', set }], group)
      const message = decode(changed as Buffer)
      return Array.from({ length: message.count }, (_, i) => i)
        .filter((i) => message.tagAt(i) === 58)
        .map((i) => message.textAt(i))
    }
    assert.deepEqual(texts({ 58: null }), [])
    assert.deepEqual(texts({ 58: 'x' }), ['x', 'two'])
  })

  test('BodyLength and CheckSum are made anew unless the rule states them, or takes them out', () => {
    const text = (set: Record<number, string | null>): string => {
      const [[changed] = []] = outgoing([{ direction: 'outgoing', set }], heartbeat)
      return changed?.toString('latin1') ?? ''
    }
    assert.match(text({ 112: 'X' }), /\x0110=\d{3}\x01$/)
    assert.match(text({ 10: '000' }), /\x0110=000\x01$/)
    assert.match(text({ 9: '7' }), /\x019=7\x01/)
    assert.match(text({ 10: null }), /\x0152=[^\x01]*\x01$/)
  })

  test('times: the message leaves as often', () => {
    assert.deepEqual(outgoing([{ direction: 'outgoing', msgType: '0', times: 3 }], heartbeat), [
      [heartbeat, heartbeat, heartbeat],
    ])
  })

  test('nth: only the n-th message that the rule meets', () => {
    const rule: TamperRule = { direction: 'outgoing', msgType: '0', nth: 2, drop: true }
    assert.deepEqual(outgoing([rule], heartbeat, newsMessage, heartbeat, heartbeat), [
      [heartbeat],
      [newsMessage],
      [],
      [heartbeat],
    ])
  })

  test('where: only messages that carry these values', () => {
    const rule: TamperRule = { direction: 'outgoing', where: { 34: '2' }, drop: true }
    assert.deepEqual(outgoing([rule], heartbeat, newsMessage), [[heartbeat], []])
  })

  test('incoming: the session sees another message, or none', () => {
    const tamper = tamperWith([
      { direction: 'incoming', msgType: '0', drop: true },
      { direction: 'incoming', msgType: 'B', set: { 58: 'changed' } },
    ])
    assert.equal(tamper.incoming(decode(heartbeat)), undefined)
    assert.equal(tamper.incoming(decode(newsMessage))?.text(58), 'changed')
    assert.deepEqual(tamper.outgoing(heartbeat), [heartbeat])
  })

  test('the first rule that meets a message decides', () => {
    const rules: TamperRule[] = [
      { direction: 'outgoing', msgType: '0', nth: 1, drop: true },
      { direction: 'outgoing', msgType: '0', times: 2 },
    ]
    assert.deepEqual(outgoing(rules, heartbeat, heartbeat), [[], [heartbeat, heartbeat]])
  })
})
