/** The bench against our engine in a process of its own, on real files and over real sockets: it can be killed. */
import { realClock } from '../engine/clock.ts'
import type { FixVersion } from '../fix/versions.ts'
import { Journal } from '../journal/journal.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import { ConnectionError, type Network } from '../transport/transport.ts'
import { type Environment, newMemory } from './environment.ts'
import type { Leg } from './leg.ts'
import { ProcessControl } from './process-control.ts'
import { waitFor } from './real-environment.ts'

/** How long our own engine may take to start and to dial, milliseconds; one that can't start does not come later. */
const DIAL_IN_MS = 10_000

/** A process for each scenario, so that none depends on another; a scenario may have several lives of it. */
export function processEnvironment(leg: Leg, version: FixVersion): Environment {
  const began = performance.now()
  const journal = new Journal({ now: () => realClock.now(), elapsed: () => performance.now() - began })
  const control = new ProcessControl(leg, version, {
    now: () => realClock.now(),
    record: (text) => void journal.event('control', text),
  })
  return {
    clock: realClock,
    network: networkTo(control),
    journal,
    address: { host: leg.host, port: 0 },
    simulated: false,
    memory: newMemory(),
    dialInMs: DIAL_IN_MS,
    until: (done, deadline) => waitFor(journal, done, deadline),
    startTarget: () => control.restart(),
    control,
    process: control,
    close: () => void control.close(),
  }
}

/** Dials to wherever the target listens once it does, and tells a target that dials where the bench listens. */
function networkTo(control: ProcessControl): Network {
  return {
    dial({ host }, handlers) {
      control.port.then(
        (port) => tcpNetwork.dial({ host, port }, handlers),
        (error: Error) => handlers.onError(new ConnectionError('ECONNREFUSED', error.message)),
      )
    },
    async listen(address, onConnection) {
      const listener = await tcpNetwork.listen(address, onConnection)
      control.listensAt(listener.address)
      return listener
    },
  }
}
