/** docs/personas.md, made from the vocabulary and the personas themselves, so that neither can say what the other does not. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { loadPersona, personaNames } from '../simulator/persona-file.ts'
import { personaTable } from '../simulator/persona-table.ts'
import {
  BUSINESS_REASONS,
  CANCEL_REASONS,
  DELIVERIES,
  EVENTS,
  REJECT_REASONS,
  REQUEST_REJECT_REASONS,
  RESTATEMENTS,
  WRONGS,
} from '../simulator/persona-words.ts'
import { MODIFIERS, VERBS } from '../simulator/step-verbs.ts'

/** Each verb: how it is written, and what the venue then does. */
const STEPS: Readonly<Record<string, readonly [form: string, meaning: string]>> = {
  ack: ['`ack`', 'accepts: ExecType New'],
  pendingNew: ['`pendingNew`', 'ExecType Pending New'],
  reject: ['`reject: REASON`', 'of a new order: Rejected, with OrdRejReason(103); of a request: as `refuse`'],
  refuse: ['`refuse: REASON`', 'OrderCancelReject(9) with CxlRejReason(102)'],
  fill: [
    '`fill: 10`, `fill: 50%`, `fill: half`, `fill: rest`',
    'a trade at the limit, for a market order at the reference. `px: 99`, `better: 2` and `worse: 1` (ticks), `better: 1%`, `times: 3` equal fills. `as: inForce` says what holds anyway: the fill carries the ClOrdID(11) in force',
  ],
  fills: ['`fills: 10`', 'the rest in so many equal fills; the last takes what is left'],
  doneForDay: ['`doneForDay`', 'Done for day'],
  expire: ['`expire`', 'Expired'],
  cancel: ['`cancel`, `cancel: REASON`', 'Canceled without a request, with ExecRestatementReason(378)'],
  restate: [
    '`restate: REASON`',
    'Restated: `qty: 40` the new OrderQty(38), `qty: -10` so much less, `px: 99` the new Price(44)',
  ],
  suspend: ['`suspend`', 'Suspended'],
  release: ['`release`', 'working again, ExecType New'],
  stop: ['`stop: 10%`', 'Stopped: so much is guaranteed, at `px: limit` or a price'],
  trigger: ['`trigger`', 'a stop order is triggered'],
  calculate: ['`calculate`', 'Calculated'],
  bust: [
    '`bust: 1`',
    'the k-th execution that stands is taken back; `last`; `again`: the same bust under another ExecID',
  ],
  correct: [
    '`correct: 1`',
    'the k-th execution is corrected: `qty: 40`, `qty: +5`, `px: 99`, `ticks: +1`; `unknown`: one that never was',
  ],
  again: ['`again`', 'the last execution report once more, under a new MsgSeqNum(34)'],
  status: ['`status`', 'a status report that nobody asked for'],
  strayFill: ['`strayFill: 10`', 'a fill of an order that the client never sent'],
  strayCancel: ['`strayCancel`', 'Canceled for the id that the last replace superseded'],
  businessReject: ['`businessReject: REASON`', 'BusinessMessageReject(j); `wrongReference: yes` names another message'],
  sessionReject: ['`sessionReject: 5`', 'Reject(3) with SessionRejectReason(373); `refTagID: 38`'],
  silence: ['`silence`', 'nothing is sent; the order is accepted, and status requests see it'],
  byTerms: ['`byTerms`', 'what OrdType, TimeInForce, MinQty, MaxFloor and the like ask for'],
  book: ['`book`', 'the order goes to the price-time book of its symbol'],
  random: ['`random`', 'fills, delays and crossing answers drawn from a seed'],
  help: ['`help`', 'Rejected, 103=99, with the bands near to the quantity in Text(58)'],
  accept: ['`accept`', 'the request is accepted: Canceled, Replaced'],
  pending: ['`pending`', 'Pending Cancel, Pending Replace'],
  amendToCum: ['`amendToCum`', 'accepts; a quantity below CumQty(14) becomes CumQty'],
  queue: ['`queue`', 'stands first: a request waits while another one pends'],
  refuseSecond: ['`refuseSecond`', 'stands first: a request is refused (102=3) while another one pends'],
}

const TIMING: Readonly<Record<string, readonly [form: string, meaning: string]>> = {
  after: ['`after: 1s`', 'so long behind the step before: `500ms`, `2s`, `1m`'],
  on: [`\`on: ${EVENTS.join('`, `')}\``, 'waits for the event; `day` is the next trading day'],
  crossing: ['`crossing: yes`', 'in an answer to a request: sent as if the request had not been seen yet'],
  as: ['`as: inForce`', 'with `fill`; see there'],
  delivery: [
    `\`delivery: ${Object.keys(DELIVERIES).join('`, `')}\``,
    'with PossResend(97); once more under its old number with PossDupFlag(43) (three words for it); its number is used and it is sent only when it is asked for (two words)',
  ],
  set: ['`set: { LastQty: 5 }`', 'fields of the report, by name or tag; null leaves one out'],
  omit: ['`omit: [44, Side]`', 'fields that are left out of the report'],
  addTag: ['`addTag: { 20001: x }`', 'fields that are added to the report'],
  wrong: [`\`wrong: ${WRONGS.join('`, `')}\``, 'one thing of the report is wrong'],
  finalFillAsPartial: ['`finalFillAsPartial: yes`', 'the last fill is told as Partially filled, LeavesQty(151) 0'],
}

