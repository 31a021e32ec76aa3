/** Bundles that were changed: whichever byte it was, it is named, and nothing that was changed is trusted. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { FILES, ISSUED, KEYS, OTHER_KEYS, sealedBundle, TODAY } from '../testing/sealed-bundle.ts'
import { type Envelope, envelopeOf, envelopeText } from './dsse.ts'
import { ATTESTATION, MANIFEST } from './manifest.ts'
import { parseStatement } from './statement.ts'
import { isTrusted, type Verification, verifyBundle } from './verify.ts'
import { contentOf, readZip } from './zip-read.ts'
import { packEntry, zipPieces } from './zip-write.ts'

const verify = (bytes: Buffer, publicKey = KEYS.publicKey): Promise<Verification> =>
  verifyBundle(bytes, { publicKey, today: TODAY })

/** Files that pack well and badly, and one of several blocks. */
const LARGER = [...FILES, { name: 'noise.bin', content: noise(20_000) }]

function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let i = 0, state = 1; i < length; i++) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    bytes[i] = state >>> 16
  }
  return bytes
}

/** Whether a finding names this byte: alone, or a field of a record or a place that it is in. */
function names({ findings }: Verification, byte: number): boolean {
  return findings.some(({ bytes }) => bytes !== undefined && bytes[0] <= byte && byte < bytes[1])
}

describe('a bundle as it was sealed', () => {
  test('is trusted, with the key handed in and with the one enclosed', async () => {
    const bytes = await sealedBundle()
    const given = await verify(bytes)
    assert.deepEqual(given.findings, [])
    assert.equal(given.signature.kind === 'good' && given.signature.key, 'given')
    assert.equal(isTrusted(given), true)
    const enclosed = await verifyBundle(bytes, { today: TODAY })
    assert.equal(enclosed.signature.kind === 'good' && enclosed.signature.key, 'enclosed')
    assert.equal(isTrusted(enclosed), true)
    assert.equal(given.certificate?.issuedAt, ISSUED)
  })

  test('is the same, byte for byte, when it is sealed again', async () => {
    assert.ok((await sealedBundle(LARGER)).equals(await sealedBundle(LARGER)))
  })
})

describe('a byte that was changed', () => {
  test('is named, each byte of a bundle in turn', async () => {
    const bytes = await sealedBundle()
    const missed: number[] = []
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] as number) ^ (1 << (at % 8))
      const verification = await verify(changed)
      if (isTrusted(verification) || !names(verification, at)) missed.push(at)
    }
    assert.deepEqual(missed, [])
  })

  test('is named exactly, with what it was, in packed data, manifest and statement', async () => {
    const bytes = await sealedBundle(LARGER)
    for (const entry of readZip(bytes).entries) {
      const at = entry.dataAt + Math.floor(entry.packedSize / 2)
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] as number) ^ 0x55
      const [first] = (await verify(changed)).findings
      assert.deepEqual(first?.bytes, [at, at + 1], entry.name.toString())
      const hex = (byte: number | undefined) => `0x${byte?.toString(16).padStart(2, '0')}`
      assert.match(first.text, new RegExp(`byte ${at} of the bundle is ${hex(changed[at])}, was ${hex(bytes[at])}$`))
    }
  })

  test('is named in a larger bundle, wherever, whatever it becomes', async () => {
    const bytes = await sealedBundle(LARGER)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] as number) ^ change
        const verification = await verify(changed)
        return !isTrusted(verification) && names(verification, at)
      }),
      { numRuns: 300 },
    )
  })

  test('several at once: none of them passes', async () => {
    const bytes = await sealedBundle()
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 20 }), async (changes) => {
        const changed = Buffer.from(bytes)
        for (const [at, difference] of changes) changed[at] = (bytes[at] as number) ^ difference
        return !isTrusted(await verify(changed))
      }),
    )
  })
})

