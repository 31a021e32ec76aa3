import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { boolean, bytes, decimal, integer, type Kind, listOf, oneOf, text } from './kinds.ts'

/** Stated values and what they are read as; undefined: refused. */
const CASES: readonly (readonly [name: string, kind: Kind, ...values: readonly (readonly [unknown, unknown])[]])[] = [
  [
    'boolean',
    boolean,
    ...[true, 'true', 'TRUE', 'Y', 'y', 'yes', 1, '1', 'on'].map((stated) => [stated, true] as const),
    ...[false, 'false', 'N', 'no', 0, '0', 'Off'].map((stated) => [stated, false] as const),
    ...['', 'maybe', 2, null, [], {}].map((stated) => [stated, undefined] as const),
  ],
  [
    'integer from 1 to 10',
    integer(1, 10),
    [1, 1],
    [10, 10],
    [' 7 ', 7],
    ['+3', 3],
    [0, undefined],
    [11, undefined],
    [1.5, undefined],
    ['1.5', undefined],
    ['', undefined],
    ['0x1', undefined],
    [null, undefined],
    [true, undefined],
    [Number.NaN, undefined],
  ],
  [
    'integer below zero',
    integer(-1),
    [-1, -1],
    ['-1', -1],
    [-2, undefined],
    [2_147_483_647, 2_147_483_647],
    [2_147_483_648, undefined],
  ],
  [
    'number',
    decimal(0, 2),
    [0.5, 0.5],
    ['1.25', 1.25],
    [2, 2],
    [2.1, undefined],
    ['1e0', undefined],
    [-0.1, undefined],
  ],
  [
    'size',
    bytes(64),
    [64, 64],
    ['1Mb', 1_048_576],
    ['100 MiB', 104_857_600],
    ['1k', 1024],
    ['2GB', 2_147_483_648],
    [63, undefined],
    ['1.5Mb', undefined],
    ['Mb', undefined],
  ],
  [
    'enumeration',
    oneOf(['afterTries', 2], { always: 2 }),
    ['AFTERTRIES', 'afterTries'],
    ['2', 2],
    [2, 2],
    ['Always', 2],
    ['', undefined],
    [null, undefined],
  ],
  ['text', text, ['a b', 'a b'], [7, '7'], [' x ', 'x'], ['', undefined], ['  ', undefined], [true, undefined]],
  [
    'list',
    listOf(integer(1)),
    [
      [1, '2'],
      [1, 2],
    ],
    ['1,2;3', [1, 2, 3]],
    [5, [5]],
    ['', []],
    [[], []],
    [[0], undefined],
    ['1,x', undefined],
  ],
]

for (const [name, kind, ...values] of CASES)
  describe(name, () => {
    for (const [stated, wanted] of values)
      test(`${JSON.stringify(stated)} is ${wanted === undefined ? 'refused' : JSON.stringify(wanted)}`, () =>
        assert.deepEqual(kind.read(stated)?.value, wanted))
  })
