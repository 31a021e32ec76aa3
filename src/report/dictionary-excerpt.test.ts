import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtIn } from '../dictionary/load.ts'
import { dictionaryExcerpt, eachRawField } from './dictionary-excerpt.ts'
import { reportOf, resultOf } from './report-fixtures.ts'
import { sampleReport } from './samples.ts'

const entry = (raw: string) => ({ at: '2026-09-14T07:41:52.118Z', direction: 'in' as const, raw })
const excerptOf = (raw: string) =>
  dictionaryExcerpt(reportOf([resultOf({ transcript: [entry(raw)] })]), builtIn)['FIX.4.4']

test('a bar inside a data field is data', () => {
  const raw = '35=A|95=3|96=a|b|10=000|'
  const fields: string[] = []
  eachRawField(raw, (tag, from, to) => fields.push(`${tag}:${raw.slice(from, to)}`))
  assert.deepEqual(fields, ['35:A', '95:3', '96:a|b', '10:000'])
})

test('the excerpt names what occurs, labels only the values that occur', () => {
  const excerpt = excerptOf('8=FIX.4.4|35=3|371=108|372=A|373=5|9999=x|')
  assert.deepEqual(excerpt?.messages, { '3': 'Reject', A: 'Logon' })
  assert.equal(excerpt?.fields['108']?.name, 'HeartBtInt', 'the field that RefTagID names')
  assert.deepEqual(Object.keys(excerpt?.fields['373']?.values ?? {}), ['5'])
  assert.equal(excerpt?.fields['9999'], undefined)
})

test('groups come with their members, nested counts among them', () => {
  const excerpt = excerptOf('35=D|453=1|448=X|802=1|523=Y|')
  assert.deepEqual(excerpt?.groups, { '453': [448, 447, 452, 802], '802': [523, 803] })
})

test('a version without dictionary is left out', () => {
  assert.deepEqual(
    dictionaryExcerpt(reportOf([resultOf()]), () => undefined),
    {},
  )
})

test('the excerpt of a report of 72 results stays small', () => {
  assert.ok(JSON.stringify(dictionaryExcerpt(sampleReport(), builtIn)).length < 12_000)
})
