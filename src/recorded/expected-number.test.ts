import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { fix } from '../testing/recorded-log.ts'
import { ExpectedNumber } from './expected-number.ts'

const message = (body: string) => decode(Buffer.from(fix(body).replaceAll('|', '\x01'), 'latin1'))
const BEAT = message('35=0|34=1')
const FILL = message('35=4|34=1|123=Y|36=1')
const RESET = message('35=4|34=1|36=1')

for (const [name, sent, next] of [
  [
    'in order',
    [
      [BEAT, 1],
      [BEAT, 2],
    ],
    3,
  ],
  [
    'a number again',
    [
      [BEAT, 1],
      [BEAT, 1],
    ],
    2,
  ],
  [
    'what came early counts when the gap is filled',
    [
      [BEAT, 1],
      [BEAT, 3],
      [FILL, 2, 3],
    ],
    4,
  ],
  [
    'a fill that comes early waits too',
    [
      [BEAT, 1],
      [FILL, 3, 6],
      [BEAT, 2],
    ],
    6,
  ],
  [
    'a gap',
    [
      [BEAT, 1],
      [BEAT, 5],
    ],
    2,
  ],
  [
    'a reset goes forward alone',
    [
      [BEAT, 1],
      [RESET, 7, 9],
      [RESET, 3, 4],
    ],
    9,
  ],
  ['no number', [[BEAT, Number.NaN]], 1],
] as const)
  test(`the target expects MsgSeqNum ${next}: ${name}`, () => {
    const expected = new ExpectedNumber()
    for (const [one, msgSeqNum, newSeqNo] of sent as readonly (readonly [typeof BEAT, number, number?])[])
      expected.take(one, msgSeqNum, newSeqNo)
    assert.equal(expected.next, next)
  })
