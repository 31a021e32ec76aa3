import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decode } from '../../codec/decode.ts'
import { Message } from '../../codec/message.ts'
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { dictionaryFor } from '../../dictionary/load.ts'
import { fromQuickFixXml } from '../../dictionary/quickfix-xml.ts'
import { type FixVersion, findVersion, VERSIONS } from '../../fix/versions.ts'
import { DIALECT, Draw, type Drawn, MessageMaker, mutate, toBytes } from '../arbitraries.ts'
import { firstViolation } from '../by-rules.ts'
import type { Finding } from '../finding.ts'
import type { ValidationOptions } from '../options.ts'
import { Plan } from '../plan.ts'
import { Validator } from '../validate.ts'
import { PlainPlan } from './plain-plan.ts'
import { isPlainlyValid } from './plainly-valid.ts'

/** Each option by itself the other way round, those of a session, and some together. */
const OPTIONS: readonly ValidationOptions[] = [
  {},
  { allowUserDefined: false },
  { allowUnknownTags: true },
  { allowEmptyValues: true },
  { allowZeroNumInGroup: false },
  { checkValues: false },
  { allowUnknownEnumValues: true },
  { checkWellFormedness: false },
  { checkRequired: false },
  { checkRequiredInGroups: false },
  { checkGroups: false },
  { checkOrder: false },
  { checkDuplicates: false },
  { checkConditional: false },
  { timestampFraction: 0 },
  { timestampFraction: 6 },
  { timestampFraction: 20 },
  { timestampFraction: -1 },
  { version: findVersion('FIX.4.0') as FixVersion },
  { texts: 'quickfix', allowUnknownTags: true, allowEmptyValues: true, allowUserDefined: false },
  {
    allowUnknownTags: true,
    checkWellFormedness: false,
    checkRequiredInGroups: false,
    checkGroups: false,
    checkOrder: false,
    checkConditional: false,
  },
]

/** What a session wants of its own messages, whatever it wants of those of the application. */
const SESSION_MESSAGES: ValidationOptions = {
  allowEmptyValues: false,
  allowUnknownEnumValues: false,
  checkValues: true,
  checkRequired: true,
  checkDuplicates: true,
}

/** Everything that judges by one dictionary and one set of options. */
class Judges {
  readonly #plan: Plan
  readonly #plain: PlainPlan
  readonly #validator: Validator

  constructor(dictionary: Dictionary, options: ValidationOptions) {
    this.#plan = new Plan(dictionary, options)
    this.#plain = new PlainPlan(this.#plan)
    this.#validator = new Validator(dictionary, options)
  }

