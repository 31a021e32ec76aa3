import { test } from 'node:test'
import { follow, type Matrix } from '../testing/matrix.ts'
import { ACCEPT, ACK, BEGIN, comes, does, FIRST_DAY, fill, PENDING, RENEWED } from '../testing/matrix-rows.ts'

/** Time in force, busts and corrections, halts, guarantees: groups I to L. */
const MATRICES: readonly Matrix[] = [
  {
    id: 'I.1.a',
    rows: [
      { do: { in: 'D(X)', tags: { 59: '4' } }, sent: [] },
      ACK,
      does({ do: 'cancel', reason: 'none' }, '8(X) 4 4 10000 0 0 0'),
    ],
  },
  {
    id: 'I.1.b',
    rows: [
      { do: { in: 'D(X)', tags: { 59: '3' } }, sent: [] },
      ACK,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      does({ do: 'cancel', reason: 'none' }, '8(X) 4 4 10000 1000 0 0'),
    ],
  },
  {
    id: 'J.1.a',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000', { px: '100', with: { 6: '100', 17: 'E2' } }),
      fill(9000, '8(X) F 2 10000 10000 0 9000', { px: '110', with: { 6: '109', 17: 'E3' } }),
      { ...does({ do: 'bust', execution: 1 }, '8(X) H 1 10000 9000 1000 0'), with: { 19: 'E2', 6: '110' } },
      {
        ...does({ do: 'correct', execution: 1, px: '100' }, '8(X) G 1 10000 9000 1000 9000'),
        with: { 19: 'E3', 17: 'E5', 31: '100', 6: '100' },
      },
      fill(1000, '8(X) F 2 10000 10000 0 1000', { px: '120', with: { 6: '102' } }),
      {
        ...does({ do: 'correct', execution: 1, px: '120' }, '8(X) G 2 10000 10000 0 9000'),
        with: { 19: 'E5', 17: 'E7', 31: '120', 6: '120' },
      },
      comes('G(Y,X) 12000'),
      does(PENDING, '8(Y,X) E E 10000 10000 0 0'),
      does(ACCEPT, '8(Y,X) 5 1 12000 10000 2000 0'),
      {
        ...does({ do: 'correct', execution: 1, qty: '9500' }, '8(Y) G 1 12000 10500 1500 9500'),
        with: { 19: 'E7', 6: '120' },
      },
    ],
  },
  {
    id: 'J.1.b',
    rows: [
      ...BEGIN,
      fill(5000, '8(X) F 1 10000 5000 5000 5000', { px: '50' }),
      comes('F(Y,X)'),
      does(PENDING, '8(Y,X) 6 6 10000 5000 5000 0'),
      does(ACCEPT, '8(Y,X) 4 4 10000 5000 0 0'),
      { ...does({ do: 'bust', execution: 1 }, '8(X) H 4 10000 0 0 0'), with: { 19: 'E2', 6: '0' } },
      fill(4000, '8(X) F 4 10000 4000 0 4000', { px: '51' }),
    ],
  },
  {
    id: 'J.1.c',
    rows: [
      ...FIRST_DAY,
      RENEWED,
      fill(1000, '8(X) F 1 10000 3000 7000 1000', { with: { 425: '1000' } }),
      {
        ...does({ do: 'correct', execution: 1, qty: '1500' }, '8(X) G 1 10000 2500 7500 1500'),
        with: { 424: '8500', 425: '1000' },
      },
      {
        ...does({ do: 'correct', execution: 2, qty: '500' }, '8(X) G 1 10000 2000 8000 500'),
        with: { 424: '8500', 425: '500' },
      },
    ],
  },
  {
    id: 'J.1.d',
    rows: [
      ...BEGIN,
      fill(5000, '8(X) F 1 10000 5000 5000 5000'),
      does({ do: 'doneForDay' }, '8(X) 3 3 10000 5000 0 0'),
      does({ do: 'correct', execution: 1, qty: '4000' }, '8(X) G 3 10000 4000 0 4000'),
      does({ do: 'bust', execution: 1 }, '8(X) H 3 10000 0 0 0'),
    ],
  },
  {
    id: 'L.1.a',
    rows: [
      ...BEGIN,
      { ...does({ do: 'stop', qty: '1000', px: '50.10' }, '8(X) 7 7 10000 0 10000 1000'), with: { 31: '50.10' } },
      fill(1000, '8(X) F 7 10000 1000 9000 1000', { px: '50' }),
    ],
  },
]

/** Halts are told by ExecInst(18) values that FIX.4.2 does not have. */
const HALTS: readonly Matrix[] = [
  {
    id: 'K.1.a',
    rows: [
      { do: { in: 'D(X)', tags: { 18: 'J' } }, sent: [] },
      ACK,
      { do: { market: { name: 'halt', symbol: 'SIM' } }, sent: ['8(X) 9 9 10000 0 10000 0'] },
      { do: { market: { name: 'resume', symbol: 'SIM' } }, sent: ['8(X) 0 0 10000 0 10000 0'] },
      fill(10000, '8(X) F 2 10000 10000 0 10000'),
    ],
  },
  {
    id: 'K.1.b',
    rows: [
      { do: { in: 'D(X)', tags: { 18: 'K' } }, sent: [] },
      ACK,
      { do: { market: { name: 'halt', symbol: 'SIM' } }, sent: ['8(X) 4 4 10000 0 0 0'], with: { 378: '6' } },
    ],
  },
]

for (const version of ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'])
  for (const matrix of version === 'FIX.4.2' ? MATRICES : [...MATRICES, ...HALTS])
    test(`${matrix.id} (${version})`, () => follow(matrix, version))
