/** One TCP connection: how it ends in every case, and how far the other side may fall behind. */
import type net from 'node:net'
import type { Receiver, Transport } from './transport.ts'

export interface TcpLimits {
  /**
   * Bytes that may wait for a peer that does not read; beyond it the connection is cut. Default 64 MiB: some hundred
   * thousand messages, which no counterparty that lives is behind, and without a limit a dead one takes all memory.
   */
  readonly maxBacklogBytes: number
  /**
   * Milliseconds that a close may take to send what was written and to hear the other side close too. Default 5000:
   * a peer that reads no more would keep the connection for ever otherwise.
   */
  readonly closeTimeoutMs: number
}

export const DEFAULT_TCP_LIMITS: TcpLimits = { maxBacklogBytes: 64 * 1024 * 1024, closeTimeoutMs: 5_000 }

export class TcpTransport implements Transport {
  readonly remote: string
  readonly #socket: net.Socket
  readonly #limits: TcpLimits
  #receiver: Receiver | undefined
  /** Why it ended: the first reason counts, what follows from it is noise. */
  #why: string | undefined
  /** We have ended it: what still arrives is read and dropped. */
  #ending = false
  #closed = false
  #closeTimer: NodeJS.Timeout | undefined

  /** @param among - the connections that its listener took: it is one of them as long as it stands */
  constructor(socket: net.Socket, remote: string, limits: TcpLimits, among?: Set<Transport>) {
    this.#socket = socket
    this.remote = remote
    this.#limits = limits
    among?.add(this)
    // A half-closed connection is of no use to FIX: the socket ends our direction by itself, in limited time.
    socket.on('end', () => {
      this.#why ??= 'closed by the other side'
      this.#limitClose()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#why ??= endInWords(error)
    })
    socket.on('close', () => {
      clearTimeout(this.#closeTimer)
      this.#closed = true
      among?.delete(this)
      this.#receiver?.onClose(this.#why ?? 'closed by the other side')
    })
  }

  get backlog(): number {
    return this.#socket.writableLength
  }

  write(bytes: Uint8Array): void {
    if (this.#ending || !this.#socket.writable) return
    const { writableLength } = this.#socket
    if (writableLength > this.#limits.maxBacklogBytes)
      return this.#abort(`the other side does not read: ${writableLength} bytes waited for it`)
    this.#socket.write(bytes)
  }

  close(): void {
    if (this.#ending) return
    this.#ending = true
    this.#why ??= 'closed'
    // Closing a socket with unread bytes resets the connection and can cost the peer our last words: so it is read
    // until the peer closes too. When everything has left, that wait need not keep the process alive.
    this.#socket.end(() => this.#socket.unref())
    this.#socket.resume()
    this.#limitClose()
  }

  destroy(): void {
    this.#abort('closed')
  }

  /** Reading begins here: until then the bytes wait in the system, which slows the sender down instead of growing. */
  listen(receiver: Receiver): void {
    const first = this.#receiver === undefined
    this.#receiver = receiver
    if (this.#closed) return receiver.onClose(this.#why ?? 'closed by the other side')
    if (!first) return
    this.#socket.on('data', (chunk: Buffer) => {
      if (!this.#ending) this.#receiver?.onData(chunk)
    })
    this.#socket.on('drain', () => {
      if (!this.#ending) this.#receiver?.onDrain?.()
    })
  }

  pause(): void {
    if (!this.#ending) this.#socket.pause()
  }

  resume(): void {
    if (!this.#ending && this.#receiver !== undefined) this.#socket.resume()
  }

  #abort(why: string): void {
    this.#ending = true
    this.#why ??= why
    this.#socket.destroy()
  }

  #limitClose(): void {
    this.#closeTimer ??= setTimeout(() => this.#socket.destroy(), this.#limits.closeTimeoutMs).unref()
  }
}

function endInWords(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNRESET':
      return 'reset by the other side'
    case 'EPIPE':
      return 'closed by the other side while we wrote'
    case 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED':
      return 'refused by the other side, which needs a certificate of ours'
    case 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA':
    case 'ERR_SSL_SSL/TLS_ALERT_UNKNOWN_CA':
      return 'refused by the other side, which does not trust the authority of our certificate'
    default:
      return error.message
  }
}