  byRules(message: Message): Finding | undefined {
    return firstViolation(message, this.#plan)
  }

  byBoth(message: Message): Finding | undefined {
    return this.#validator.validate(message)
  }

  isPlain(message: Message): boolean {
    const tables = this.#plain.tablesFor(message)
    return tables !== undefined && isPlainlyValid(message, tables)
  }
}

const judges = new Map<Dictionary, Map<number, Judges>>()

function judgesFor(dictionary: Dictionary, options: number): Judges {
  const byOptions = judges.get(dictionary) ?? new Map<number, Judges>()
  judges.set(dictionary, byOptions)
  const known = byOptions.get(options) ?? new Judges(dictionary, OPTIONS[options] as ValidationOptions)
  byOptions.set(options, known)
  return known
}

const makers = VERSIONS.map((version) => makerFor(version, dictionaryFor(version)))
const dialect = makerFor(findVersion('FIX.4.4') as FixVersion, fromQuickFixXml(DIALECT))

function makerFor(version: FixVersion, dictionary: Dictionary) {
  return { version, dictionary, maker: new MessageMaker(dictionary, version) }
}

/** The same message as one of several in a buffer and an index that they share. */
function amongOthers(message: Message, draw: Draw): Message {
  const before = draw.below(50)
  const [at, count] = [3 * draw.below(10), message.count]
  const source = Buffer.concat([Buffer.alloc(before, '1'), message.source, Buffer.alloc(9, '1')])
  const index = new Int32Array(at + 3 * count + 6).fill(10)
  for (const [i, number] of message.index.entries()) index[at + i] = i % 3 === 0 ? number : number + before
  return new Message(source, before, before + message.length, index, at, count)
}

function decoded(fields: readonly Drawn[], draw: Draw): Message {
  return amongOthers(decode(toBytes(fields)), draw)
}

const seeds = fc.integer({ min: 0, max: 0x7fffffff })

test('a message from a dictionary that the rules find in order is plainly so, in every version', () => {
  for (const { version, dictionary, maker } of makers) {
    const judge = judgesFor(dictionary, 0)
    let inOrder = 0
    const property = fc.property(seeds, (seed) => {
      const draw = new Draw(seed)
      const message = decoded(maker.message(draw.pick(dictionary.messages), draw), draw)
      if (judge.byRules(message) !== undefined) return
      inOrder++
      assert.ok(judge.isPlain(message), `${version.id}, left to the rules: ${message}`)
    })
    fc.assert(property, { numRuns: 300 })
    assert.ok(inOrder > 250, `${version.id}: ${inOrder} messages of 300 in order`)
  }
})

test('what is changed is never found in order where the rules have something to say, whatever the options', () => {
  let refused = 0
  const property = fc.property(seeds, (seed) => {
    const draw = new Draw(seed)
    const { version, dictionary, maker } = draw.pick([...makers, dialect, dialect])
    // The tables of the newest version take long to make: once is enough.
    const options = version.ordinal < 52 ? draw.below(OPTIONS.length) : 0
    const judge = judgesFor(dictionary, options)
    let fields = maker.message(draw.pick(dictionary.messages), draw)
    for (let changes = draw.below(3); changes >= 0; changes--) fields = mutate(fields, dictionary, draw)
    const message = decoded(fields, draw)
    const expected = judge.byRules(message)
    if (expected !== undefined) refused++
    const about = `${version.id}, ${JSON.stringify(OPTIONS[options])}: ${message}`
    assert.deepEqual(judge.byBoth(message), expected, about)
  })
  fc.assert(property, { numRuns: 6000 })
  assert.ok(refused > 3000, `${refused} of 6000 messages refused`)
})

/** Bodies in order: fields behind the group that may stand in it, too, and fields of others in it and behind it. */
const PLAIN_BODIES = [
  'D|1=1|2=x|4=c|',
  'D|1=1|2=x|4=c|2=y|',
  'D|1=1|2=x|4=c|4=d|',
  'D|1=1|2=x|4=c|6=1|7=i|4=c|2=y|2=z|',
  'D|1=1|2=x|5001=a|4=c|',
  'D|1=1|2=x|4=c|5001=a|11=AA|',
  'D|1=1|2=x|4=c|11=B C|12=A BB|13=22|',
]

/** Bodies behind `8=FIX.4.4|9=5|35=` that chance seldom makes. The group: 2 begins an entry, 4 is required in it. */
const BODIES = [
  ...PLAIN_BODIES,
  'D|1=0|',
  'D|1=0|4=c|',
  'D|1=0|2=x|4=c|',
  'D|1=1|2=x|2=y|4=c|',
  'D|1=1|2=x|4=c|4=d|4=e|',
  'D|1=1|2=x|3=1|4=c|3=2|5=Y|',
  'D|1=2|2=x|4=c|3=2|4=d|2=y|',
  'D|1=2|2=x|4=c|3=2|4=d|2=y|4=c|',
  'D|1=1|2=x|4=c|6=1|7=i|7=j|',
  'D|1=1|2=x|4=c|6=0|7=i|',
  'D|1=1|2=x|4=c|5001=a|5=Y|5001=b|',
  'D|1=1|2=x|4=c|5001=a|11=AA|5001=b|',
  'D|1=1|2=x|5001=|4=c|',
  'D|1=1|2=x|5001=a|5002=b|5=Y|',
  'D|1=1|2=x|5001=a|5002=b|4=c|',
  'D|1=1|2=x|4=c|5001=a|5003=b|5=Y|',
  'D|1=1|2=x|4=c|5001=a|5003=b|11=AA|',
  'D|1=1|2=x|9001=z|4=c|',
  'D|1=1|2=x|4=c|9001=z|',
  'D|1=1|2=x|4=c|95=3|96=a|b|',
  'D|1=1|2=x|4=c|12=A B|',
  'D|1=1|2=x|4=c|12=A  C|',
  'D|1=1|2=x|4=c|12=A C|',
  'D|1=1|2=x|4=c|12=C A|',
  'D|1=1|2=x|4=c|12=BB BB A|',
  'D|1=1|2=x|4=c|11=AA AA|',
  'D|1=1|2=x|4=c|11=BB|',
  'D|1=1|2=x|4=c|13=x|',
  'D|1=1|2=x|4=c|13=yy|',
  'D|1=1|2=x|4=c|35=D|',
  'D|1=1|2=x|4=c|40=4|44=1|',
  'D|1=1|2=x|4=c|59=6|126=20261122-10:00:00|',
  'D|1=1|2=x|4=c|14=00|',
  'D|1=1|2=x|4=c|95=1.5|',
  'D|1=1|2=x|4=c|126=20261122-10:00:00.1234567890123|',
  'U1|1=1|3=1|4=c|',
  'U1|1=2|3=1|4=c|3=1|',
  'G|1=1|2=x|40=2|',
  'G|1=1|2=x|40=2|44=1|',
  'LONG|2=x|',
]

function withBody(body: string): Message {
  return decode(Buffer.from(`8=FIX.4.4|9=5|35=${body}10=000|`.replaceAll('|', '\u0001'), 'latin1'))
}

test('bodies that chance seldom makes are judged as the rules judge them, whatever the options', () => {
  for (const body of BODIES) {
    const message = withBody(body)
    for (const options of OPTIONS.keys()) {
      const judge = judgesFor(dialect.dictionary, options)
      const about = `${body} ${JSON.stringify(OPTIONS[options])}`
      assert.deepEqual(judge.byBoth(message), judge.byRules(message), about)
    }
  }
  const judge = judgesFor(dialect.dictionary, 0)
  assert.deepEqual(
    PLAIN_BODIES.filter((body) => !judge.isPlain(withBody(body))),
    [],
  )
})

test('a third field that is not MsgType names no type', () => {
  const text = '8=FIX.4.4|35=U1|5001=D|9=5|1=1|2=x|4=c|10=000|'.replaceAll('|', '\u0001')
  const judge = judgesFor(dialect.dictionary, 0)
  assert.equal(judge.byBoth(decode(Buffer.from(text, 'latin1')))?.refTagID, 2)
})

test('the rules are not asked about a message that is plainly in order', (t) => {
  // The pass reads the index itself; all rules ask the message.
  const asked = t.mock.method(Message.prototype, 'tagAt')
  const draw = new Draw(1)
  for (const { dictionary, maker } of makers.slice(0, -1)) {
    for (const options of [{}, SESSION_MESSAGES, { texts: 'quickfix' as const }]) {
      const validator = new Validator(dictionary, options)
      for (const msgType of ['0', '1', '2', '3', '4', '5', 'A', '8', '9', 'B']) {
        const definition = dictionary.message(msgType)
        assert.ok(definition !== undefined)
        const messages = Array.from({ length: 20 }, () => decoded(maker.message(definition, draw), draw))
        // The first look finds the tables of the type.
        const inOrder = messages.filter((message) => validator.validate(message) === undefined)
        asked.mock.resetCalls()
        for (const message of inOrder) validator.validate(message)
        assert.equal(asked.mock.callCount(), 0, `${dictionary.name} ${msgType}`)
        assert.ok(inOrder.length > 10, `${dictionary.name} ${msgType}: ${inOrder.length} in order`)
      }
    }
  }
})
