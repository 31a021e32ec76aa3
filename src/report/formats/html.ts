/**
 * The report as one HTML file that loads nothing: data, style and script are in it, and its content security policy
 * allows those two by their hash and nothing else. The page itself is made by `html/report.js` from report.json.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { constants, deflateRaw, deflateRawSync } from 'node:zlib'
import { dataFieldOf } from '../../fix/data-fields.ts'
import type { DictionaryExcerpt } from '../dictionary-excerpt.ts'
import { compactPieces, compactText } from '../digest.ts'
import { answer } from '../outcome.ts'
import { visible } from '../plain-text.ts'
import type { Report } from '../report.ts'
import { VERDICTS } from '../report.ts'
import { tally, withVerdict } from '../verdicts.ts'
import * as wording from '../wording.ts'

const ICON_COLOUR = { good: '%2318794a', bad: '%23b4232c', open: '%231b6292' }

/** Failures named for a reader without JavaScript; the rest of the page needs it. */
const NAMED_WITHOUT_SCRIPT = 20

/**
 * @param excerpt - names, labels and groups of the fields that occur, see `dictionaryExcerpt`; without it the
 *   transcripts show bare tags
 * @param packed - what `packReport` made of the report; without it that is done here, at once
 */
export function renderHtml(report: Report, excerpt: DictionaryExcerpt = {}, packed?: Buffer): string {
  const css = asset('report.css')
  const script = asset('report.js')
  const { heading, tone, counts, lede } = answer(report)
  const title = `${heading}: ${wording.targetName(report)}`
  const icon = tone === 'failed' ? ICON_COLOUR.bad : tone === 'passed' ? ICON_COLOUR.good : ICON_COLOUR.open
  const parts: Readonly<Record<string, string>> = {
    'script-hash': policyHash(script),
    'style-hash': policyHash(`\n${css}`),
    generator: escaped(`${report.tool.name} ${report.tool.version}`),
    title: escaped(`${title}, FIX compliance report`),
    icon: `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='${icon}'/%3E%3C/svg%3E`,
    'noscript-title': escaped(title),
    'noscript-text': escaped(
      [
        `${lede} ${VERDICTS.map((verdict) => tally(verdict, counts[verdict])).join(', ')}.`,
        ...withVerdict(report.results, 'failed').slice(0, NAMED_WITHOUT_SCRIPT).map(failureSentence),
      ].join(' '),
    ),
    css,
    js: script,
    ...dataParts(report, packed),
    dictionary: embedded({ versions: excerpt, lengths: lengthPairs(excerpt) }),
  }
  return asset('shell.html').replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => parts[name] ?? '')
}

/** From this many bytes on a report is packed, to about a tenth; a smaller one can be read in the file itself. */
const PACKED_FROM = 1_000_000

const PIECE = { level: 6, finishFlush: constants.Z_SYNC_FLUSH } as const

/** An empty last block, which ends what was packed. */
const END = deflateRawSync(Buffer.alloc(0))

/**
 * Deflates a piece of the report beside other work: with thousands of results that takes longer than all else in a page.
 * It ends at a byte, so that pieces stand behind each other as they are, and each can be made as soon as its results are there.
 */
export function packPiece(piece: Buffer): Promise<Buffer> {
  const known = packedPieces.get(piece)
  if (known !== undefined) return known
  const packed = promisify(deflateRaw)(piece, PIECE)
  packedPieces.set(piece, packed)
  return packed
}

const packedPieces = new WeakMap<Buffer, Promise<Buffer>>()

/** Packs the report; undefined where it is small. */
export async function packReport(report: Report): Promise<Buffer | undefined> {
  if (!isLarge(report)) return undefined
  return Buffer.concat([...(await Promise.all(compactPieces(report).map(packPiece))), END])
}

function packAtOnce(report: Report): Buffer {
  return Buffer.concat([...compactPieces(report).map((piece) => deflateRawSync(piece, PIECE)), END])
}

function isLarge(report: Report): boolean {
  return compactPieces(report).reduce((length, piece) => length + piece.length, 0) >= PACKED_FROM
}

function dataParts(report: Report, packed: Buffer | undefined): Record<'data' | 'data-type' | 'data-packing', string> {
  if (!isLarge(report))
    return { data: escapedJson(compactText(report)), 'data-type': 'application/json', 'data-packing': '' }
  const data = (packed ?? packAtOnce(report)).toString('base64')
  return { data, 'data-type': 'application/octet-stream', 'data-packing': ' data-packing="deflate-raw"' }
}

function failureSentence(result: Report['results'][number]): string {
  return `${result.case} ${wording.caseTitle(result)} (${wording.where(result)}): ${wording.headline(result)}.`
}

/** Line ends are made one kind: a browser reads CRLF as LF before it takes the hash. */
function asset(name: string): string {
  return readFileSync(new URL(`./html/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n')
}

function policyHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function embedded(value: unknown): string {
  return escapedJson(JSON.stringify(value))
}

/** JSON inside a script element: no `<`, so neither `</script` nor `<!--` can occur. */
function escapedJson(text: string): string {
  return text.replace(/[<\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Length fields that occur → the data field whose bytes they count: the page cuts raw messages with them. */
function lengthPairs(excerpt: DictionaryExcerpt): Record<string, number> {
  const pairs: Record<string, number> = {}
  for (const tag of Object.values(excerpt).flatMap((version) => Object.keys(version.fields))) {
    const data = dataFieldOf(Number(tag))
    if (data !== undefined) pairs[tag] = data
  }
  return pairs
}
