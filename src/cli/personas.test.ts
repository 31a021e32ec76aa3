/** `fixproof personas` and the tables of `fixproof simulate`: as text of a width, and as real processes. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { loadPersona, personaFromData, personaNames } from '../simulator/persona-file.ts'
import { cliIn } from '../testing/called-cli.ts'
import { personaList, personaText } from './persona-text.ts'

const cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-personas-'))
after(() => rmSync(cwd, { recursive: true }))

const fixproof = cliIn(cwd)

describe('the tables of a persona', () => {
  const standard = loadPersona('standard', { faults: true })

  for (const width of [60, 80, 100, 200])
    test(`fit a terminal of ${width} columns, and no word is lost`, () => {
      const lines = personaText(standard, { width, color: false }).split('\n')
      assert.deepEqual(
        lines.filter((line) => line.length > width),
        [],
      )
      const words = lines.join(' ').split(/\s+/)
      for (const id of standard.rules.map((rule) => rule.id).filter((id) => id.length < 9))
        assert.ok(words.includes(id), id)
    })

  test('are as wide as they need to be, and no wider', () => {
    const wide = personaText(standard, { width: 1000, color: false }).split('\n')
    const row = wide.find((line) => line.startsWith('Q20 '))
    assert.match(row ?? '', /^Q20 +20–29 +ack, fill 10, fill rest +too late +too late +normal$/)
    assert.equal(wide.filter((line) => line.startsWith(' ')).length, 0)
  })

  test('take room from the columns that can spare it', () => {
    const text = personaText(loadPersona('saft'), { width: 70, color: false })
    assert.equal(
      text.slice(text.indexOf('Rule  '), text.indexOf('Q60')),
      `Rule  OrderQty  on D                   on F      on G           kind
Q1    1–9       ack, rests             accept    accept         normal
Q10   10–19     ack, fill all 1%       too late  too late       normal
                better
Q20   20–29     ack, fill 10 1%        too late  too late       normal
                better, fill rest 1%
                better
Q30   30–39     ack, rests             accept    accept, fill   normal
                                                 all 1% better
Q40   40–49     ack, fill 20 1%        accept    accept, fill   normal
                better                           rest 1%
                                                 better
Q50   50–59     ack, fill 20 1%        accept    accept         normal
                better
`,
    )
  })

  test('have colour only when it is wanted', () => {
    assert.match(personaText(standard, { width: 100, color: true }), /\x1b\[1m/)
    assert.doesNotMatch(personaText(standard, { width: 100, color: false }), /\x1b/)
  })

  test('a list has a line for each', () => {
    const all = personaNames().map((name) => loadPersona(name))
    const lines = personaList(all, { width: 200, color: false }).split('\n')
    assert.deepEqual(
      lines.slice(1).map((line) => line.split(' ')[0]),
      personaNames(),
    )
  })
})

describe('fixproof personas', () => {
  test('lists what there is, with what to do next', async () => {
    const { code, out, err } = await fixproof(['personas'])
    assert.deepEqual([code, err], [0, ''])
    for (const name of personaNames()) assert.match(out, new RegExp(`^${name} +\\d+ +\\w`, 'm'))
    assert.match(out, /fixproof simulate --persona NAME/)
  })

  test('prints the tables of one, without colour in a pipe', async () => {
    const { code, out } = await fixproof(['personas', 'saft'])
    assert.equal(code, 0)
    assert.match(out, /^Q90 +90–99 +ack, done for day +too late +too late +normal$/m)
    assert.match(out, /^– +all others +reject other/m)
    assert.doesNotMatch(out, /\x1b/)
    assert.match((await fixproof(['personas', 'saft'], { FORCE_COLOR: '1' })).out, /\x1b\[1m/)
    assert.doesNotMatch((await fixproof(['personas', 'saft'], { FORCE_COLOR: '1', NO_COLOR: '1' })).out, /\x1b/)
  })

  test('--json is the persona itself', async () => {
    const { out } = await fixproof(['personas', 'verbose-broker', '--json'])
    assert.deepEqual(
      personaFromData(JSON.parse(out), 'out', { faults: true }),
      loadPersona('verbose-broker', { faults: true }),
    )
    const list = JSON.parse((await fixproof(['personas', '--json'])).out)
    assert.deepEqual(
      list.map(({ name }: { name: string }) => name),
      personaNames(),
    )
  })

  test('reads a file, named from where the command is given', async () => {
    writeFileSync(
      path.join(cwd, 'mine.yaml'),
      'persona: mine\nrules: [{ id: A, when: { orderQty: 7 }, then: silence }]\n',
    )
    assert.match((await fixproof(['personas', 'mine.yaml'])).out, /^A +7 +silence +accept +accept +normal$/m)
  })

  test('exit code 2 for a name that is not known, and for a file with mistakes', async () => {
    const unknown = await fixproof(['personas', 'standrd'])
    assert.deepEqual([unknown.code, unknown.out], [2, ''])
    assert.match(unknown.err, /there is no persona "standrd"\. Did you mean "standard"\?/)
    writeFileSync(path.join(cwd, 'bad.yaml'), 'persona: bad\nrules: [{ id: A, then: fil }]\n')
    const bad = await fixproof(['personas', './bad.yaml'])
    assert.equal(bad.code, 2)
    assert.match(bad.err, /bad\.yaml:2:\d+: "rules\[0\]\.then\[0\]" is "fil"|bad\.yaml:2:\d+: "rules\[0\]\.then\[0\]"/)
  })
})

describe('fixproof simulate', () => {
  test('--rules prints the tables and ends; sessions are not needed', async () => {
    const { code, out, err } = await fixproof(['simulate', '--rules'])
    assert.deepEqual([code, err], [0, ''])
    assert.match(out, /^standard: /)
    assert.doesNotMatch(out, /^Q370 /m, 'a rule that is wrong on purpose is only followed with --faults')
    assert.match((await fixproof(['simulate', '--rules', '--faults'])).out, /^Q370 /m)
  })

  test('--rules=json is for machines, --persona says of whom', async () => {
    const { out } = await fixproof(['simulate', '--rules=json', '--persona', 'saft'])
    assert.deepEqual(personaFromData(JSON.parse(out), 'out'), loadPersona('saft'))
  })

  test('exit code 2 for what can not be meant', async () => {
    const listen = ['--listen', '0', '--sender', 'A', '--target', 'B']
    for (const [args, message] of [
      [['simulate', '--rules=xml'], /--rules "xml": expected --rules/],
      [['simulate', ...listen, '--persona', 'sat'], /there is no persona "sat"\. Did you mean "saft"/],
      [['simulate', ...listen, '--faults'], /--faults is for a venue: add --persona/],
      [['simulate', ...listen, '--quiet-text'], /--quiet-text is for a venue/],
      [['simulate', ...listen, '--persona', 'saft', '--application', 'silent'], /both say what answers/],
      [['simulate', ...listen, '--application', 'persona:'], /persona needs a name or a file/],
    ] as const) {
      const { code, err } = await fixproof(args)
      assert.equal(code, 2, err)
      assert.match(err, message)
    }
  })
})
