import { test } from 'node:test'
import { follow, type Matrix } from '../testing/matrix.ts'
import { ACCEPT, ACK, BEGIN, comes, does, fill, OPTION, ORDER, PENDING, TOO_LATE } from '../testing/matrix-rows.ts'

/** Orders, cancels and replaces: groups A, B and C of the order state change matrices. */
const MATRICES: readonly Matrix[] = [
  {
    id: 'A.1.a',
    rows: [
      ...BEGIN,
      fill(2000, '8(X) F 1 10000 2000 8000 2000'),
      fill(1000, '8(X) F 1 10000 3000 7000 1000'),
      fill(7000, '8(X) F 2 10000 10000 0 7000'),
    ],
  },
  { id: 'A.1.a refused', rows: [ORDER, does({ do: 'reject', reason: 'other' }, '8(X) 8 8 10000 0 0 0')] },
  {
    id: 'A.1.b',
    rows: [
      ...BEGIN,
      fill(2000, '8(X) F 1 10000 2000 8000 2000'),
      fill(1000, '8(X) F 1 10000 3000 7000 1000'),
      does({ do: 'doneForDay' }, '8(X) 3 3 10000 3000 0 0'),
    ],
  },
  {
    id: 'B.1.a',
    rows: [
      ...BEGIN,
      comes('F(Y,X)'),
      does(PENDING, '8(Y,X) 6 6 10000 0 10000 0'),
      does(ACCEPT, '8(Y,X) 4 4 10000 0 0 0'),
    ],
  },
  { id: 'B.1.a refused by the desk', rows: [...BEGIN, comes('F(Y,X)'), does(OPTION, '9(Y,X) 0')] },
  {
    id: 'B.1.a refused by the market',
    rows: [...BEGIN, comes('F(Y,X)'), does(PENDING, '8(Y,X) 6 6 10000 0 10000 0'), does(OPTION, '9(Y,X) 0')],
  },
  {
    id: 'B.1.b',
    rows: [
      ...BEGIN,
      fill(2000, '8(X) F 1 10000 2000 8000 2000'),
      comes('F(Y,X)'),
      fill(3000, '8(X) F 1 10000 5000 5000 3000'),
      does(PENDING, '8(Y,X) 6 6 10000 5000 5000 0'),
      fill(1000, '8(X) F 6 10000 6000 4000 1000'),
      does(ACCEPT, '8(Y,X) 4 4 10000 6000 0 0'),
    ],
  },
  {
    id: 'B.1.c',
    rows: [
      ...BEGIN,
      fill(2000, '8(X) F 1 10000 2000 8000 2000'),
      comes('F(Y,X)'),
      fill(3000, '8(X) F 1 10000 5000 5000 3000'),
      does(PENDING, '8(Y,X) 6 6 10000 5000 5000 0'),
      fill(5000, '8(X) F 6 10000 10000 0 5000'),
      { ...does(TOO_LATE, '9(Y,X) 2'), with: { 102: '0' } },
    ],
  },
  {
    id: 'B.1.d',
    rows: [
      ORDER,
      comes('F(Y,X)'),
      does(PENDING, '8(Y,X) 6 6 10000 0 10000 0'),
      does({ do: 'ack' }, '8(X) 0 6 10000 0 10000 0'),
      does(ACCEPT, '8(Y,X) 4 4 10000 0 0 0'),
    ],
  },
  {
    id: 'B.1.e',
    rows: [
      ORDER,
      comes('F(Y,X)'),
      ACK,
      does(PENDING, '8(Y,X) 6 6 10000 0 10000 0'),
      does(ACCEPT, '8(Y,X) 4 4 10000 0 0 0'),
    ],
  },
  {
    id: 'B.1.f',
    rows: [{ ...comes('F(Y,X)', '9(Y,X) 8'), with: { 102: '1', 37: 'NONE', 434: '1' } }, ORDER, ACK],
  },
  {
    id: 'C.1.a',
    rows: [
      ...BEGIN,
      comes('G(Y,X) 11000'),
      does(PENDING, '8(Y,X) E E 10000 0 10000 0'),
      does(ACCEPT, '8(Y,X) 5 0 11000 0 11000 0'),
      fill(1000, '8(Y) F 1 11000 1000 10000 1000'),
      fill(2000, '8(Y) F 1 11000 3000 8000 2000'),
    ],
  },
  {
    id: 'C.1.b',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 12000'),
      does(PENDING, '8(Y,X) E E 10000 1000 9000 0'),
      fill(100, '8(X) F E 10000 1100 8900 100'),
      does(ACCEPT, '8(Y,X) 5 1 12000 1100 10900 0'),
      fill(10900, '8(Y) F 2 12000 12000 0 10900'),
    ],
  },
  {
    id: 'C.1.c',
    rows: [
      ...BEGIN,
      fill(10000, '8(X) F 2 10000 10000 0 10000'),
      comes('G(Y,X) 12000'),
      does(PENDING, '8(Y,X) E E 10000 10000 0 0'),
      does(ACCEPT, '8(Y,X) 5 1 12000 10000 2000 0'),
      fill(2000, '8(Y) F 2 12000 12000 0 2000'),
    ],
  },
  {
    id: 'C.1.c refused',
    rows: [
      ...BEGIN,
      fill(10000, '8(X) F 2 10000 10000 0 10000'),
      comes('G(Y,X) 12000'),
      does(PENDING, '8(Y,X) E E 10000 10000 0 0'),
      does(TOO_LATE, '9(Y,X) 2'),
    ],
  },
  {
    id: 'C.2.a',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 10000'),
      fill(9000, '8(X) F 2 10000 10000 0 9000'),
      // The fill came first: to accept is to find that it is too late.
      { ...does(ACCEPT, '9(Y,X) 2'), with: { 102: '0' } },
    ],
  },
  {
    id: 'C.3.a',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 8000'),
      fill(500, '8(X) F 1 10000 1500 8500 500'),
      does(PENDING, '8(Y,X) E E 10000 1500 8500 0'),
      fill(100, '8(X) F E 10000 1600 8400 100'),
      does(ACCEPT, '8(Y,X) 5 1 8000 1600 6400 0'),
      fill(6400, '8(Y) F 2 8000 8000 0 6400'),
    ],
  },
  {
    id: 'C.3.b',
    rows: [
      ...BEGIN,
      comes('G(Y,X) 7000'),
      fill(7000, '8(X) F 1 10000 7000 3000 7000'),
      does(ACCEPT, '8(Y,X) 5 2 7000 7000 0 0'),
    ],
  },
  {
    id: 'C.3.c',
    rows: [
      ...BEGIN,
      comes('G(Y,X) 7000'),
      fill(8000, '8(X) F 1 10000 8000 2000 8000'),
      does({ do: 'amendToCum' }, '8(Y,X) 5 2 8000 8000 0 0'),
    ],
  },
]

for (const version of ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'])
  for (const matrix of MATRICES) test(`${matrix.id} (${version})`, () => follow(matrix, version))
