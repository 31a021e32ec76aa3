/**
 * Each generated message has the one fault that its scenario expects, and no other. Judged by validation, which shares
 * nothing with the generator: it finds the fault, and nothing when the fault is mended or not looked at.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Field } from '../codec/encode.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { builtIn, dictionaryFor } from '../dictionary/load.ts'
import { findGroup } from '../dictionary/members.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import { bodyOf, type GeneratedScenario, generatedScenarios, messageOf } from '../testing/generated-scenarios.ts'
import type { Finding } from '../validation/finding.ts'
import type { ValidationOptions } from '../validation/options.ts'
import { validate } from '../validation/validate.ts'
import { drawnDictionary } from './arbitraries.ts'
import { generate } from './generate.ts'

const SOURCE = { source: { name: 'test', sha256: '0' }, command: 'test' }

/** By case: what is not looked at when the fault is not to be seen. */
const BLIND: Readonly<Record<string, ValidationOptions>> = {
  '14.b': { checkRequired: false, checkRequiredInGroups: false },
  '14.d': { allowEmptyValues: true },
  '14.e': { allowUnknownEnumValues: true },
  '14.h': { checkDuplicates: false },
  '14.i': { checkGroups: false },
  '14.j': { checkGroups: false, checkRequiredInGroups: false },
  '14.m': { checkConditional: false },
}

function caseOf({ tags }: GeneratedScenario): string {
  return tags.find((tag) => /^@\d/.test(tag))?.slice(1) ?? ''
}

/** What speaks against a scenario; nothing when its message has its fault alone. */
function objection(scenario: GeneratedScenario, dictionary: Dictionary, version: FixVersion): string | undefined {
  const id = caseOf(scenario)
  const msgType = dictionary.messageByName(scenario.message)?.msgType ?? ''
  const body = bodyOf(scenario, dictionary, version)
  const judge = (fields: readonly Field[], options: ValidationOptions = {}): Finding | undefined =>
    validate(messageOf(fields, msgType, version), dictionary, { version, ...options })
  const found = judge(body)
  if (found === undefined) return 'it has no fault'
  const wrong = id === '14.m' ? undefined : mismatch(found, scenario, dictionary, version)
  if (wrong !== undefined) return `${wrong} in ${JSON.stringify(body)}`
  const further = furtherFault(msgType, id, body, dictionary, judge)
  return further === undefined
    ? undefined
    : `beside its fault there is another: ${JSON.stringify(further)} in ${JSON.stringify(body)}`
}

function mismatch(
  { reason, refTagID, kind, text }: Finding,
  { expected }: GeneratedScenario,
  dictionary: Dictionary,
  version: FixVersion,
): string | undefined {
  const said = `${kind} ${reason} ${refTagID} ${text}`
  if (kind !== 'session') return said
  if (!version.rejectReasons)
    return expected.size === 1 && expected.has('RefSeqNum') ? undefined : 'FIX.4.0 has no reasons'
  const cell = expected.get('SessionRejectReason') ?? ''
  const nearest = cell === 'absent or between 0 and 11'
  const reasons = nearest ? [] : cell.split(' or ').map((one) => dictionary.valueOf(373, one) ?? one)
  if (nearest ? version.highestRejectReason !== 11 : !reasons.includes(String(reason))) return `${said}, not ${cell}`
  const named = expected.get('RefTagID')
  if (named === undefined) return undefined
  const name = named.replace(/ or absent$/, '')
  const tag = dictionary.fieldByName(name)?.tag ?? Number(name)
  return tag === refTagID ? undefined : `${said}, not about ${tag}`
}

/** What is found when the fault is mended: a field too many taken away, or the rule that sees it put out. */
function furtherFault(
  msgType: string,
  id: string,
  body: readonly Field[],
  dictionary: Dictionary,
  judge: (fields: readonly Field[], options?: ValidationOptions) => Finding | undefined,
): Finding | undefined {
  const blind = BLIND[id]
  if (blind !== undefined) return judge(body, blind)
  if (id !== '14.f') return judge(body.slice(1))
  // Of all values one is malformed: put right by its type, it leaves a message in order.
  const at = body.findIndex(([tag, value]) => judge([[tag, value]], ONLY_VALUES)?.refTagID === tag)
  const [tag] = body[at] ?? [0]
  const field = dictionary.fieldByTag(tag)
  const right = [...(field?.values?.keys() ?? []), ...RIGHT].find(
    (value) => judge([[tag, value]], ONLY_VALUES)?.refTagID !== tag,
  )
  const isCount = findGroup(dictionary.message(msgType)?.members ?? [], tag) !== undefined
  const mended = body.map((one, i): Field => (i === at ? [tag, isCount ? '0' : (right ?? '')] : one))
  return judge(mended)
}

const ONLY_VALUES: ValidationOptions = {
  checkRequired: false,
  checkGroups: false,
  checkRequiredInGroups: false,
  checkConditional: false,
  allowUnknownTags: true,
}

/** One for each type. */
const RIGHT = ['1', 'A', 'Y', '20260105', '20260105-09:00:00', '09:00:00', '09:00:00Z', '202601', 'text']

function check(dictionary: Dictionary, version: FixVersion, msgType: string): GeneratedScenario[] {
  const definition = dictionary.message(msgType)
  assert.ok(definition !== undefined, msgType)
  const { text, titles } = generate({ dictionary, version, messages: [definition], ...SOURCE })
  const scenarios = generatedScenarios(text)
  assert.deepEqual(
    scenarios.map(({ name }) => name),
    titles,
  )
  assert.equal(new Set(titles).size, titles.length)
  assert.deepEqual(
    scenarios.flatMap((scenario) => {
      const why = objection(scenario, dictionary, version)
      return why === undefined ? [] : [`${scenario.name}: ${why}`]
    }),
    [],
  )
  return scenarios
}

describe('each message has one fault', () => {
  for (const version of VERSIONS)
    for (const msgType of ['D', '8', 'G', 'V', 'J', 'E', 'AB', 'R', 'C', 's']) {
      const dictionary = dictionaryFor(version)
      if (dictionary.message(msgType) === undefined || (version.ordinal > 50 && msgType !== 'D')) continue
      test(`${version.id} ${dictionary.message(msgType)?.name}`, () => {
        assert.ok(check(dictionary, version, msgType).length > 20)
      })
    }

  test('of a message with groups in groups there are checks of each kind', () => {
    const scenarios = check(builtIn('FIX.4.4'), findVersion('FIX.4.4') as FixVersion, 'D')
    assert.ok(scenarios.length >= 150, `${scenarios.length} scenarios`)
    assert.deepEqual(
      [...new Set(scenarios.map(caseOf))],
      ['14.a', '14.b', '14.c', '14.d', '14.e', '14.f', '14.h', '14.i', '14.j', '14.m'],
    )
  })

  for (const version of VERSIONS)
    test(`any dictionary, ${version.id}`, () => {
      fc.assert(
        fc.property(drawnDictionary(version), ({ dictionary, msgType }) => {
          check(dictionary, version, msgType)
        }),
        { numRuns: 25 },
      )
    })
})