describe('a bundle of another length', () => {
  test('cut short at every length', async () => {
    const bytes = await sealedBundle()
    for (let length = 0; length < bytes.length; length++) {
      const { findings, ...rest } = await verify(bytes.subarray(0, length))
      assert.ok(findings.length > 0, `cut at ${length}`)
      assert.equal(isTrusted({ findings, ...rest }), false)
    }
    const { findings } = await verify(bytes.subarray(0, 2_000))
    assert.match(findings.map(({ text }) => text).join('\n'), /cut short: it ends at 2000, in the data of/)
  })

  test('bytes put in anywhere', async () => {
    const bytes = await sealedBundle()
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), fc.uint8Array({ minLength: 1, maxLength: 40 }), async (at, added) => {
        const longer = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)])
        return !isTrusted(await verify(longer))
      }),
    )
  })

  test('bytes behind the end, and a comment', async () => {
    const bytes = await sealedBundle()
    const behind = await verify(Buffer.concat([bytes, Buffer.from('tail')]))
    assert.deepEqual(
      behind.findings.map(({ text }) => text),
      ['4 bytes behind the end of the zip belong to nothing'],
    )
    const commented = Buffer.concat([bytes, Buffer.from('tail')])
    commented.writeUInt16LE(4, bytes.length - 2)
    const { findings } = await verify(commented)
    assert.match(findings.map(({ text }) => text).join('\n'), /length of the comment of the end record is 4, must be 0/)
  })

  test('bytes between two files are named as belonging to nothing', async () => {
    const bytes = await sealedBundle()
    const second = readZip(bytes).entries[1]
    assert.ok(second)
    const { findings } = await verify(withGap(bytes, second.headerAt, Buffer.from('hidden')))
    assert.match(findings.map(({ text }) => text).join('\n'), /6 bytes before "report.json" belong to nothing/)
  })
})

/** Everything behind a place moved on, and all offsets put right, as somebody would do who hides something there. */
function withGap(bytes: Buffer, at: number, hidden: Buffer): Buffer {
  const moved = Buffer.concat([bytes.subarray(0, at), hidden, bytes.subarray(at)])
  const end = moved.length - 22
  moved.writeUInt32LE(moved.readUInt32LE(end + 16) + hidden.length, end + 16)
  let record = moved.readUInt32LE(end + 16)
  while (record < end) {
    const offset = moved.readUInt32LE(record + 42)
    if (offset >= at) moved.writeUInt32LE(offset + hidden.length, record + 42)
    record += 46 + moved.readUInt16LE(record + 28)
  }
  return moved
}

/** A bundle made again of other files, by somebody who knows how bundles are made but has no key. */
async function madeAgain(change: (files: Map<string, Buffer>) => void): Promise<Buffer> {
  const bytes = await sealedBundle()
  const files = new Map(readZip(bytes).entries.map((entry) => [entry.name.toString(), contentOf(entry, bytes)]))
  change(files)
  const own = [MANIFEST, ATTESTATION]
  const entries = await Promise.all(
    [...files].map(([name, content]) => packEntry(name, content, own.includes(name) ? 'stored' : undefined)),
  )
  return Buffer.concat(zipPieces(entries))
}

const textOf = ({ findings }: Verification): string => findings.map(({ text }) => text).join('\n')

describe('a bundle that somebody made again', () => {
  test('with another report', async () => {
    const made = await verify(await madeAgain((files) => files.set('report.json', Buffer.from('{}'))))
    assert.match(textOf(made), /^report\.json was changed: it is packed as 2 bytes, stored; sealed were \d+ bytes$/)
    assert.equal(isTrusted(made), false)
  })

  test('without a file, and with one more', async () => {
    const without = await verify(await madeAgain((files) => files.delete('report.json')))
    assert.match(textOf(without), /report\.json is missing: it was sealed, and is not in the bundle/)
    const more = await verify(await madeAgain((files) => files.set('more.txt', Buffer.from('?'))))
    assert.match(textOf(more), /more\.txt is not covered by the statement: it was added after the sealing/)
  })

  test('with another manifest', async () => {
    const made = await verify(
      await madeAgain((files) =>
        files.set(MANIFEST, Buffer.from(`${files.get(MANIFEST)}`.replace('"strict": false', '"strict": true '))),
      ),
    )
    assert.match(textOf(made), /manifest\.json was changed as a whole/)
  })

  test('with a statement of their own: the signature is missed', async () => {
    const restate = (privateKey = KEYS.privateKey, keyId = '0'.repeat(64)) =>
      madeAgain((files) => {
        const envelope = JSON.parse(`${files.get(ATTESTATION)}`) as Envelope
        const statement = parseStatement(Buffer.from(envelope.payload, 'base64'))
        const other = Buffer.from(JSON.stringify({ ...statement, predicate: { id: 'FP-1' } }))
        files.set(ATTESTATION, Buffer.from(envelopeText(envelopeOf(other, { privateKey, keyId }))))
      })
    const { signature: said } = await verify(await sealedBundle())
    assert.ok(said.kind === 'good')
    assert.equal((await verify(await restate(OTHER_KEYS.privateKey, said.keyId))).signature.kind, 'broken')
    assert.equal((await verify(await restate(OTHER_KEYS.privateKey))).signature.kind, 'otherKey')
  })

  test('a statement that leaves a file out', async () => {
    const made = await verify(
      await madeAgain((files) => {
        const envelope = JSON.parse(`${files.get(ATTESTATION)}`) as Envelope
        const statement = parseStatement(Buffer.from(envelope.payload, 'base64'))
        const subject = statement?.subject.filter(({ name }) => name !== 'report.json')
        const other = Buffer.from(JSON.stringify({ ...statement, subject }))
        files.set(ATTESTATION, Buffer.from(envelopeText(envelopeOf(other))))
      }),
    )
    assert.match(textOf(made), /report\.json is not covered by the statement/)
    assert.match(textOf(made), /the statement does not cover report\.json, which the manifest lists/)
  })
})

