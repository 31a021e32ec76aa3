/**
 * The packs in use: our own engine passes what each asks for under the settings of its profile, and a gateway that has a
 * quirk as its rulebook states it comes out waived, and not passed. In memory, on the simulated clock.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { runPackAgainstQuirk, runPackItself } from '../testing/pack-self-run.ts'
import { type Pack, packNamed, packNames } from './pack.ts'
import { packCases } from './pack-cases.ts'

/** Those whose client is set otherwise than ours is by default are run in full. */
const IN_FULL = ['cme', 'cme-ebs', 'deribit-venue']

function told({ case: id, title, verdict, reason, actual }: ReportResult): string {
  return `${id} ${title}: ${verdict}: ${reason ?? actual}`
}

function packOf(name: string): Pack {
  const pack = packNamed(name)
  assert.ok(pack !== undefined, name)
  return pack
}

describe('our own engine in the place of who is certified', () => {
  for (const name of packNames())
    test(`passes what ${name} asks for`, async () => {
      const pack = packOf(name)
      const wanted = IN_FULL.includes(name) ? ['mandatory', 'optional'] : ['mandatory']
      const { results } = await runPackItself(pack, wanted)
      assert.deepEqual(
        results.filter(({ verdict }) => ['failed', 'errored', 'waived', 'warning'].includes(verdict)).map(told),
        [],
      )
      const passed = new Set(results.filter(({ verdict }) => verdict === 'passed').map((result) => result.case))
      const open = packCases(pack).filter(({ id, obligation }) => obligation === 'mandatory' && !passed.has(id))
      assert.deepEqual(
        open.map(({ id }) => id),
        [],
      )
    })
})

describe('a gateway with a quirk', () => {
  for (const [name, quirk, id] of [
    ['gemini-venue', 'closesTooLow', 'GEMINI-TOO-LOW'],
    ['gemini-venue', 'noReplay', 'GEMINI-NO-REPLAY'],
    ['deribit-venue', 'asksAfterReset', 'DERIBIT-RESET'],
  ] as const) {
    const pack = packOf(name)
    const mine = pack.quirks.filter((one) => one.id === id || one.id.startsWith(`${id}:`))
    const cases = mine.map((one) => one.case)

    test(`${name}: each case of ${id} is waived, by that quirk`, async () => {
      const { results } = await runPackAgainstQuirk(pack, quirk, cases)
      const about = results.filter((result) => cases.includes(result.case))
      assert.deepEqual(
        about.filter(({ verdict }) => ['failed', 'errored', 'inconclusive'].includes(verdict)).map(told),
        [],
      )
      const waived = about.filter(({ verdict }) => verdict === 'waived')
      assert.deepEqual([...new Set(waived.map(({ waiver }) => waiver))].sort(), mine.map((one) => one.id).sort())
    })

    test(`${name}: without ${id} nothing is waived`, async () => {
      const { results } = await runPackAgainstQuirk(pack, 'none', cases)
      assert.deepEqual(results.filter(({ verdict }) => verdict === 'waived').map(told), [])
    })
  }

  test('another ResendRequest behind a SequenceReset is no quirk', () => {
    const [{ expect = '' } = {}] = packOf('deribit-venue').quirks
    assert.match('ResendRequest 3: BeginSeqNo = 20, EndSeqNo = 20', new RegExp(expect))
    assert.doesNotMatch('ResendRequest 3: BeginSeqNo = 5, EndSeqNo = 0', new RegExp(expect))
    assert.doesNotMatch('ResendRequest 3: BeginSeqNo = 2, EndSeqNo = 20', new RegExp(expect))
  })
})
