/** Every parameter of the table is given every kind of wrong value, through every way in: each time it is said what is allowed. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import type { Kind } from './kinds.ts'
import type { FAMILIES, Parameter } from './parameter.ts'
import { ParameterError } from './parameter-error.ts'
import { parseQuickFixConfig, QuickFixConfigError } from './quickfix-config.ts'
import { resolveParameters } from './resolve.ts'
import { PARAMETERS } from './table.ts'

const version = findVersion('FIX.4.4') as FixVersion
const identity = {
  version,
  role: 'initiator',
  senderCompID: 'US',
  targetCompID: 'THEM',
  dictionary: dictionaryFor(version),
} as const

const NEVER: readonly unknown[] = [null, {}]

/** Values that a kind must refuse: of another type, beside its range, no word of it, or empty. */
function wrongFor({ name, schema, read }: Kind): readonly unknown[] {
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number }
  const beside = [
    ...(minimum === undefined ? [] : [minimum - 1, String(minimum - 1)]),
    ...(maximum === undefined ? [] : [maximum + 1, String(maximum + 1)]),
  ]
  switch (name) {
    case 'boolean':
      return [...NEVER, '', 'maybe', 2, '-1', []]
    case 'integer':
    case 'tries':
      return [...NEVER, ...beside, '', 'x', 1.5, '1.5', '0x10', '1e3', true, Number.NaN, Number.POSITIVE_INFINITY]
    case 'number':
      return [...NEVER, ...beside, '', 'x', '1,5', '0x10', '1e3', true, Number.NaN]
    case 'size':
      return [...NEVER, ...beside, '', 'x', '1.5Mb', 'Mb', '-1', '9007199254740992', true]
    case 'enumeration':
      // The storage that keeps nothing is called null, and YAML makes no difference between the word and nothing.
      return [...(read(null) === undefined ? [null] : []), {}, '', 'none of them', 99, []]
    case 'text':
      return [...NEVER, '', '  ', true, []]
    case 'list of integer':
      return [{}, 'x', '1,x', [0.5], [-1], ['2', 'x']]
    case 'list of text':
      return [[{}], [true], ['a', null]]
    case 'list of protocols':
      return ['x', 'SSLv9', ['TLSv1.2', 'x'], {}]
    case 'fields':
      return [...NEVER.slice(0, 1), '', '553=user', { x: 'user' }, { 553: {} }, [553, 'user'], [['0', 'user']]]
    case 'field':
      return [...NEVER, '', '553', 'user=553', '=user', '0=user', ['x', 'user']]
    case 'list of throttles':
      return [
        ...NEVER,
        '',
        'x',
        [{}],
        [{ direction: 'sideways', messagesLimit: 1, intervalMs: 1 }],
        [{ direction: 'incoming', messagesLimit: 0, intervalMs: 1 }],
        [{ direction: 'incoming', messagesLimit: 1 }],
      ]
    default:
      return assert.fail(`no wrong values for the kind "${name}": state some`)
  }
}

/** A name as it is stated: numbered ones with a number. */
const written = (name: string): string => name.replace('<n>', '1').replace('<MsgType>', 'D')

function messageOf(stated: Readonly<Record<string, unknown>>, family?: (typeof FAMILIES)[number]): string | undefined {
  try {
    resolveParameters(stated, { identity, ...(family === undefined ? {} : { family }) })
    return undefined
  } catch (error) {
    assert.ok(error instanceof ParameterError, String(error))
    return error.message
  }
}

/** Key, value and what is allowed; a secret's value is not shown. */
function expected(key: string, value: unknown, { secret, unit }: Parameter, kind: Kind, ours: boolean): string {
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value)
  const allowed = `${kind.allowed}${ours && unit !== undefined ? ` (${unit})` : ''}`
  return `"${key}" is ${secret === true ? 'not usable' : shown}: ${allowed}`
}

describe('each parameter refuses what it can not be, by key, value and what is allowed', () => {
  for (const parameter of PARAMETERS) {
    test(parameter.name, () => {
      const key = written(parameter.name)
      for (const value of wrongFor(parameter.kind))
        assert.equal(messageOf({ [key]: value }), expected(key, value, parameter, parameter.kind, true))
      for (const alias of parameter.aliases)
        for (const family of alias.families) {
          const kind = alias.kind ?? parameter.kind
          for (const value of wrongFor(kind))
            assert.equal(
              messageOf({ [written(alias.name)]: value }, family),
              expected(written(alias.name), value, parameter, kind, alias.kind === undefined),
              `${family}: ${alias.name}`,
            )
        }
    })
  }
})

test('everything that is wrong is said at once, and nothing of it is taken', () => {
  const stated = Object.fromEntries(
    PARAMETERS.map((parameter) => [written(parameter.name), wrongFor(parameter.kind)[0]]),
  )
  const lines = messageOf(stated)?.split('\n') ?? []
  assert.equal(lines.length, PARAMETERS.length)
  for (const { name } of PARAMETERS)
    assert.equal(lines.filter((line) => line.startsWith(`"${written(name)}" is `)).length, 1, name)
})

test('a QuickFIX file names the line of each', () => {
  const wrong = PARAMETERS.flatMap((parameter) => {
    const alias = parameter.aliases.find(({ families }) => families.length === 1 && families[0] === 'quickfix')
    const key = alias === undefined ? undefined : written(alias.name)
    const kind = alias?.kind ?? parameter.kind
    // Where to dial is no matter of an acceptor.
    if (
      key === undefined ||
      /^SocketConnect/.test(key) ||
      !['boolean', 'integer', 'number', 'enumeration'].includes(kind.name)
    )
      return []
    return [{ key, allowed: kind.allowed }]
  })
  assert.ok(wrong.length > 40, `${wrong.length} settings`)
  const head = ['[DEFAULT]', 'ConnectionType=acceptor', '[SESSION]', 'BeginString=FIX.4.4', 'SenderCompID=US']
  const text = [...head, 'TargetCompID=THEM', ...wrong.map(({ key }) => `${key}=none of them`)].join('\n')
  try {
    parseQuickFixConfig(text, 'at.cfg')
    assert.fail('it was accepted')
  } catch (error) {
    assert.ok(error instanceof QuickFixConfigError, String(error))
    const lines = error.message.split('\n')
    for (const [i, { key, allowed }] of wrong.entries()) {
      const place = `at.cfg:${head.length + 2 + i}: "${key}" is "none of them": ${allowed}`
      assert.ok(
        lines.some((line) => line.startsWith(place)),
        `${place}\n${error.message}`,
      )
    }
  }
})
