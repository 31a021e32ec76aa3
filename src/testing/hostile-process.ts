/**
 * A decent target in a process of its own, which a test can end: `hostile-process.ts PORT [FOLDER [MESSAGES]]`. It writes
 * its process id into FOLDER, leaves by a Logout of its own on SIGUSR2, and dies with exit code 3 when it has received
 * MESSAGES messages.
 */
import { writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { HostilePeer } from './hostile-peer.ts'

const [port, folder, messages] = process.argv.slice(2)
let left = messages === undefined ? Number.POSITIVE_INFINITY : Number(messages)
let latest: HostilePeer | undefined
let leaving = false

const server = net.createServer((socket) => {
  latest = new HostilePeer(socket, (message, peer) => {
    if (left-- <= 0) {
      console.log('segmentation fault, of a kind')
      process.exit(3)
    }
    if (leaving && message.msgType === '5') socket.end()
    else peer.answer(message)
  })
})
process.on('SIGUSR2', () => {
  leaving = true
  latest?.send('5')
})
server.listen(Number(port), '127.0.0.1', () => {
  if (folder !== undefined && folder !== '') writeFileSync(path.join(folder, 'pid'), String(process.pid))
  console.log('listening')
})
