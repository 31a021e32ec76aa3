import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CATALOGUE, findRequirement, GROUPS, selectCases } from './catalogue.ts'
import { groupOf } from './requirement.ts'

describe('the catalogue', () => {
  test('no id stands twice', () => {
    const ids = CATALOGUE.map(({ id }) => id)
    assert.deepEqual(ids, [...new Set(ids)])
  })

  test('every row belongs to a group that is named, and every group has a row', () => {
    assert.deepEqual(new Set(CATALOGUE.map(({ id }) => groupOf(id))), new Set(GROUPS.map(({ id }) => id)))
  })

  test('rows stand in the order of their groups, and within a group in the order of their ids', () => {
    const groups = GROUPS.map(({ id }) => id)
    const keys = CATALOGUE.map(({ id }) => {
      const place = String(groups.indexOf(groupOf(id))).padStart(2, '0')
      return `${place} ${id.replace(/^INV-(\d)$/, 'INV-0$1')}`
    })
    assert.deepEqual(keys, [...keys].sort())
  })

  test('every row says what must hold, where it comes from, and whom it concerns', () => {
    for (const { id, title, sentence, clause, roles } of CATALOGUE) {
      assert.match(sentence, /^[A-Z].*\.$/, id)
      assert.ok(title.length > 0 && clause.length > 0 && roles.length > 0, id)
    }
  })

  test('a row is found by its id alone', () => {
    assert.equal(findRequirement('2.c')?.title, 'MsgSeqNum too low without PossDupFlag')
    assert.equal(findRequirement('2'), undefined)
  })
})

describe('what a word selects', () => {
  const cases: readonly [word: string, selected: (id: string) => boolean][] = [
    ['2.c', (id) => id === '2.c'],
    ['2', (id) => id.startsWith('2.')],
    ['2S', (id) => id === '2S'],
    ['1B', (id) => id.startsWith('1B.')],
    ['12', (id) => id === '12'],
    ['SD', (id) => id.startsWith('SD-')],
    ['SD-4', (id) => id.startsWith('SD-4')],
    ['SD-43', (id) => id === 'SD-43'],
    ['ORD', (id) => id.startsWith('ORD-')],
    ['ORD-03', (id) => id.startsWith('ORD-03.')],
    ['MAT-D', (id) => id.startsWith('MAT-D.')],
    ['MAT-D.1', (id) => id.startsWith('MAT-D.1.')],
    ['INV-1', (id) => id === 'INV-1'],
  ]
  for (const [word, selected] of cases)
    test(word, () => {
      const ids = selectCases(word)
      assert.ok(ids.length > 0)
      assert.deepEqual(ids, CATALOGUE.map(({ id }) => id).filter(selected))
    })

  test('nothing where there is nothing', () => {
    for (const word of ['', '21', 'S', 'SD-', '2.z', 'sd', '1']) assert.deepEqual(selectCases(word), [], word)
  })
})
