/**
 * Bytes of a log as bytes of one character each. FIX is ASCII with data in whatever bytes, so nothing is converted but
 * UTF-16, whose characters have two bytes; a byte order mark is taken away.
 */

import { TextDecoder } from 'node:util'

export type LogEncoding = 'bytes' | 'UTF-16LE' | 'UTF-16BE'

/** What a gzip file begins with. */
const GZIP = [0x1f, 0x8b]

/** Bytes of the beginning that tell: until so many have come, none is handed on. */
const HEAD = 4096

export class LogEncodingReader {
  #decoder: TextDecoder | undefined
  /** Undefined when the encoding is known. */
  #head: Buffer | undefined = Buffer.alloc(0)
  #encoding: LogEncoding = 'bytes'

  get encoding(): LogEncoding {
    return this.#encoding
  }

  /** @throws LogEncodingError for a compressed file */
  push(chunk: Buffer): Buffer {
    if (this.#head === undefined) return this.#convert(chunk)
    const bytes = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk])
    if (bytes.length >= HEAD) return this.#begin(bytes)
    this.#head = Buffer.from(bytes)
    return Buffer.alloc(0)
  }

  /** What a short log, or one that was cut inside a character, leaves. */
  end(): Buffer {
    const bytes = this.#head === undefined ? Buffer.alloc(0) : this.#begin(this.#head)
    if (this.#decoder === undefined) return bytes
    return Buffer.concat([bytes, Buffer.from(this.#decoder.decode(), 'utf8')])
  }

  #begin(bytes: Buffer): Buffer {
    this.#head = undefined
    if (bytes[0] === GZIP[0] && bytes[1] === GZIP[1])
      throw new LogEncodingError('the log is compressed (gzip): expected text; unpack it first, by gunzip say')
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3)
    const encoding = utf16Of(bytes)
    if (encoding === undefined) return bytes
    this.#encoding = encoding
    this.#decoder = new TextDecoder(encoding)
    return this.#convert(bytes)
  }

  #convert(chunk: Buffer): Buffer {
    return this.#decoder === undefined ? chunk : Buffer.from(this.#decoder.decode(chunk, { stream: true }), 'utf8')
  }
}

export class LogEncodingError extends Error {
  override readonly name = 'LogEncodingError'
}

/** By its mark, or by every other byte of its first message being 0. */
function utf16Of(chunk: Buffer): LogEncoding | undefined {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'UTF-16LE'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'UTF-16BE'
  const head = chunk.subarray(0, HEAD).toString('latin1')
  const at = head.indexOf('8\0=\0F\0I\0X')
  if (at < 0) return undefined
  return at % 2 === 0 ? 'UTF-16LE' : 'UTF-16BE'
}
