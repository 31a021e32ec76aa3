import { test } from 'node:test'
import { follow, type Matrix } from '../testing/matrix.ts'
import { ACCEPT, BEGIN, comes, does, fill, OPTION, PENDING } from '../testing/matrix-rows.ts'

/** Two replaces, and changes that nobody asked for: groups D and E. */
const MATRICES: readonly Matrix[] = [
  {
    id: 'D.1.a',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 8000'),
      does(PENDING, '8(Y,X) E E 10000 1000 9000 0'),
      fill(500, '8(X) F E 10000 1500 8500 500'),
      does(ACCEPT, '8(Y,X) 5 1 8000 1500 6500 0'),
      fill(2000, '8(Y) F 1 8000 3500 4500 2000'),
      comes('G(Z,Y) 6000'),
      does(PENDING, '8(Z,Y) E E 8000 3500 4500 0'),
      fill(500, '8(Y) F E 8000 4000 4000 500'),
      does(ACCEPT, '8(Z,Y) 5 1 6000 4000 2000 0'),
      fill(2000, '8(Z) F 2 6000 6000 0 2000'),
    ],
  },
  {
    id: 'D.1.b',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 8000'),
      does(OPTION, '9(Y,X) 1'),
      fill(500, '8(X) F 1 10000 1500 8500 500'),
      fill(2000, '8(X) F 1 10000 3500 6500 2000'),
      comes('G(Z,X) 6000'),
      does(PENDING, '8(Z,X) E E 10000 3500 6500 0'),
      does(ACCEPT, '8(Z,X) 5 1 6000 3500 2500 0'),
      fill(1500, '8(Z) F 1 6000 5000 1000 1500'),
    ],
  },
  {
    id: 'D.1.c',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 8000'),
      does(PENDING, '8(Y,X) E E 10000 1000 9000 0'),
      fill(500, '8(X) F E 10000 1500 8500 500'),
      does(OPTION, '9(Y,X) 1'),
      fill(2000, '8(X) F 1 10000 3500 6500 2000'),
      comes('G(Z,X) 6000'),
      does(PENDING, '8(Z,X) E E 10000 3500 6500 0'),
      does(ACCEPT, '8(Z,X) 5 1 6000 3500 2500 0'),
      fill(1500, '8(Z) F 1 6000 5000 1000 1500'),
    ],
  },
  {
    id: 'D.2.a',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 8000'),
      comes('G(Z,Y) 7000'),
      does(PENDING, '8(Y,X) E E 10000 1000 9000 0'),
      does(ACCEPT, '8(Y,X) 5 1 8000 1000 7000 0'),
      does(PENDING, '8(Z,Y) E E 8000 1000 7000 0'),
      does(ACCEPT, '8(Z,Y) 5 1 7000 1000 6000 0'),
      fill(6000, '8(Z) F 2 7000 7000 0 6000'),
    ],
  },
  {
    id: 'D.2.b',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 8000'),
      comes('G(Z,Y) 7000'),
      { do: { step: PENDING, of: 'Y' }, sent: ['8(Y,X) E E 10000 1000 9000 0'] },
      // The standard prints 8000 and 7000 here, INV-13 takes both: the terms in force are still those of X.
      { do: { step: PENDING, of: 'Z' }, sent: ['8(Z,X) E E 10000 1000 9000 0'] },
      does(ACCEPT, '8(Y,X) 5 E 8000 1000 7000 0'),
      does(ACCEPT, '8(Z,Y) 5 1 7000 1000 6000 0'),
      fill(6000, '8(Z) F 2 7000 7000 0 6000'),
    ],
  },
  {
    id: 'D.2.c',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 8000'),
      comes('G(Z,Y) 7000'),
      does(OPTION, '9(Y,X) 1'),
      does(OPTION, '9(Z,X) 1'),
      fill(9000, '8(X) F 2 10000 10000 0 9000'),
    ],
  },
  {
    id: 'D.2.d',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      comes('G(Y,X) 8000'),
      comes('G(Z,Y) 7000'),
      { do: { step: PENDING, of: 'Y' }, sent: ['8(Y,X) E E 10000 1000 9000 0'] },
      { do: { step: { do: 'refuseSecond' }, of: 'Z' }, sent: ['9(Z,X) E'], with: { 102: '3' } },
      does(ACCEPT, '8(Y,X) 5 1 8000 1000 7000 0'),
      fill(2000, '8(Y) F 1 8000 3000 5000 2000'),
    ],
  },
  {
    id: 'E.1.a',
    rows: [
      {
        do: {
          market: { name: 'voiceOrder', session: 'CLIENT', symbol: 'SIM', side: '1', qty: '10000', px: '100' },
        },
        sent: ['8() 0 0 10000 0 10000 0'],
      },
      { do: { step: { do: 'fill', qty: '2000' }, of: 'O1' }, sent: ['8() F 1 10000 2000 8000 2000'] },
      { do: { step: { do: 'fill', qty: '1000' }, of: 'O1' }, sent: ['8() F 1 10000 3000 7000 1000'] },
      { do: { step: { do: 'fill', qty: '7000' }, of: 'O1' }, sent: ['8() F 2 10000 10000 0 7000'] },
    ],
  },
  {
    id: 'E.1.b',
    rows: [
      ...BEGIN,
      fill(1000, '8(X) F 1 10000 1000 9000 1000'),
      { ...does({ do: 'cancel', reason: 'verbal' }, '8(X) 4 4 10000 1000 0 0'), with: { 378: '2' } },
    ],
  },
  {
    id: 'E.1.c',
    rows: [
      ...BEGIN,
      { ...does({ do: 'restate', reason: 2, qty: '+1000' }, '8(X) D 0 11000 0 11000 0'), with: { 378: '2' } },
      fill(1000, '8(X) F 1 11000 1000 10000 1000'),
      { ...does({ do: 'restate', reason: 2, qty: '12000' }, '8(X) D 1 12000 1000 11000 0'), with: { 378: '2' } },
    ],
  },
  {
    id: 'E.1.d',
    rows: [
      ...BEGIN,
      { ...does({ do: 'restate', reason: 5, qty: '-1000' }, '8(X) D 0 9000 0 9000 0'), with: { 378: '5' } },
      fill(9000, '8(X) F 2 9000 9000 0 9000'),
    ],
  },
]

for (const version of ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'])
  for (const matrix of MATRICES) test(`${matrix.id} (${version})`, () => follow(matrix, version))
