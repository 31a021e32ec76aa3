import { test } from 'node:test'
import { follow, type Matrix } from '../testing/matrix.ts'
import {
  ACCEPT,
  ACK,
  BEGIN,
  comes,
  day,
  does,
  FIRST_DAY,
  fill,
  ORDER,
  PENDING,
  RENEWED,
} from '../testing/matrix-rows.ts'

/** Duplicates, status requests and orders that outlive the day: groups F, G and H. */
const MATRICES: readonly Matrix[] = [
  {
    id: 'F.1.a',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      { ...comes('D(X) 15000', '8(X) 8 1 10000 1000 9000 0'), with: { 103: '6' } },
    ],
  },
  {
    id: 'F.1.b',
    rows: [
      ...BEGIN,
      { do: { in: 'D(X)', tags: { 97: 'Y' } }, sent: ['8(X) I 0 10000 0 10000 0'] },
      { ...comes('D(X) 20000', '8(X) 8 0 10000 0 10000 0'), with: { 103: '6' } },
      { do: { in: 'D(Y) 15000', tags: { 97: 'Y' } }, sent: [] },
      { do: { step: { do: 'ack' }, of: 'Y' }, sent: ['8(Y) 0 0 15000 0 15000 0'] },
    ],
  },
  {
    id: 'F.1.c',
    rows: [
      ORDER,
      {
        ...does({ do: 'reject', reason: 'duplicate', set: { OrdRejReason: '7' } }, '8(X) 8 8 10000 0 0 0'),
        with: { 103: '7' },
      },
    ],
  },
  { id: 'G.1.a', rows: [{ ...comes('H(X)', '8(X) I 8  0 0 0'), with: { 103: '5', 37: 'NONE', 17: '0' } }] },
  { id: 'G.1.b', rows: [...BEGIN, { ...comes('H(X)', '8(X) I 0 10000 0 10000 0'), with: { 58: 'Nothing done' } }] },
  {
    id: 'G.1.c',
    rows: [
      ORDER,
      comes('H(X)', '8(X) I A 10000 0 10000 0'),
      ACK,
      comes('H(X)', '8(X) I 0 10000 0 10000 0'),
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('H(X)', '8(X) I 1 10000 1000 9000 0'),
      fill(9000, '8(X) F 2 10000 10000 0 9000'),
      { ...comes('H(X)', '8(X) I 2 10000 10000 0 0'), with: { 17: '0' } },
    ],
  },
  {
    id: 'H.1.a',
    rows: [...FIRST_DAY, RENEWED, fill(1000, '8(X) F 1 10000 3000 7000 1000', { with: { 424: '8000', 425: '1000' } })],
  },
  {
    id: 'H.1.b',
    rows: [
      ...FIRST_DAY,
      { do: { market: { name: 'split', symbol: 'SIM', ratio: 2 } }, sent: [] },
      {
        do: day,
        sent: ['8(X) D 1 20000 4000 16000 0'],
        with: { 378: '0', 6: '25', 424: '16000', 425: '0', 44: '50' },
      },
      fill(5000, '8(X) F 1 20000 9000 11000 5000', { with: { 425: '5000' } }),
      fill(11000, '8(X) F 2 20000 20000 0 11000', { with: { 425: '16000' } }),
    ],
  },
  {
    id: 'H.1.c',
    rows: [
      ...FIRST_DAY,
      RENEWED,
      comes('F(Y,X)'),
      does(PENDING, '8(Y,X) 6 6 10000 2000 8000 0'),
      { ...does(ACCEPT, '8(Y,X) 4 4 10000 2000 0 0'), with: { 424: '8000', 425: '0' } },
    ],
  },
  {
    id: 'H.1.d',
    rows: [
      ...FIRST_DAY,
      RENEWED,
      { do: { in: 'G(Y,X) 15000', tags: { 59: '1' } }, sent: [] },
      { ...does(PENDING, '8(Y,X) E E 10000 2000 8000 0'), with: { 424: '8000', 425: '0' } },
      fill(1000, '8(X) F E 10000 3000 7000 1000', { with: { 425: '1000' } }),
      { ...does(ACCEPT, '8(Y,X) 5 1 15000 3000 12000 0'), with: { 424: '13000', 425: '1000' } },
    ],
  },
]

for (const version of ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'])
  for (const matrix of MATRICES) test(`${matrix.id} (${version})`, () => follow(matrix, version))
