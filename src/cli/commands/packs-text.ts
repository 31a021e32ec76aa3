/** Packs as people read them: a table of all, or one in full, in lines that fit the terminal. */
import { styleText } from 'node:util'
import { findRequirement, GROUPS } from '../../conformance/catalogue.ts'
import { groupOf } from '../../conformance/requirement.ts'
import type { Pack } from '../../onboarding/pack.ts'
import { countsOf, packCases } from '../../onboarding/pack-cases.ts'
import { wrap } from '../../report/formats/terminal.ts'
import type { Layout } from '../persona-text.ts'
import type { CaseNeeds } from './packs-needs.ts'

/** Where the text behind an id begins. */
const INDENT = 18
const LEAST_WIDTH = 60
/** From here on a title fits behind the numbers. */
const ROOM_FOR_TITLES = 100

/** Each pack in a line or two. */
export function packList(packs: readonly Pack[], layout: Layout): string {
  const bold = boldOf(layout)
  const widths = [Math.max(16, ...packs.map(({ name }) => name.length + 1)), 10, 10, 9, 7, 5]
  const row = (cells: readonly (string | number)[]): string =>
    cells.map((cell, i) => (i === 0 ? `${cell}`.padEnd(widths[i] ?? 0) : `${cell}`.padStart(widths[i] ?? 0))).join('')
  const lines = packs.flatMap((pack) => {
    const { mandatory, optional } = countsOf(packCases(pack))
    const numbers = row([pack.name, pack.certifies, mandatory, optional, pack.quirks.length, pack.questions.length])
    return room(layout) >= ROOM_FOR_TITLES
      ? [`${numbers}  ${pack.title}`]
      : [numbers, ...beside('', pack.title, layout, 2)]
  })
  return [
    bold(row(['Pack', 'certifies', 'mandatory', 'optional', 'quirks', 'open'])),
    ...lines,
    '',
    ...wrap(
      'open: what no public document says. The venue tells it to you, and it goes into the profile.',
      room(layout),
    ),
    '',
    ...wrap('fixproof packs NAME says what one asks for; fixproof run -p NAME runs it.', room(layout)),
  ].join('\n')
}

/**
 * One pack: what it rests on, what it asks for, what is known and what is not.
 *
 * @param profile - whose answers have been taken away from the questions
 */
export function packText(pack: Pack, needs: readonly CaseNeeds[], layout: Layout, profile?: string): string {
  const bold = boldOf(layout)
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', bold(title), ...lines]
  return [
    bold(`${pack.name}: ${pack.title}`),
    ...wrap(pack.summary, room(layout)),
    ...wrap(whoIsWho(pack), room(layout)),
    ...section(
      'Documents',
      pack.rulebooks.flatMap((one) => documentLines(one, layout)),
    ),
    ...section(
      'How its sessions behave',
      pack.facts.flatMap((one) => factLines(one, layout)),
    ),
    ...section('Mandatory', caseLines(pack, needs, 'mandatory', layout)),
    ...section('Optional', groupLines(pack, needs, layout)),
    ...section(
      'Not applicable',
      Object.entries(pack.cases.notApplicable).flatMap(([word, why]) => beside(word, why, layout)),
    ),
    ...section(
      'Of the venue, and not here',
      Object.entries(pack.uncovered).flatMap(([what, why]) => beside('', `${what}: ${why}`, layout, 2)),
    ),
    ...section('Quirks, which count as waived', quirkLines(pack, layout)),
    ...section(
      profile === undefined ? 'Open, ask the venue' : `Open in the profile ${profile}, ask the venue`,
      pack.questions.flatMap(({ question, why, key }) => [
        ...beside('', question, layout, 2),
        ...beside('', `${why}`, layout, 4),
        `    → ${key}`,
      ]),
    ),
    ...(profile !== undefined && pack.questions.length === 0
      ? ['', `The profile ${profile} leaves no question open.`]
      : []),
    '',
    bold('Next'),
    ...nextLines(pack, layout),
  ].join('\n')
}

function whoIsWho({ certifies }: Pack): string {
  return certifies === 'client'
    ? 'Your client is certified: it dials in, and the tester plays the venue.'
    : "The venue's gateway is tested: the tester dials, as a client would."
}

