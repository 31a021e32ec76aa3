import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findVersion, type VersionId } from '../fix/versions.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { whyNotApplicable } from './applicability.ts'

function why(tags: readonly string[], change: Parameters<typeof legWith>[0] = {}): string | undefined {
  const leg = legWith(change)
  const version = findVersion(leg.version)
  assert.ok(version)
  return whyNotApplicable(tags, leg, version)
}

describe('a scenario applies', () => {
  test('where it says nothing', () => assert.equal(why(['@2.a', '@must', '@session']), undefined))

  test('to the role it is about, and to both where it names both', () => {
    assert.equal(why(['@acceptor']), undefined)
    assert.match(why(['@initiator']) ?? '', /about a target that is initiator; this one is acceptor/)
    assert.equal(why(['@initiator', '@acceptor']), undefined)
  })

  const versions: readonly [tag: string, yes: VersionId[], no: VersionId[]][] = [
    ['@since:FIX.4.1', ['FIX.4.1', 'FIX.4.4', 'FIXT.1.1/FIX.5.0'], ['FIX.4.0']],
    ['@until:FIX.4.1', ['FIX.4.0', 'FIX.4.1'], ['FIX.4.2', 'FIXT.1.1/FIX.5.0']],
    ['@since:FIXT.1.1', ['FIXT.1.1/FIX.5.0', 'FIXT.1.1/FIX.5.0SP2'], ['FIX.4.4']],
    ['@since:FIX.5.0SP1', ['FIXT.1.1/FIX.5.0SP1', 'FIXT.1.1/FIX.5.0SP2'], ['FIXT.1.1/FIX.5.0', 'FIX.4.4']],
  ]
  for (const [tag, yes, no] of versions)
    test(`${tag}: bounds belong to it`, () => {
      for (const version of yes) assert.equal(why([tag], { version }), undefined, version)
      for (const version of no) assert.match(why([tag], { version }) ?? '', /^(begins|ends) with /, version)
    })

  test('with the capability it needs, and says which is missing', () => {
    assert.match(why(['@needs:restart']) ?? '', /needs the capability restart, which the profile does not declare/)
    assert.equal(why(['@needs:restart'], { capabilities: ['restart'] }), undefined)
    assert.equal(why(['@needs:clock'], { capabilities: ['advanceClock'] }), undefined)
    assert.match(why(['@needs:clock', '@needs:restart'], { capabilities: ['advanceClock'] }) ?? '', /restart/)
  })
})

test('a tag that names no version is a slip of the pen, not a scenario less', () => {
  assert.throws(() => why(['@since:FIX4.1']), /tag @since:FIX4\.1: "FIX4\.1" is no FIX version/)
})