/** @throws Error when a word of the vocabulary is not explained, or one that is explained is none */
export function personasPage(): string {
  const text = readFileSync(path.join(import.meta.dirname, 'personas-page.md'), 'utf8')
  const parts: Readonly<Record<string, string>> = {
    steps: table(['Step', 'What the venue does'], explained(VERBS, STEPS)),
    timing: table(['Beside a step', 'Meaning'], explained(MODIFIERS, TIMING)),
    reasons: reasons(),
    personas: table(
      ['Persona', 'What it is'],
      personaNames().map((name) => [`\`${name}\``, loadPersona(name).description]),
    ),
    bands: bands('standard'),
    keys: keys('standard'),
    differences: personaNames()
      .filter((name) => name !== 'standard' && name !== 'faulty')
      .map(differences)
      .join('\n\n'),
  }
  return text.replace(/^<!-- (\w+) -->$/gm, (_, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`personas-page.md: there is no part "${name}"`)
    return part
  })
}

function explained(
  words: Readonly<Record<string, unknown>>,
  meanings: Readonly<Record<string, readonly [string, string]>>,
): string[][] {
  const strange = Object.keys(meanings).filter((word) => !(word in words))
  if (strange.length > 0) throw new Error(`no words of a persona: ${strange.join(', ')}`)
  return Object.keys(words).map((word) => {
    const meaning = meanings[word]
    if (meaning === undefined) throw new Error(`"${word}" is not explained: add it to src/testing/personas-page.ts`)
    return [...meaning]
  })
}

function reasons(): string {
  const row = (step: string, tag: string, values: Readonly<Record<string, unknown>>): string[] => [
    step,
    tag,
    Object.entries(values)
      .map(([name, value]) => `\`${name}\` ${value}`)
      .join(', '),
  ]
  return table(
    ['Step', 'Field', 'Reasons, and their values where the version has them'],
    [
      row('`reject`', 'OrdRejReason(103)', REJECT_REASONS),
      row('`refuse`', 'CxlRejReason(102)', REQUEST_REJECT_REASONS),
      row('`cancel`', 'ExecRestatementReason(378)', CANCEL_REASONS),
      row('`restate`', 'ExecRestatementReason(378), or the number', RESTATEMENTS),
      row('`businessReject`', 'BusinessRejectReason(380), or the number', BUSINESS_REASONS),
    ],
  )
}

function bands(name: string): string {
  const { bands: rows } = personaTable(loadPersona(name, { faults: true }))
  return table(
    ['Rule', 'OrderQty', 'on D', 'on F', 'on G', 'Kind'],
    rows.map(({ id, quantity, onD, onF, onG, kind }) => [id, quantity, onD, onF, onG, kind]),
  )
}

function keys(name: string): string {
  const { keys: rows } = personaTable(loadPersona(name, { faults: true }))
  return table(
    ['Rule', 'When', 'What'],
    rows.map(({ id, key, text }) => [id, key, text]),
  )
}

/** What another persona does otherwise than `standard`. */
function differences(name: string): string {
  const standard = personaTable(loadPersona('standard', { faults: true }))
  const own = personaTable(loadPersona(name, { faults: true }))
  const known = new Set([...standard.bands, ...standard.keys].map((row) => JSON.stringify(row)))
  const isOwn = (row: object): boolean => !known.has(JSON.stringify(row))
  const rows = [
    ...own.bands.filter(isOwn).map(({ id, quantity, onD, onF, onG }) => [id, quantity, onD, onF, onG]),
    ...own.keys.filter(isOwn).map(({ id, key, text }) => [id, key, text, '', '']),
  ]
  const { defaults } = loadPersona(name)
  const usual = Object.entries(loadPersona('standard').defaults)
  const stated = usual.flatMap(([key, value]) => {
    const mine = defaults[key as keyof typeof defaults]
    return typeof value === 'object' || mine === value ? [] : [`\`${key}: ${mine}\``]
  })
  const told = stated.length === 0 ? '' : `Defaults: ${stated.join(', ')}.\n\n`
  const owned = new Set(loadPersona(name, { faults: true }).rules.map(({ id }) => id))
  const isApart = loadPersona('standard').rules.some(({ id }) => !owned.has(id))
  const apart = isApart ? 'Rules and symbols of `standard` that have no part in it do not hold.\n\n' : ''
  return `### ${name}\n\n${apart}${told}${table(['Rule', 'When', 'on D, or what', 'on F', 'on G'], rows)}`
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}
