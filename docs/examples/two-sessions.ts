/** An acceptor and an initiator in one process, on a clock that jumps: no port, and no second of waiting. */
import {
  dictionaryFor,
  FixEngine,
  findVersion,
  type HostedApplication,
  MemoryNetwork,
  type Role,
  resolveParameters,
  SimulatedClock,
  type Stated,
} from '../../src/engine/engine.ts'

const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')
const dictionary = dictionaryFor(version)

const clock = new SimulatedClock(Date.UTC(2026, 0, 5, 9))
const engine = new FixEngine({ clock, network: new MemoryNetwork({ clock }) })

const session = (role: Role, us: string, them: string, stated: Stated, application: HostedApplication) => {
  const identity = { version, role, senderCompID: us, targetCompID: them, dictionary }
  return engine.createSession({ parameters: resolveParameters(stated, { identity }).parameters, application })
}

const venue = session(
  'acceptor',
  'VENUE',
  'CLIENT',
  {},
  {
    onMessage: (message) => console.log(`${message.msgType} with MsgSeqNum ${message.msgSeqNum}: ${message.text(148)}`),
  },
)
const client = session(
  'initiator',
  'CLIENT',
  'VENUE',
  { connectHost: 'memory', connectPort: 9878 },
  {
    onNewState: (_before, after) => console.log(after),
    onEnded: ({ how, reason }) => console.log(`${how}, ${reason}`),
  },
)

await engine.listen({ host: 'memory', port: 9878 })
venue.start()
client.start()
clock.runUntil(() => client.state === 'established', clock.now() + 10_000)
// → waitForConnect
// → waitForConfirmLogon
// → established

client.send('B', [
  [148, 'good morning'],
  [33, 1],
  [58, 'nothing else'],
])
clock.advanceTo(clock.now() + 1000)
// → B with MsgSeqNum 2: good morning

client.stop('end of the day')
clock.advanceTo(clock.now() + 1000)
// → waitForConfirmLogout
// → correct, userRequest
// → initial

console.log(`${client.id}: next in ${client.nextIn}, out ${client.nextOut}`)
// → CLIENT/VENUE: next in 3, out 4
engine.close()
