import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseLink, matrixOf, resultKeys } from './matrix.ts'
import { reportOf, resultOf } from './report-fixtures.ts'

test('groups stand in the order of the standard, then those of the report', () => {
  const cases = ['ORD-1', '20', 'VN-1', '3.a', '2.c', '2S', '14.b', 'PX-2', '1S.a', 'SD-9', '1B.b', 'MD-1']
  const groups = [
    { id: 'MD', title: 'Market data' },
    { id: 'ORD', title: 'Orders' },
  ]
  const matrix = matrixOf(
    reportOf(
      cases.map((id) => resultOf({ case: id })),
      { groups },
    ),
  )
  assert.deepEqual(
    matrix.groups.map((group) => group.id),
    ['1B', '1S', '2S', '2', '3', '14', '20', 'SD', 'PX', 'VN', 'MD', 'ORD'],
  )
})

test('cases of a group are counted as people do', () => {
  const matrix = matrixOf(reportOf(['SD-10', 'SD-9', 'SD-100'].map((id) => resultOf({ case: id }))))
  assert.deepEqual(
    matrix.groups[0]?.rows.map((row) => row.case),
    ['SD-9', 'SD-10', 'SD-100'],
  )
})

test('a case is as strong as the strongest of its results', () => {
  const matrix = matrixOf(reportOf((['should', 'must', 'may'] as const).map((level) => resultOf({ level }))))
  assert.equal(matrix.groups[0]?.rows[0]?.level, 'must')
})

test('columns: versions from old to new, the acceptor first, none that was not run', () => {
  const results = [
    resultOf({ beginString: 'FIXT.1.1/FIX.5.0SP2' }),
    resultOf({ beginString: 'FIX.4.4', targetRole: 'initiator' }),
    resultOf({ beginString: 'FIXT.1.1/FIX.5.0' }),
    resultOf({ beginString: 'FIX.4.4' }),
  ]
  assert.deepEqual(
    matrixOf(reportOf(results)).columns.map((column) => column.key),
    ['FIX.4.4~acceptor', 'FIX.4.4~initiator', 'FIXT.1.1/FIX.5.0~acceptor', 'FIXT.1.1/FIX.5.0SP2~acceptor'],
  )
})

test('a result keeps its key when the suite grows; the second example has its number', () => {
  const results = [resultOf(), resultOf({ targetRole: 'initiator' }), resultOf()]
  assert.deepEqual(
    [...resultKeys(results).values()],
    ['2.c~FIX.4.4~acceptor', '2.c~FIX.4.4~initiator', '2.c~FIX.4.4~acceptor~2'],
  )
  assert.equal(caseLink('8~FIXT.1.1/FIX.5.0~acceptor'), 'case=8~FIXT.1.1/FIX.5.0~acceptor')
})
