import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Report, ReportWaiver } from '../src/report/report.ts'
import { reportOf, resultOf } from '../src/report/report-fixtures.ts'
import { interopPage } from './interop-page.ts'

const waiver: ReportWaiver = {
  id: 'QF-01',
  case: '3.e',
  expect: 'got Logout',
  reason: 'It reads the digits as a number.',
  owner: 'us',
  until: '2027-12-31',
}

function waived(change: Parameters<typeof resultOf>[0]): ReturnType<typeof resultOf> {
  return resultOf({ case: '3.e', verdict: 'waived', waiver: 'QF-01', clause: 'Clause 3.e', ...change })
}

function pageOf(results: Report['results'], waivers: ReportWaiver[] = []): string[] {
  const target = { role: 'acceptor' as const, address: '127.0.0.1:9878', name: 'Engine', version: '1.2' }
  return interopPage([{ folder: 'scenarios/engine', report: reportOf(results, { target, waivers }) }]).split('\n')
}

describe('the page of other engines', () => {
  test('counts each engine, and each group by version', () => {
    const page = pageOf([
      resultOf(),
      resultOf({ verdict: 'warning' }),
      resultOf({ verdict: 'failed' }),
      resultOf({ beginString: 'FIXT.1.1/FIX.5.0', verdict: 'notApplicable' }),
      resultOf({ beginString: 'FIXT.1.1/FIX.5.0', case: '3.e', verdict: 'inconclusive' }),
      waived({}),
    ])
    assert.ok(
      page.includes(
        '| [Engine 1.2](../scenarios/engine/README.md) | FIX.4.4, FIX.5.0 | 6 | 1 | 1 | 1 | 1 | 0 | 1 | 1 |',
      ),
    )
    assert.ok(page.includes('| Group | FIX.4.4 | FIX.5.0 |'))
    assert.ok(page.includes('| 2  | 2, 1 F | - |'))
    assert.ok(page.includes('| 3  | 0, 1 w | 0, 1 ? |'))
  })

  test('traces each deviation to its clause, with what was expected and seen', () => {
    const page = pageOf(
      [
        waived({ expected: ['Heartbeat'], actual: 'Logout 104', example: 'two digits', beginString: 'FIX.4.2' }),
        waived({ expected: ['Heartbeat'], actual: 'Logout 3', example: 'two digits' }),
        waived({ expected: ['Heartbeat'], actual: 'the end', example: 'four digits' }),
        resultOf({ beginString: 'FIX.4.2' }),
      ],
      [waiver, { ...waiver, id: 'QF-02' }],
    )
    const at = page.indexOf('#### QF-01: case 3.e')
    assert.deepEqual(page.slice(at, at + 7), [
      '#### QF-01: case 3.e',
      '',
      'Clause 3.e (must). It reads the digits as a number.',
      '',
      'Seen in all versions as acceptor:',
      '',
      '- two digits: expected Heartbeat; seen: Logout 3',
    ])
    assert.equal(page[at + 7], '- four digits: expected Heartbeat; seen: the end')
    assert.ok(!page.some((line) => line.includes('QF-02')), 'a waiver that covers nothing is no deviation')
  })

  test('holds nothing that differs from run to run, and nothing that breaks a line', () => {
    const page = pageOf(
      [
        waived({
          actual:
            'Reject 2: SendingTime = 20260105-09:00:00.123, Text = checksum failed. received = 165 computed = 164',
          example: 'a|b <c>\nd',
        }),
        resultOf({ verdict: 'inconclusive', reason: 'no connection to 127.0.0.1:40123' }),
        resultOf({ case: '2.d', verdict: 'warning', actual: 'Logout 4: Text = TESTER3 leaves' }),
      ],
      [waiver],
    )
    const seen = 'Reject 2: SendingTime = &lt;time>, Text = checksum failed. received = &lt;n> computed = &lt;n>'
    assert.ok(page.includes(`- a\\|b &lt;c> d: expected Logout within 2 s; seen: ${seen}`))
    assert.ok(page.includes('- 2.c MsgSeqNum too low without PossDupFlag: no connection to &lt;address> (as acceptor)'))
    assert.ok(
      page.includes('- 2.d MsgSeqNum too low without PossDupFlag: Logout: Text = TESTER leaves (as acceptor)'),
      page.join('\n'),
    )
  })

  test('names failures that no waiver covers', () => {
    const page = pageOf([resultOf({ verdict: 'failed', actual: 'nothing within 2 s' })])
    assert.ok(
      page.includes('- 2.c MsgSeqNum too low without PossDupFlag (FIX.4.4 acceptor): nothing within 2 s'),
      page.join('\n'),
    )
  })
})
