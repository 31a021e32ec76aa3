/** `fixproof packs`: as text of a width, and as a real process. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { type Pack, packNamed, packNames } from '../../onboarding/pack.ts'
import { cliIn } from '../../testing/called-cli.ts'
import { packNeeds } from './packs-needs.ts'
import { packList, packText } from './packs-text.ts'

const cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-packs-'))
after(() => rmSync(cwd, { recursive: true }))

const fixproof = cliIn(cwd)

const packs = packNames().map((name) => packNamed(name) as Pack)

const flat = (text: string): string => text.replace(/\s+/g, ' ')

describe('a pack as text', () => {
  for (const width of [60, 80, 100, 200])
    test(`fits a terminal of ${width} columns, and no question is lost`, () => {
      const [cme] = packs.filter(({ name }) => name === 'cme')
      assert.ok(cme !== undefined)
      const text = packText(cme, packNeeds(cme), { width, color: false })
      const list = packList(packs, { width, color: false })
      // Addresses and keys are not cut: they are copied.
      const long = (line: string): boolean => line.length > Math.max(60, width) && !/^ +(https?:|→ )/.test(line)
      assert.deepEqual([...text.split('\n'), ...list.split('\n')].filter(long), [])
      const words = flat(text)
      for (const { question, why, key } of cme.questions)
        for (const part of [question, why, key]) assert.ok(words.includes(part), part)
    })

  test('says what a case needs of the client, by the way that needs least', () => {
    const cme = packNamed('cme') as Pack
    const needs = packNeeds(cme)
    assert.deepEqual(needs.find(({ id }) => id === 'VN-06')?.needs, ['sendApplicationMessage'])
    assert.deepEqual(needs.find(({ id }) => id === 'VN-05')?.needs, [])
    assert.match(flat(packText(cme, needs, { width: 200, color: false })), /VN-06 .*\(needs sendApplicationMessage\)/)
  })

  test('says a quirk once, with the cases that it covers', () => {
    const pack = packNamed('deribit-venue') as Pack
    const text = flat(packText(pack, packNeeds(pack), { width: 200, color: false }))
    assert.equal(text.match(/A SequenceReset counts whatever its number is/g)?.length, 1)
    assert.match(text, /in 1S\.a, 2\.b, .*SD-07, where \^ResendRequest/)
  })

  test('is coloured only where that is asked for', () => {
    const [pack] = packs
    assert.ok(pack !== undefined)
    assert.doesNotMatch(packText(pack, [], { width: 80, color: false }), /\x1b/)
    assert.match(packText(pack, [], { width: 80, color: true }), /\x1b\[1m/)
  })
})

describe('fixproof packs', () => {
  test('lists all of them, on stdout and without colour in a pipe', async () => {
    const { code, out, err } = await fixproof(['packs'])
    assert.deepEqual([code, err], [0, ''])
    for (const { name } of packs) assert.match(out, new RegExp(`^${name} `, 'm'))
    assert.doesNotMatch(out, /\x1b/)
  })

  test('shows one of the user’s own, by name and by file; as JSON with every case', async () => {
    const folder = path.join(cwd, 'scenarios/mine')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'profile.yaml'), 'suite: { pack: mine }\n')
    writeFileSync(
      path.join(folder, 'pack.yaml'),
      'pack: mine\ntitle: Mine\nsummary: Own.\ncertifies: venue\ncases: { mandatory: [1S] }\n',
    )
    const byName = await fixproof(['packs', 'mine'])
    assert.match(byName.out, /^mine: Mine\n/)
    assert.deepEqual(await fixproof(['packs', 'scenarios/mine/pack.yaml']), byName)
    const { out } = await fixproof(['packs', 'mine', '--json'])
    const { cases } = JSON.parse(out) as { cases: { id: string; obligation: string }[] }
    assert.equal(cases.find(({ id }) => id === '1S.a')?.obligation, 'mandatory')
  })

  test('with a profile, only the questions that it leaves open', async () => {
    writeFileSync(
      path.join(cwd, 'own.yaml'),
      'sessions: [{ beginString: FIX.4.2, senderCompID: V, targetCompID: YOUR-COMPID, heartBtInt: 30 }]\n',
    )
    const { out } = await fixproof(['packs', 'gemini', '-p', 'own.yaml', '--json'])
    const { questions } = JSON.parse(out) as { questions: { id: string }[] }
    assert.deepEqual(
      questions.map(({ id }) => id),
      ['client-comp-id', 'heartbeat'],
    )
    writeFileSync(
      path.join(cwd, 'whole.yaml'),
      'sessions: [{ beginString: FIX.4.2, senderCompID: V, targetCompID: C, heartBtInt: 20 }]\n',
    )
    assert.match(
      (await fixproof(['packs', 'gemini', '-p', 'whole.yaml'])).out,
      /The profile whole\.yaml leaves no question open\./,
    )
    writeFileSync(path.join(cwd, 'torn.yaml'), 'sessions: [\n')
    assert.equal((await fixproof(['packs', 'gemini', '-p', 'torn.yaml'])).code, 2)
  })

  test('what can not be shown ends with 2 and says what is wrong', async () => {
    const { code, err } = await fixproof(['packs', 'cmme'])
    assert.equal(code, 2)
    assert.match(err, /there is no pack "cmme"; did you mean "cme"\? Known are b3, /)
    writeFileSync(path.join(cwd, 'broken.yaml'), 'pack: [\n')
    const broken = await fixproof(['packs', 'broken.yaml'])
    assert.equal(broken.code, 2)
    assert.match(broken.err, /broken\.yaml: .*no profile\.yaml beside|broken\.yaml:\d+:\d+: /)
  })
})
