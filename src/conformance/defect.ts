/**
 * From a failed result to its probable cause: a table of defects that FIX engines are known to have, and the facts of a
 * failure that it is asked with. No row matches: no cause is named, for a wrong one costs more time than none.
 */
import { sessionMessageName } from '../fix/msg-types.ts'
import type { Difference, DifferenceField } from './difference.ts'
import { groupOf } from './requirement.ts'

/** What a failed result tells. */
export interface Failure {
  readonly case: string
  /** What the steps wanted, in their order; the last one is what failed. */
  readonly expected: readonly string[]
  readonly actual: string
  readonly difference?: Difference | undefined
}

/** A defect and its signs. All signs that a row states must be there. */
export interface DefectClass {
  /** Failures of one class are shown as one. */
  readonly class: string
  /** What is probably wrong inside the target, and what follows from it: whole sentences. */
  readonly text: string
  /** Case ids, their beginnings up to a dot (`CXL-02`), or ids of whole groups; every case when absent. */
  readonly cases?: readonly string[]
  /** Name of the message that was wanted; `disconnect` and `silence` are wanted too. `application`: any that is not of the session. */
  readonly expects?: readonly string[]
  /** Name of the message that came instead, or `nothing`, `disconnect`, `garbled`, `application`. */
  readonly got?: readonly string[]
  /** The first field that differs, in a message of the wanted type. */
  readonly tag?: number | 'any'
  /** Where the value of that field lies: beside the range that was wanted, not there at all, or there unasked. */
  readonly value?: 'above' | 'below' | 'missing' | 'unasked' | RegExp
  /** In what is said of the outcome. */
  readonly says?: RegExp
  /** In the expectation that was not met. */
  readonly wanted?: RegExp
  /** The probe after the stimulus failed: the TestRequest that proves that the session lives and counts right. */
  readonly probe?: boolean
  /** Engines in which it was seen, each with the waiver or the document that says so. */
  readonly seenIn?: readonly string[]
}

export interface ProbableCause {
  class: string
  text: string
  seenIn?: string[]
}

/** @param defects - the special before the general: the first row that fits is taken */
export function probableCause(failure: Failure, defects: readonly DefectClass[]): ProbableCause | undefined {
  const facts = factsOf(failure)
  const found = defects.find((defect) => fits(defect, facts))
  if (found === undefined) return undefined
  const { class: name, text, seenIn } = found
  return { class: name, text, ...(seenIn === undefined ? {} : { seenIn: [...seenIn] }) }
}

interface Facts {
  readonly case: string
  /** Name of the message wanted, `disconnect`, `silence`; undefined for whatever else a step can want. */
  readonly expects: string | undefined
  readonly got: string
  /** The first difference, where a message of the wanted type came. */
  readonly field: DifferenceField | undefined
  readonly actual: string
  readonly wanted: string
}

function factsOf({ case: id, expected, actual, difference }: Failure): Facts {
  const first = difference?.fields.find(({ equal }) => !equal)
  const wanted = expected.at(-1) ?? ''
  const byType = first?.tag === MSG_TYPE
  return {
    case: id,
    expects: byType ? nameOf(first.expected, first.expectedLabel) : wantedWithoutMessage(wanted),
    got: byType && first.actual !== null ? nameOf(first.actual, first.actualLabel) : gotFrom(actual),
    field: byType ? undefined : first,
    actual,
    wanted,
  }
}

const MSG_TYPE = 35

function nameOf(msgType: string | null, label: string | undefined): string {
  const name = label ?? sessionMessageName(msgType ?? '') ?? msgType ?? ''
  // Of alternatives the first is the rule: `Reject or ResendRequest`.
  return name.split(' or ')[0] ?? name
}

function wantedWithoutMessage(wanted: string): string | undefined {
  if (wanted.startsWith('disconnect')) return 'disconnect'
  return wanted.startsWith('nothing from the target') ? 'silence' : undefined
}

/** What came, in the words of the judge: `Logon 1: …`, `nothing within 2 s`, `the target closed the connection (…)`. */
function gotFrom(actual: string): string {
  if (/^nothing\b/.test(actual)) return 'nothing'
  if (/^the target closed the connection/.test(actual)) return 'disconnect'
  if (/^the target sent bytes that are no FIX message/.test(actual)) return 'garbled'
  return /^([A-Z]\w+) -?\d+(:|$)/.exec(actual)?.[1] ?? ''
}

function fits(defect: DefectClass, facts: Facts): boolean {
  const { cases, expects, got, tag, value, says, wanted, probe } = defect
  return (
    (cases === undefined || cases.some((one) => isOf(one, facts.case))) &&
    (expects === undefined || expects.some((name) => isCalled(name, facts.expects))) &&
    (got === undefined || got.some((name) => isCalled(name, facts.got))) &&
    // Without a tag the row is about messages: a field that differs in the right one is another matter.
    (tag === 'any' ? facts.field !== undefined : facts.field?.tag === tag) &&
    (value === undefined || (facts.field !== undefined && lies(facts.field, value))) &&
    (says === undefined || says.test(facts.actual)) &&
    (wanted === undefined || wanted.test(facts.wanted)) &&
    (probe === undefined || probe === PROBE.test(facts.wanted))
  )
}

function isOf(named: string, id: string): boolean {
  return named === id || named === groupOf(id) || id.startsWith(`${named}.`)
}

/** TestReqID of a probe, as the steps word it. */
const PROBE = /^TestReqID\(112\) = PROBE\d+$/

function isCalled(name: string, found: string | undefined): boolean {
  if (name !== 'application') return name === found
  return found !== undefined && /^[A-Z]/.test(found) && !OF_THE_SESSION.includes(found)
}

const OF_THE_SESSION = [
  ...['Logon', 'Heartbeat', 'TestRequest', 'ResendRequest', 'Reject', 'SequenceReset', 'Logout'],
  'BusinessMessageReject',
]

function lies({ expected, actual }: DifferenceField, where: Exclude<DefectClass['value'], undefined>): boolean {
  if (where === 'missing') return actual === null
  if (where === 'unasked') return actual !== null && (expected === null || expected === 'absent')
  if (actual === null) return false
  if (where instanceof RegExp) return where.test(actual)
  const bounds = (expected?.match(/-?\d+/g) ?? []).map(Number)
  if (bounds.length === 0 || !/^-?\d+$/.test(actual)) return false
  return where === 'above' ? Number(actual) > Math.max(...bounds) : Number(actual) < Math.min(...bounds)
}