describe('signatures', () => {
  test('none', async () => {
    const verification = await verify(await sealedBundle(FILES, 'none'))
    assert.deepEqual(verification.findings, [])
    assert.deepEqual(verification.signature, { kind: 'unsigned' })
    assert.equal(isTrusted(verification), false)
  })

  test('by another key than the one handed in', async () => {
    const verification = await verify(await sealedBundle(), OTHER_KEYS.publicKey)
    assert.equal(verification.signature.kind, 'otherKey')
    assert.equal(isTrusted(verification), false)
  })
})

test('a certificate whose last day has passed', async () => {
  const bytes = await sealedBundle(FILES, KEYS.privateKey, { validUntil: '2026-09-14' })
  assert.equal(isTrusted(await verifyBundle(bytes, { today: '2026-09-14' })), true)
  const late = await verifyBundle(bytes, { today: '2026-09-15' })
  assert.equal(late.expired, true)
  assert.equal(isTrusted(late), false)
})

describe('files of strangers', () => {
  test('a zip that would unpack to more than it may', async () => {
    const bomb = await packEntry('report.json', Buffer.alloc(1_000_000))
    const lying = Buffer.concat(zipPieces([{ ...bomb, size: 4_000_000_000 }]))
    assert.match(textOf(await verify(lying)), /would unpack to 4000000000 bytes; a bundle may have 1500000000/)
    const more = Buffer.concat(zipPieces([{ ...bomb, size: 10 }]))
    assert.equal(isTrusted(await verify(more)), false)
    const many = Array.from({ length: 4 }, (_, i) => ({ ...bomb, name: `${i}`, size: 1_400_000_000 }))
    assert.match(textOf(await verify(Buffer.concat(zipPieces(many)))), /the files would unpack to 4200000000 bytes/)
  })

  test('names that lead out of the folder, and names that are there twice', async () => {
    const evil = await Promise.all(
      ['../x', '/etc/x', 'a\\b', 'a\x1b[31m'].map((name) => packEntry(name, FILES[0]?.content ?? Buffer.of())),
    )
    const text = textOf(await verify(Buffer.concat(zipPieces(evil))))
    assert.equal(text.match(/is no name of a file in a bundle/g)?.length, 4)
    assert.doesNotMatch(text, /\x1b/)
    const one = await packEntry('a', Buffer.from('a'))
    assert.match(textOf(await verify(Buffer.concat(zipPieces([one, one])))), /"a" is in the bundle twice/)
  })

  test('anything at all: a finding, never an exception', async () => {
    const magic = fc.constantFrom('PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06').map((text) => Buffer.from(text, 'latin1'))
    const piece = fc.oneof(magic, fc.uint8Array({ maxLength: 60 }))
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const verification = await verify(Buffer.concat(pieces))
        return verification.findings.length > 0 && !isTrusted(verification)
      }),
    )
  })

  test('an ordinary zip is no bundle', async () => {
    const text = textOf(await verify(Buffer.concat(zipPieces([await packEntry('a.txt', Buffer.from('a'))]))))
    assert.match(text, /attestation\.dsse\.json is not in the bundle/)
  })
})
