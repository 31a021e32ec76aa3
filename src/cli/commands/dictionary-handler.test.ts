import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { orchestraSample } from '../../testing/orchestra-sample.ts'
import type { Terminal } from '../terminal.ts'
import { diff } from './dictionary-diff-handler.ts'
import { check, show, write } from './dictionary-handler.ts'

const DELTA = `base: FIX.4.4
fields: { add: [ { tag: 20001, name: VenueKind, type: char, values: { L: LIT } } ] }
messages: { change: { NewOrderSingle: { require: [ Account ], add: [ VenueKind! ] } }, remove: [ IOI ] }
`

const FEATURE = `Feature: Orders

  Scenario Outline: An order
    When the tester sends NewOrderSingle with Side <side>
    Examples:
      | side |
      | Buy  |
      | Sell |

  @ORD-01.a
  Scenario: Interest
    When the tester sends IOI

  Scenario: Nothing
    When the tester sends Heartbeat
`

let folder = ''
before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  writeFileSync(path.join(folder, 'venue.yaml'), DELTA)
  writeFileSync(path.join(folder, 'venue.xml'), orchestraSample())
  writeFileSync(path.join(folder, 'orders.feature'), FEATURE)
})
after(() => rmSync(folder, { recursive: true }))

interface Said {
  readonly out: string
  readonly people: string
  readonly code: number | undefined
}

function said(action: (terminal: Terminal, at: (name: string) => string) => void): Said {
  let [out, people] = ['', '']
  const terminal: Terminal = {
    say: (text) => {
      people += `${text}\n`
    },
    print: (text) => {
      out += `${text}\n`
    },
    complain: (text) => {
      people += `${text}\n`
    },
    printBytes: async () => {},
    printsToTerminal: false,
    color: false,
    cwd: folder,
    env: {},
  }
  const before = process.exitCode
  process.exitCode = undefined
  try {
    action(terminal, (name) => path.join(folder, name))
    return { out, people, code: process.exitCode }
  } finally {
    process.exitCode = before
  }
}

function compare(before: string, now: string, format: string): Said {
  return said((terminal, at) =>
    diff(terminal, { before, now: now.startsWith('FIX') ? now : at(now), format, features: [at('orders.feature')] }),
  )
}

describe('fixproof dictionary check', () => {
  test('a delta: what it holds, what it stands on, what is odd', () => {
    const { people, out } = said((terminal, at) => check(terminal, at('venue.yaml')))
    assert.equal(out, '')
    assert.match(
      people,
      /venue\.yaml: in order, a delta of FIX\.4\.4\n {2}92 messages, 104 components, 913 fields, 1709 values\n {2}over FIX\.4\.4, built in\n/,
    )
    assert.doesNotMatch(people, /warning/)
    assert.match(people, /\nNext: fixproof dictionary show .*venue\.yaml, fixproof dictionary diff FIX\.4\.4 /)
  })

  test('Orchestra: scenarios and rules are counted', () => {
    const { people } = said((terminal, at) => check(terminal, at('venue.xml')))
    assert.match(
      people,
      /an Orchestra repository of FIX\.4\.4\n {2}1 message, 1 further scenario, 1 component, 10 fields, 2 values, 2 rules\n/,
    )
    assert.match(people, /\n {2}! it has no Logon\(A\)/)
  })

  test('a built-in version, with its session layer', () => {
    assert.match(
      said((terminal) => check(terminal, 'FIX.5.0SP2')).people,
      /^FIX\.5\.0SP2: in order, the built-in dictionary of FIXT\.1\.1\/FIX\.5\.0SP2\n/,
    )
  })
})

