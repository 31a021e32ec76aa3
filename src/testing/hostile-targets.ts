/** Targets that flood, stall, break off, lie and storm, on real sockets. Each listens, or dials to the tester. */
import { once } from 'node:events'
import net from 'node:net'
import { HostilePeer, type PeerIdentity, VENUE } from './hostile-peer.ts'

export interface HostileTarget {
  /** Where it listens. */
  readonly port: number
  /** Connections that it has had. */
  readonly connections: number
  close(): void
}

/** What it does with a connection; `nth` counts from 1. */
export type Behaviour = (socket: net.Socket, nth: number) => void

export async function listening(behaviour: Behaviour): Promise<HostileTarget> {
  const sockets = new Set<net.Socket>()
  let connections = 0
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    behaviour(socket, ++connections)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as net.AddressInfo).port,
    get connections() {
      return connections
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Dials again and again, so many connections at a time, and dials anew for each that has ended. */
export function dialling(port: number, atATime: number, behaviour: Behaviour): HostileTarget {
  const sockets = new Set<net.Socket>()
  let connections = 0
  let closed = false
  const dial = (): void => {
    if (closed) return
    const socket = net.connect(port, '127.0.0.1')
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('connect', () => behaviour(socket, ++connections))
    socket.once('close', () => {
      sockets.delete(socket)
      setTimeout(dial, REDIAL_MS)
    })
  }
  for (let i = 0; i < atATime; i++) dial()
  return {
    port,
    get connections() {
      return connections
    },
    close: () => {
      closed = true
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** A storm is fast, and leaves the machine to others at times. */
const REDIAL_MS = 5

export const decent: Behaviour = (socket) => {
  new HostilePeer(socket, (message, peer) => peer.answer(message))
}

const garbage = Buffer.alloc(64 * 1024, 'no FIX at all ')
const piece = Buffer.alloc(64 * 1024, 'x')

/** By name. Where nothing else is said they behave up to the moment at which they do not. */
export const BEHAVIOURS = {
  /** Heartbeats without end behind its Logon. */
  floodsWithMessages: (socket) => {
    new HostilePeer(socket, (message, peer) => {
      if (message.msgType !== 'A') return
      peer.answer(message)
      peer.floodWith(() => peer.bytesOf('0'))
    })
  },
  floodsWithGarbage: (socket) => new HostilePeer(socket).floodWith(() => garbage),
  /** A Logon that never ends. */
  floodsWithOneMessage: (socket) => {
    socket.write('8=FIX.4.4\x019=1000000\x0135=A\x0149=VENUE\x0156=TESTER\x0158=')
    new HostilePeer(socket).floodWith(() => piece)
  },
  neverAnswers: (socket) => new HostilePeer(socket),
  fallsSilent: (socket) => {
    new HostilePeer(socket, (message, peer) => {
      if (message.msgType === 'A') peer.answer(message)
    })
  },
  /** RST at the first message behind the Logon. */
  resets: (socket) => {
    new HostilePeer(socket, (message, peer) => {
      if (message.msgType === 'A') peer.answer(message)
      else socket.resetAndDestroy()
    })
  },
  closesAtOnce: (socket) => socket.end(),
  answersForAnother: (socket) => {
    new HostilePeer(socket, (message, peer) => peer.answer(message), { ...VENUE, senderCompID: 'ANOTHER' })
  },
  answersInAnotherVersion: (socket) => {
    new HostilePeer(socket, (message, peer) => peer.answer(message), { ...VENUE, beginString: 'FIX.4.2' })
  },
  speaksHttp: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
  logsOnTwice: (socket) => {
    new HostilePeer(socket, (message, peer) => {
      peer.answer(message)
      if (message.msgType === 'A') peer.logOn(false)
    })
  },
  /** Is gone at the second message of each second connection, and there again for the next. */
  comesAndGoes: (socket, nth) => {
    let messages = 0
    new HostilePeer(socket, (message, peer) => {
      if (nth % 2 === 0 && ++messages === 2) socket.resetAndDestroy()
      else peer.answer(message)
    })
  },
} satisfies Record<string, Behaviour>

/** Dials and logs on as somebody; everything else is answered. */
export const logsOnAs =
  (identity: PeerIdentity): Behaviour =>
  (socket) => {
    const peer = new HostilePeer(
      socket,
      (message, self) => {
        if (message.msgType !== 'A') self.answer(message)
        else if (message.text(141) === 'Y') self.logOn(true)
      },
      identity,
    )
    peer.logOn(false)
  }