function documentLines({ title, publisher, version, url, known }: Pack['rulebooks'][number], layout: Layout): string[] {
  const how = known === 'read' ? '' : known === 'title' ? ' (known by its title alone)' : ' (known from summaries)'
  return [
    ...beside('', `${title}${version === undefined ? '' : ` ${version}`}, ${publisher}${how}`, layout, 2),
    ...(url === undefined ? [] : [`    ${url}`]),
  ]
}

function factLines({ fact, source, profile }: Pack['facts'][number], layout: Layout): string[] {
  return beside('', `${fact} [${source}]${profile === undefined ? '' : ` → ${profile}`}`, layout, 2)
}

/** One by one, with what the venue calls them. */
function caseLines(pack: Pack, needs: readonly CaseNeeds[], wanted: CaseNeeds['obligation'], layout: Layout): string[] {
  return needs
    .filter(({ obligation }) => obligation === wanted)
    .flatMap(({ id, needs }) => {
      const theirs = pack.venueIds[id]
      const words = [findRequirement(id)?.title ?? '', ...(theirs === undefined ? [] : [`= ${theirs}`])].join('  ')
      return beside(id, `${words}${needs.length === 0 ? '' : `  (needs ${needs.join(', ')})`}`, layout)
    })
}

/** By group, since nobody reads them one by one; those that the venue has a name for stand out. */
function groupLines(pack: Pack, needs: readonly CaseNeeds[], layout: Layout): string[] {
  const optional = needs.filter(({ obligation }) => obligation === 'optional')
  const named = optional.filter(({ id }) => pack.venueIds[id] !== undefined)
  const others = optional.filter(({ id }) => !named.some((one) => one.id === id))
  const groups = GROUPS.flatMap(({ id: group, title }) => {
    const ids = others.filter(({ id }) => groupOf(id) === group).map(({ id }) => id)
    if (ids.length === 0) return []
    const shown = ids.length <= 4 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`
    return beside(group, ids[0] === group ? title : `${title}: ${shown}`, layout)
  })
  return [...caseLines({ ...pack }, named, 'optional', layout), ...groups]
}

/** What holds for several cases is said once. */
function quirkLines({ quirks }: Pack, layout: Layout): string[] {
  return [...new Set(quirks.map(({ sentence }) => sentence))].flatMap((sentence) => {
    const same = quirks.filter((one) => one.sentence === sentence)
    const cases = same.map(({ case: about }) => about).join(', ')
    return [
      ...beside('', `${sentence} [${same[0]?.source ?? ''}]`, layout, 2),
      ...beside('', `in ${cases}, where ${same[0]?.expect ?? ''} is seen`, layout, 4),
    ]
  })
}

function nextLines({ name, certifies }: Pack, layout: Layout): string[] {
  const commands: [command: string, what: string][] = [
    [`init NAME --pack ${name}`, 'asks the questions, writes a profile and a test plan of your own'],
    ...(certifies === 'client'
      ? ([
          [`run -p ${name} --listen 9878`, 'as it stands, against a client that dials in'],
          [`simulate ${name} --listen 9878`, 'the venue, to try by hand'],
        ] satisfies [string, string][])
      : ([[`run -p ${name} --connect HOST:PORT`, 'as it stands, against the gateway']] satisfies [string, string][])),
    [`run -p ${name} --list`, 'the scenarios'],
  ]
  return commands.flatMap(([command, what]) => [`  fixproof ${command}`, ...beside('', what, layout, 6)])
}

/** `key  text`, wrapped beside the key. @param indent - columns before the text, where there is no key */
function beside(key: string, text: string, layout: Layout, indent = INDENT): string[] {
  return wrap(text, Math.max(20, room(layout) - indent)).map((line, i) =>
    `${(i === 0 && key !== '' ? `  ${key}` : '').padEnd(indent)}${line}`.trimEnd(),
  )
}

function room({ width }: Layout): number {
  return Math.max(LEAST_WIDTH, Math.min(width, 110))
}

function boldOf({ color }: Layout): (text: string) => string {
  return (text) => (color ? styleText('bold', text, { validateStream: false }) : text)
}
