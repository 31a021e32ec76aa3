/** The packs that come with the package: what they claim can be tested, and what they refer to is there. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { packNeeds } from '../cli/commands/packs-needs.ts'
import { loadDictionary } from '../dictionary/load.ts'
import { findParameter } from '../parameters/table.ts'
import { planSimulation } from '../runner/simulate-plan.ts'
import { loadPersona } from '../simulator/persona-file.ts'
import { loadProfile, parseProfile } from '../testbench/profile.ts'
import { profileSchema } from '../testbench/profile-model.ts'
import { type Pack, packNamed, packNames } from './pack.ts'
import { openQuestions, valueAt } from './pack-questions.ts'

const PACKS = packNames().map((name) => packNamed(name) as Pack)

/** Whether a profile may have this key: a place of its schema, or a parameter below `session:`. */
function isProfileKey(key: string): boolean {
  interface Node {
    readonly properties?: Readonly<Record<string, Node>>
    readonly items?: Node
    readonly additionalProperties?: Node | boolean
  }
  const parameter = /^(?:target\.)?session\.(\w+)$/.exec(key)?.[1]
  if (parameter !== undefined) return parameter === 'preset' || findParameter(parameter) !== undefined
  let node: Node | undefined = profileSchema() as Node
  for (const part of key.split('.')) {
    const further: Node | boolean | undefined = node?.additionalProperties
    node =
      /^\d+$/.test(part) && node?.items
        ? node.items
        : (node?.properties?.[part] ?? (typeof further === 'object' ? further : undefined))
  }
  return node !== undefined
}

/** Every value of a YAML text that stands in for an answer, with its key. */
function placeholders(value: unknown, key: readonly string[] = []): string[] {
  if (typeof value === 'string') return /\bYOUR[-_ ]/.test(value) ? [key.join('.')] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([part, one]) => placeholders(one, [...key, part]))
}

test('there are packs of at least nine venues, and of the two kinds of sessions', () => {
  assert.ok(packNames().includes('generic-weekly') && packNames().includes('generic-24x7'))
  assert.ok(new Set(packNames().filter((name) => !/^generic|-venue$/.test(name))).size >= 9)
})

describe('the venue that fixproof simulate plays', () => {
  const personaOf = (name: string) =>
    loadPersona(path.join(path.dirname(packNamed(name)?.profile ?? ''), 'persona.yaml'))

  test('of cme and coinbase tells a stop that was triggered in the manner of the venue', () => {
    assert.equal(personaOf('cme').defaults.trigger, 'new')
    assert.equal(personaOf('cme').defaults.dayEnd, 'expire')
    assert.equal(personaOf('coinbase').defaults.trigger, 'triggered')
    assert.deepEqual(personaOf('coinbase').defaults.onDisconnect, { cancel: 'all', onLogout: true })
  })
  test('of deribit leaves the reports of a mass cancel to its report', () => {
    const rule = personaOf('deribit').rules.find(({ id }) => id === 'DERIBIT:r')
    assert.deepEqual([rule?.when, rule?.manner], [{}, { massReportOnly: true }])
  })
  test('of b3 has the letters of its script in the place of bands', () => {
    const ids = personaOf('b3').rules.map(({ id }) => id)
    for (const letter of ['A1', 'A3', 'A4', 'A5', 'C1']) assert.ok(ids.includes(letter), letter)
    for (const band of ['Q1', 'Q10', 'T:IOC', 'T:FOK', 'T:GTD']) assert.ok(!ids.includes(band), band)
  })
})

for (const pack of PACKS)
  describe(`pack ${pack.name}`, () => {
    const text = readFileSync(pack.profile, 'utf8')
    const profile = loadProfile(pack.profile, {})
    const role = pack.certifies === 'client' ? 'initiator' : 'acceptor'

    test('its profile names the pack, and has who is certified as the target', () => {
      assert.equal(profile.suite.pack, pack.name)
      assert.deepEqual([profile.target.role].flat(), [role])
      assert.equal(profile.target.engine, 'external')
      for (const file of profile.suite.features)
        assert.ok(existsSync(path.join(path.dirname(pack.profile), file)), file)
    })

    test('its dictionary loads, and knows the fields of its Logon', () => {
      if (profile.dictionary === undefined) return
      const dictionary = loadDictionary(profile.dictionary)
      const logon = Object.keys(profile.logon).filter((name) => /^\d+$/.test(name))
      assert.deepEqual(
        logon.filter((tag) => dictionary.fieldByTag(Number(tag)) === undefined),
        [],
      )
    })

    test('every question and fact names a key that profiles have', () => {
      const keys = [...pack.questions.map(({ key }) => key), ...pack.facts.flatMap(({ profile: key }) => key ?? [])]
      assert.deepEqual(
        keys.filter((key) => !isProfileKey(key)),
        [],
      )
    })

    test('every value that stands in for an answer has its question, and all are open as it comes', () => {
      const keys = pack.questions.map(({ key }) => key)
      assert.deepEqual(
        placeholders(parse(text)).filter((key) => !keys.includes(key)),
        [],
      )
      assert.deepEqual(openQuestions(pack.questions, text, text), pack.questions)
    })

    test('a fact about a key of the profile is what the profile states, or a question', () => {
      const stated = parse(text)
      const keys = pack.questions.map(({ key }) => key)
      const missing = pack.facts
        .flatMap(({ profile: key }) => key ?? [])
        .filter((key) => valueAt(stated, key) === undefined && !keys.includes(key))
      assert.deepEqual(missing, [])
    })

    test('what is commented out is a profile too: hooks and capabilities go together', () => {
      const uncommented = text.replace(/^# (?=capabilities:|hooks:| {2}\w+: \.\/)/gm, '')
      const capabilities: readonly string[] = parseProfile(uncommented, pack.profile, {}).capabilities
      assert.equal(/^# hooks:/m.test(text), capabilities.length > 0)
      // What the mandatory cases need is among them, or each could stay open for ever.
      const needed = packNeeds(pack).filter(({ obligation }) => obligation === 'mandatory')
      assert.deepEqual(
        needed.filter(({ needs }) => !needs.every((one) => capabilities.includes(one))),
        [],
      )
      assert.deepEqual(
        needed.filter(({ scenarios }) => scenarios === 0),
        [],
      )
    })

    test('its README names every file of the pack', () => {
      const readme = readFileSync(path.join(path.dirname(pack.profile), 'README.md'), 'utf8')
      assert.ok(readme.startsWith(`# ${pack.title}\n`))
      const files = readdirSync(path.dirname(pack.profile)).filter((file) => file !== 'README.md')
      assert.deepEqual(
        files.filter((file) => !readme.includes(`\`${file}\``)),
        [],
      )
    })

    test('no secret stands in its profile', () => {
      assert.doesNotMatch(text, /^\s*(Password|NewPassword|RawData)\s*:(?!\s*"?\$\{env:)/m)
    })

    if (role === 'initiator')
      test('fixproof simulate can play it', () => {
        const plan = planSimulation({ profile: pack.profile, listen: '0', set: [], cwd: '.', env: {} })
        assert.equal(plan.sessions.length, 1)
        assert.deepEqual(plan.warnings, [])
      })
  })
