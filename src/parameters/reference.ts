/** The reference of parameters, docs/parameters.md, made from the table so that neither can say what the other does not. */
import type { Alias, Parameter } from './parameter.ts'
import { PRESET_NAMES, PRESETS, type PresetName } from './presets.ts'
import { PARAMETERS } from './table.ts'

const PRODUCTS = {
  cpp: 'C++',
  python: 'Python',
  fixedge: 'FIXEdge',
  java: 'Java/.NET',
  quickfix: 'QuickFIX',
} as const

const HEAD = `# Parameters of the engine

Made from the table in \`src/parameters/table\`; \`FIXPROOF_UPDATE=1 npx node --test src/parameters/reference.test.ts\` writes
it again.

A parameter can be stated under its name or any of its other names, in upper or lower case. What is stated in code or in a
profile comes first, then the session's entry in a file, then the default for sessions, then the value for the engine, then the
preset, then the default here. Unknown names and values that are not allowed are refused, with what is allowed. Booleans are true
or false, also Y or N, 1 or 0. A name that products mean differently is read as the \`family\` says: \`cpp\`, \`fixedge\`, \`python\`,
\`java\` (also .NET Core), \`quickfix\`.

"Engine parameters" in the last column is the requirement for this engine, by section. How parameters are stated in code is in
[engine-api.md](engine-api.md#parameters), on the command line and in profiles in [simulate.md](simulate.md); why there is one table
in [decision 04](decisions/04-one-table-of-parameters.md).

**NON-COMPLIANT** stands where another value than the default is against the FIX standard; each use is warned about.
`

/** The whole file: every parameter and preset, as Markdown. */
export function parameterReference(): string {
  const groups = [...new Set(PARAMETERS.map(({ group }) => group))]
  return [HEAD, ...groups.map(groupSection), presetSection(), withoutEffect()].join('\n')
}

function groupSection(group: string): string {
  const rows = PARAMETERS.filter((row) => row.group === group && row.effect === 'full')
  if (rows.length === 0) return ''
  return [
    `## ${group}\n`,
    '| Name | Type | Default | Meaning | Other names | Source |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) =>
      cells(code(row.name), typeOf(row), defaultOf(row), meaningOf(row), aliasesOf(row), row.source),
    ),
    '',
  ].join('\n')
}

function cells(...texts: readonly string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
}

const code = (text: string): string => `\`${text}\``

function typeOf({ kind, unit }: Parameter): string {
  const allowed = kind.allowed.replace(/^expected /, '')
  const type = kind.name === 'boolean' ? 'boolean' : allowed
  return unit === undefined ? type : `${type}; ${unit}`
}

function defaultOf({ default: value }: Parameter): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return ''
  return code(Array.isArray(value) ? value.join(', ') : String(value))
}

function meaningOf({ meaning, nonCompliant }: Parameter): string {
  return nonCompliant === undefined ? meaning : `${meaning} **NON-COMPLIANT**`
}

/** `C++, Python: HBI; Java/.NET: heartbeatInterval` */
function aliasesOf({ aliases }: Parameter): string {
  return aliases.map(aliasText).join('; ')
}

function aliasText({ name, families, note }: Alias): string {
  const products =
    families.length === Object.keys(PRODUCTS).length ? '' : `${families.map((f) => PRODUCTS[f]).join(', ')}: `
  return `${products}${code(name)}${note === undefined ? '' : ` (${note})`}`
}

function presetSection(): string {
  return ['## Presets\n', '| Preset | States |', '|---|---|', ...PRESET_NAMES.map(presetRow), ''].join('\n')
}

function presetRow(name: PresetName): string {
  const { description, stated } = PRESETS[name]
  const values = Object.entries(stated).map(([key, value]) => code(`${key}: ${value}`))
  return cells(code(name), `${description} ${values.join(', ')}`.trim())
}

function withoutEffect(): string {
  const names = ({ name, aliases }: Parameter) =>
    code(name) +
    aliases
      .flatMap((alias) => (alias.name.toLowerCase() === name.toLowerCase() ? [] : `, ${code(alias.name)}`))
      .join('')
  const list = (effect: Parameter['effect']) =>
    PARAMETERS.filter((row) => row.effect === effect).map(
      (row) => `- ${names(row)}: ${row.meaning}${row.reason === undefined ? '' : ` ${row.reason}`}`,
    )
  return [
    '## Accepted without effect\n',
    'These tune the inside of a product; an information line says that they were passed over.\n',
    ...list('none'),
    '\n## Not supported\n',
    'These change what their product does and can not change what this engine does, for the reason that stands with each;',
    'another value than the default is warned about.\n',
    ...list('unsupported'),
    '',
  ].join('\n')
}
