import { once } from 'node:events'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { after, test } from 'node:test'
import { RunningSimulation } from '../testing/running-simulation.ts'

after(() => RunningSimulation.stopAll())

test('connectAddress is where a session dials from, and one that is not ours is told', async () => {
  const venue = net.createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(venue, 'listening')
  const { port } = venue.address() as net.AddressInfo
  const simulation = await RunningSimulation.start(
    { sender: 'CLIENT', target: 'VENUE', connect: `127.0.0.1:${port}`, set: ['connectAddress=203.0.113.7'] },
    tmpdir(),
  )
  await simulation.line(/203\.0\.113\.7 is not an address of this machine/)
  await simulation.stop()
  venue.close()
})
