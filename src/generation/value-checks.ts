/** Checks of single values: formats, codes, tags without a value, tags that come twice. */
import { eachField } from '../dictionary/members.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { rejectAnswer } from './answer.ts'
import { exampleValue, otherValue } from './example-values.ts'
import type { Check, Found, LeftOut, Subject } from './family.ts'
import { inGroups, isData, type Place } from './places.ts'
import { fieldName, leftOut, rowsWithWords } from './stated.ts'
import { ANY_TEXT, malformedValues, valueOutsideCodes, whyNoCodeToTry } from './wrong-values.ts'

const DATA = 'data, and the length of data: a wrong length may make a message garbled, or cut it into other fields'

/** Case 14.f: a value in a format that its field does not have. */
export function formatChecks(subject: Subject, places: readonly Place[]): Found {
  const checks: Check[] = []
  const out: LeftOut[] = []
  for (const place of places) {
    const { field, member } = place
    const why = whyNoFormat(place, subject)
    if (why !== undefined) {
      out.push(leftOut(place, why))
      continue
    }
    const wrong = malformedValues(field, subject.dictionary, subject.version)
    // What every such message has is tried in every way; the others would only say the same of their type.
    const tried = place.required && place.groups.length === 0 ? wrong : wrong.slice(0, 1)
    for (const { value, reasons } of tried) {
      // Without a count nothing says how many entries there are: the count itself may be what is called wrong.
      const all = member.kind === 'group' ? [...reasons, SessionRejectReason.IncorrectNumInGroupCount] : reasons
      checks.push(valueCheck(subject, place, 'format', value, all))
    }
  }
  return { checks, leftOut: out }
}

function whyNoFormat(
  { field, member, required }: Place,
  { dictionary, version, several }: Subject,
): string | undefined {
  if (isData(field)) return DATA
  if (member.kind === 'group' && required)
    return 'a required count: without its entries the message would lack them, too'
  if (member.kind === 'group' && version.ordinal < 42) return NO_GROUPS
  if (member.kind === 'group' && [...eachField(member.members)].some(({ tag }) => several.has(tag))) return SEVERAL
  if (ANY_TEXT.has(field.type)) return 'any text has the format of its type'
  if (malformedValues(field, dictionary, version).length > 0) return undefined
  return field.type === 'CHAR' ? 'any text has the format of its type' : `nothing is known of formats of ${field.type}`
}

/** Such a field is there, when it is meant to be missing, and is no second one, when it is meant to come twice. */
export const SEVERAL = 'the same field may stand at several places of the message'

export const NO_GROUPS = 'FIX.4.0 and 4.1 say little of how a group is written'

/** Case 14.e: a value of the right format that is none of the codes. */
export function codeChecks(subject: Subject, places: readonly Place[]): Found {
  const checks: Check[] = []
  const out: LeftOut[] = []
  for (const place of places) {
    const { field, member } = place
    if (field.values === undefined || field.type === 'BOOLEAN' || member.kind === 'group') continue
    const value = valueOutsideCodes(field, subject.dictionary)
    const why =
      whyNoCodeToTry(field) ?? (value === undefined ? 'no value is certain to be outside its list' : undefined)
    if (isData(field)) out.push(leftOut(place, DATA))
    else if (why !== undefined || value === undefined) out.push(leftOut(place, why ?? ''))
    else checks.push(valueCheck(subject, place, 'codes', value, [SessionRejectReason.ValueIsIncorrect]))
  }
  return { checks, leftOut: out }
}

function valueCheck(
  subject: Subject,
  place: Place,
  kind: 'codes' | 'format',
  value: string,
  reasons: readonly number[],
): Check {
  const { name } = subject.definition
  const rows = rowsWithWords(subject, place)
  return {
    kind,
    title: `${name} with <field> <value>${inGroups(place.groups)}`,
    rows,
    answer: rejectAnswer(subject, name, '<field>', reasons),
    words: { field: fieldName(place, subject), value },
  }
}

/** Of the fields that need not be there, the first of each type: what holds for one holds for the others. */
export function sample(places: readonly Place[], needs: Subject['needs']): Place[] {
  const types = new Set<string>()
  return places.filter(({ member, field, groups, required, key, twice }) => {
    if (member.kind === 'group' || groups.length > 0 || twice || isData(field)) return false
    if (required || needs.has(key)) return true
    const seen = types.has(field.type)
    types.add(field.type)
    return !seen
  })
}

/** Case 14.d: the fields that every such message has, and one of each type beside. */
export function emptyChecks(subject: Subject, places: readonly Place[]): Found {
  const { name } = subject.definition
  const checks = sample(places, subject.needs).map(
    (place): Check => ({
      kind: 'empty',
      title: `${name} with <field> without a value`,
      rows: rowsWithWords(subject, place).map((row) => (row.cell === '<value>' ? { ...row, cell: '<empty>' } : row)),
      answer: rejectAnswer(subject, name, '<field>', [SessionRejectReason.TagSpecifiedWithoutAValue]),
      words: { field: fieldName(place, subject) },
    }),
  )
  return { checks, leftOut: [] }
}

/** Case 14.h: the same fields, each of them twice; outside groups, where a tag that comes again may begin an entry. */
export function repeatedChecks(subject: Subject, places: readonly Place[]): Found {
  const { name } = subject.definition
  const several = sample(places, subject.needs).filter(({ field }) => subject.several.has(field.tag))
  const once = places.filter(({ field }) => !subject.several.has(field.tag))
  const checks = sample(once, subject.needs).flatMap((place): Check[] => {
    const value = exampleValue(place.field)
    const other = otherValue(place.field)
    const check = (title: string, again: string): Check => ({
      kind: 'repeated',
      title: `${name} with ${title}`,
      rows: rowsWithWords(subject, place, 2),
      answer: rejectAnswer(subject, name, '<field>', [SessionRejectReason.TagAppearsMoreThanOnce]),
      words: { field: fieldName(place, subject), value, again },
    })
    const twice = check('<field> twice', value)
    const differs = other !== undefined && other !== value && place.required
    return differs ? [twice, check('<field> twice, its values different', other)] : [twice]
  })
  return { checks, leftOut: several.map((place) => leftOut(place, SEVERAL)) }
}