describe('fixproof dictionary diff', () => {
  test('the same: exit code 0', () => {
    const { out, code } = compare('FIX.4.4', 'FIX.4.4', 'console')
    assert.match(out, /\n\nNo difference\.\n$/)
    assert.equal(code, 0)
  })

  test('for people: differences, and the cases whose scenarios name them', () => {
    const { out, code } = compare('FIX.4.4', 'venue.yaml', 'console')
    assert.equal(code, 1)
    assert.match(
      out,
      /^before {2}FIX\.4\.4, built in\nnow {5}venue\.yaml, a delta over FIX\.4\.4, built in\n\nFields\n {2}\+ VenueKind\(20001\) char\n/,
    )
    assert.match(out, /\n4 differences, 3 scenarios of 1 case name them\n/)
    assert.match(
      out,
      /\nTouched\n {2}no case {2}2 scenarios, orders\.feature:7\n {11}NewOrderSingle: Account\(1\) optional → required; NewOrderSingle: VenueKind\(20001\) required\n {2}ORD-01\.a 1 scenario, orders\.feature:11\n {11}IOI\(6\)\n/,
    )
    assert.match(out, /\nNext: fixproof run ORD-01\.a --profile NAME/)
  })

  test('for machines: every change, and which of them touch a case', () => {
    const { out, code } = compare('FIX.4.4', 'venue.yaml', 'json')
    assert.equal(code, 1)
    const { before, now, changes, touched } = JSON.parse(out)
    assert.deepEqual([before.length, now.length, changes.length], [1, 2, 4])
    assert.equal(now[0].file, 'venue.yaml')
    assert.deepEqual(
      touched.map((one: { case?: string; because: number[]; scenarios: unknown[] }) => [
        one.case,
        one.because.map((i) => changes[i].of),
        one.scenarios.length,
      ]),
      [
        [undefined, ['required', 'member'], 2],
        ['ORD-01.a', ['message'], 1],
      ],
    )
  })

  test('as Markdown', () => {
    assert.match(
      compare('FIX.4.4', 'venue.yaml', 'markdown').out,
      /^## Dictionary: 4 differences\n[\s\S]*\| ORD-01\.a \| 1 \| IOI\(6\) \|\n$/,
    )
  })

  test('as the delta that leads from one to the other', () => {
    const { out } = compare('FIX.4.4', 'venue.yaml', 'delta')
    assert.match(out, /^base: FIX\.4\.4\nfields:\n {2}add:\n {4}- tag: 20001\n/)
    writeFileSync(path.join(folder, 'again.yaml'), out)
    assert.match(
      said((terminal, at) =>
        diff(terminal, { before: at('venue.yaml'), now: at('again.yaml'), format: 'console', features: [] }),
      ).out,
      /No difference/,
    )
  })

  test('the base of a delta is what was compared: both layers of FIX.5.0SP2', () => {
    assert.match(compare('FIX.5.0SP2', 'venue.xml', 'delta').out, /^base: FIXT\.1\.1\/FIX\.5\.0SP2\n/)
  })

  test('one layer is compared with one layer', () => {
    const fixt = said((terminal) => write(terminal, 'FIXT.1.1', 'orchestra')).out
    writeFileSync(path.join(folder, 'fixt.xml'), fixt)
    assert.match(compare('FIXT.1.1', 'fixt.xml', 'console').out, /No difference/)
  })
})

describe('fixproof dictionary show and write', () => {
  test('another scenario of a message; one that is not there', () => {
    const { out } = said((terminal, at) => show(terminal, at('venue.xml'), 'NewOrderSingle', 'market'))
    assert.match(out, /scenario market\n/)
    assert.throws(() => said((terminal, at) => show(terminal, at('venue.xml'), 'D', 'fill')), {
      name: 'UsageError',
      message: /no scenario "fill"/,
    })
  })

  test('a delta for QuickFIX', () => {
    const { out, people } = said((terminal, at) => write(terminal, at('venue.yaml'), 'quickfix'))
    assert.match(out, /^<fix type='FIX' major='4' minor='4' servicepack='0'>\n/)
    assert.match(out, /<field name='VenueKind' required='Y' \/>/)
    assert.equal(people, '')
  })

  test('what QuickFIX has no place for is said', () => {
    assert.match(
      said((terminal, at) => write(terminal, at('venue.xml'), 'quickfix')).people,
      /no rules and no scenarios: they are left out/,
    )
    assert.throws(
      () => said((terminal) => write(terminal, 'FIXT.1.1/FIX.5.0SP2', 'quickfix')).out,
      /write FIXT\.1\.1 and FIX\.5\.0SP2 apart/,
    )
  })
})
