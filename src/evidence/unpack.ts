/** The files of a bundle, unpacked and hashed: several side by side, and none larger than its record says. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { type Finding, finding } from './finding.ts'
import { ATTESTATION, MANIFEST } from './manifest.ts'
import { SIGNER } from './seal.ts'
import { contentOf, LARGEST_FILE, quoted, type ZipEntry } from './zip-read.ts'

export interface UnpackedEntry {
  readonly name: string
  readonly entry: ZipEntry
  /** Absent when the data could not be unpacked. */
  readonly sha256?: string
  /** Size and CRC-32 are those of the record. */
  readonly intact: boolean
  /** The content, of the few files that are read further. */
  readonly kept?: Buffer
}

/** All files of a bundle together: that of a whole self-run has a quarter of a GB. */
const MOST_BYTES = 4_000_000_000
/** Smaller ones are unpacked at once: handing them to another thread takes longer. */
const LARGE = 65_536
/** As many as zlib's threads. */
const SIDE_BY_SIDE = 4
const READ_FURTHER = [MANIFEST, ATTESTATION, SIGNER]

const inflated = promisify(inflateRaw)

export async function unpackAll(
  entries: readonly ZipEntry[],
  bytes: Buffer,
): Promise<{ entries: UnpackedEntry[]; findings: Finding[] }> {
  const findings: Finding[] = []
  const names = new Set<string>()
  const wanted: ZipEntry[] = []
  let total = 0
  for (const entry of entries) {
    const name = entry.name.toString()
    total += entry.size
    const range = [entry.headerAt, entry.dataAt + entry.packedSize] as const
    const problem = names.has(name)
      ? `${quoted(entry.name)} is in the bundle twice`
      : (unsafe(entry.name) ?? tooLarge(entry, total))
    if (problem === undefined) wanted.push(entry)
    else findings.push(finding(name, problem, range))
    names.add(name)
  }
  const unpacked = new Map<ZipEntry, UnpackedEntry>()
  const queue = wanted.values()
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (const entry of queue) unpacked.set(entry, await unpack(entry, bytes))
    }),
  )
  return { entries: wanted.flatMap((entry) => unpacked.get(entry) ?? []), findings }
}

async function unpack(entry: ZipEntry, bytes: Buffer): Promise<UnpackedEntry> {
  const name = entry.name.toString()
  let content: Buffer
  try {
    content = await unpackedContent(entry, bytes)
  } catch {
    return { name, entry, intact: false }
  }
  const sha256 = createHash('sha256').update(content).digest('hex')
  const intact = content.length === entry.size && crc32(content) === entry.crc32
  return { name, entry, sha256, intact, ...(READ_FURTHER.includes(name) ? { kept: content } : {}) }
}

async function unpackedContent(entry: ZipEntry, bytes: Buffer): Promise<Buffer> {
  if (entry.method !== 8 || entry.size < LARGE) return contentOf(entry, bytes)
  const packed = bytes.subarray(entry.dataAt, entry.dataAt + entry.packedSize)
  return await inflated(packed, { maxOutputLength: entry.size + 1 })
}

/** Names that would lie elsewhere than in the folder that a bundle is unpacked into. */
function unsafe(name: Buffer): string | undefined {
  const text = name.toString()
  const bad =
    text === '' || /^[/\\]|^[A-Za-z]:|\\|(^|\/)\.\.?(\/|$)|\p{Cc}/u.test(text) || !Buffer.from(text).equals(name)
  return bad ? `${quoted(name)} is no name of a file in a bundle` : undefined
}

function tooLarge(entry: ZipEntry, total: number): string | undefined {
  const limit = entry.size > LARGEST_FILE ? LARGEST_FILE : total > MOST_BYTES ? MOST_BYTES : undefined
  if (limit === undefined) return undefined
  const what = limit === MOST_BYTES ? `with ${quoted(entry.name)} the files` : quoted(entry.name)
  return `${what} would unpack to ${limit === MOST_BYTES ? total : entry.size} bytes; a bundle may have ${limit}`
}
