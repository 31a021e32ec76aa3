import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Framer } from '../codec/framer.ts'
import { fromThem, news } from '../testing/engine-rig.ts'
import { GARBLING_NAMES, garble, withZerosInBodyLength } from './garble.ts'

describe('garble', () => {
  const message = fromThem('1', 2, [[112, 'PROBE']])
  const next = fromThem('B', 3, news('behind it'))

  for (const name of GARBLING_NAMES)
    test(`${name}: the message is garbled, and the one behind it is found`, () => {
      const framer = new Framer()
      const frames = [...framer.push(Buffer.concat([garble(message, name), next])), ...framer.flush()]
      assert.equal(frames[0]?.kind, 'garbled')
      assert.deepEqual(
        frames.filter(({ kind }) => kind === 'complete').map(({ bytes }) => bytes),
        [next],
      )
    })

  test('BodyLength with leading zeros is no fault: the message is whole', () => {
    const written = withZerosInBodyLength(message)
    assert.match(written.toString('latin1'), /\x019=000\d+\x01/)
    assert.deepEqual(
      new Framer().push(written).map(({ kind }) => kind),
      ['complete'],
    )
  })

  test('a name that nobody knows lists those that are', () => {
    assert.throws(() => garble(message, 'upside down'), /no garbling "upside down": there are wrong CheckSum, /)
  })
})
