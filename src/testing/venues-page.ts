/** docs/venues.md, made from the packs themselves, so that it can not say what they do not. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { findRequirement, GROUPS } from '../conformance/catalogue.ts'
import { groupOf } from '../conformance/requirement.ts'
import { type Pack, packNamed, packNames } from '../onboarding/pack.ts'
import { countsOf, packCases } from '../onboarding/pack-cases.ts'

/** @throws Error for a part that nobody makes */
export function venuesPage(): string {
  const text = readFileSync(path.join(import.meta.dirname, 'venues-page.md'), 'utf8')
  const packs = packNames().flatMap((name) => packNamed(name) ?? [])
  const parts: Readonly<Record<string, string>> = {
    packs: overview(packs),
    quirks: quirks(packs),
    each: packs.map(section).join('\n\n'),
  }
  return text.replace(/^<!-- (\w+) -->$/gm, (_, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`venues-page.md: there is no part "${name}"`)
    return part
  })
}

function overview(packs: readonly Pack[]): string {
  return table(
    ['Pack', 'Venue', 'Certified', 'Mandatory', 'Optional', 'Quirks', 'Questions'],
    packs.map((pack) => {
      const { mandatory, optional } = countsOf(packCases(pack))
      const numbers = [mandatory, optional, pack.quirks.length, pack.questions.length].map(String)
      return [`[\`${pack.name}\`](#${pack.name})`, pack.title, pack.certifies, ...numbers]
    }),
  )
}

function quirks(packs: readonly Pack[]): string {
  const rows = packs.flatMap(({ name, quirks }) =>
    [...new Set(quirks.map(({ sentence }) => sentence))].map((sentence) => {
      const same = quirks.filter((one) => one.sentence === sentence)
      return [`\`${name}\``, sentence, same.map((one) => one.case).join(', '), `\`${same[0]?.expect ?? ''}\``]
    }),
  )
  return table(['Pack', 'What the venue does', 'Cases', 'What is seen instead'], rows)
}

function section(pack: Pack): string {
  const parts = [
    `### ${pack.name}`,
    `**${pack.title}.** ${pack.summary}`,
    documents(pack),
    facts(pack),
    mandatory(pack),
    optional(pack),
    uncovered(pack),
    questions(pack),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function documents({ rulebooks }: Pack): string {
  if (rulebooks.length === 0) return ''
  const words = rulebooks.map(({ title, publisher, version, url, known }) => {
    const named = `${title}${version === undefined ? '' : ` ${version}`}`
    const how = known === 'read' ? '' : known === 'title' ? ', known by its title alone' : ', known from summaries'
    return `${url === undefined ? named : `[${named}](${url})`} (${publisher}${how})`
  })
  return `Documents: ${words.join('; ')}.`
}

function facts({ facts }: Pack): string {
  return facts
    .map(({ fact, source, profile }) => `- ${fact} *${source}*${profile === undefined ? '' : ` → \`${profile}\``}`)
    .join('\n')
}

function mandatory(pack: Pack): string {
  const cases = packCases(pack).filter(({ obligation }) => obligation === 'mandatory')
  const named = cases.filter(({ id }) => pack.venueIds[id] !== undefined)
  const rows = named.map(({ id }) => [id, findRequirement(id)?.title ?? '', pack.venueIds[id] ?? ''])
  const others = inGroups(cases.filter(({ id }) => pack.venueIds[id] === undefined).map(({ id }) => id))
  return [
    ...(rows.length === 0 ? [] : [table(['Mandatory', 'What it is about', 'The venue calls it'], rows)]),
    ...(others === '' ? [] : [`Mandatory${rows.length === 0 ? '' : ' too'}: ${others}.`]),
  ].join('\n\n')
}

function optional(pack: Pack): string {
  const ids = packCases(pack).flatMap(({ id, obligation }) => (obligation === 'optional' ? [id] : []))
  const named = ids.filter((id) => pack.venueIds[id] !== undefined).map((id) => `${id} (${pack.venueIds[id]})`)
  const others = inGroups(ids.filter((id) => pack.venueIds[id] === undefined))
  return `Optional: ${[...named, others].filter((part) => part !== '').join('; ')}.`
}

/** Short groups case by case, long ones by how many of their cases there are. */
function inGroups(ids: readonly string[]): string {
  return GROUPS.flatMap(({ id: group }) => {
    const mine = ids.filter((id) => groupOf(id) === group)
    if (mine.length === 0) return []
    return [mine.length <= 4 ? mine.join(', ') : `${group} (${mine.length} cases)`]
  }).join(', ')
}

function uncovered({ uncovered }: Pack): string {
  const rows = Object.entries(uncovered).map(([what, why]) => `- Of the venue, and not here: ${what}. ${why}`)
  return rows.join('\n')
}

function questions({ questions }: Pack): string {
  return table(
    ['Ask the venue', 'Why', 'Where it goes'],
    questions.map(({ question, why, key }) => [question, why, `\`${key}\``]),
  )
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}
