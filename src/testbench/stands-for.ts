/** `<…>` in a cell: what it stands for. */

import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { findMsgType, nearIt } from './field-names.ts'
import { namedValue, refuseUnmet } from './named-values.ts'
import { uniqueText } from './unique.ts'

const DAY_MS = 86_400_000

/** Each with what it stands for; a capture `<name>` and `<same as NAME.Field>`, `<600 letters>` beside them. */
const STANDING: Readonly<Record<string, (bench: Bench, tag: number) => string>> = {
  'open end': ({ version }) => String(version.openEnd),
  'last sent by the tester': ({ wire }) => String(wire.lastSent),
  SOH: () => '\x01',
  'another BeginString': ({ version }) => (version.beginString === 'FIX.4.4' ? 'FIX.4.2' : 'FIX.4.4'),
  unique: (bench, tag) => uniqueText(bench, `FP${tag}-`),
  symbol: ({ leg }) => leg.trading?.symbol ?? 'SIM',
  today: (bench) => date(bench.now()),
  tomorrow: (bench) => date(bench.now() + DAY_MS),
  yesterday: (bench) => date(bench.now() - DAY_MS),
}

/** LocalMktDate, `20260105`; the market's day is that of UTC. */
function date(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10).replaceAll('-', '')
}

/**
 * Puts in what `<open end>`, `<unique>`, `<today>`, a capture … stand for, inside a cell or alone.
 *
 * @throws Error for a name that stands for nothing, with those near it
 */
export function standsFor(bench: Bench, tag: number, text: string): string {
  const said = withNames(bench, tag, text)
  if (tag !== Tag.RefMsgType) return said
  // A dictionary may call a message otherwise than the suite does, and an Orchestra file lists only those it knows.
  return said.replace(/\b[A-Z][A-Za-z]{2,}\b/g, (name) => findMsgType(bench, name) ?? name)
}

function withNames(bench: Bench, tag: number, text: string): string {
  return text.replace(/<([^<>]+)>/g, (whole, name: string) => {
    const known = STANDING[name]
    if (known !== undefined) return known(bench, tag)
    const captured = bench.captured.get(name)
    if (captured !== undefined) return captured
    refuseUnmet(bench.captured, name)
    const same = /^same as (.+?)\.([A-Za-z]\w*(?:\[\d+\]\.[A-Za-z]\w*)*)$/.exec(name)
    if (same !== null) return namedValue(bench, same[1] as string, same[2] as string) ?? ''
    const letters = /^(\d+) letters$/.exec(name)
    if (letters !== null) return 'A'.repeat(Number(letters[1]))
    const names = [...Object.keys(STANDING), ...bench.captured.keys()]
    throw new Error(
      `"${whole}" stands for nothing${nearIt(name, names)}: there are ${names.map((one) => `<${one}>`).join(', ')}, <600 letters>, <same as NAME.Field>, and what a cell has captured (| OrderID as "id" | any |, then <id>)`,
    )
  })
}
