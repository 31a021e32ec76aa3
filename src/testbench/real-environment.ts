/** The bench against a target on a socket, in real time: somebody else's engine, or ours over loopback. */
import { realClock } from '../engine/clock.ts'
import type { FixVersion } from '../fix/versions.ts'
import { Journal } from '../journal/journal.ts'
import type { SelfTarget } from '../simulator/self-target.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import { dialInNetwork } from './dial-in.ts'
import type { Environment, SessionMemory, TargetControl } from './environment.ts'
import { Interrupted, interruption } from './interruption.ts'
import type { Leg } from './leg.ts'
import { selfTarget } from './simulated-environment.ts'

/** What the tester knows of each session of the run; the target keeps its numbers from one scenario to the next. */
const memories = new Map<string, SessionMemory>()

function memoryOf(leg: Leg): SessionMemory {
  const key = [leg.host, leg.port, leg.version, leg.targetRole, leg.senderCompID, leg.targetCompID].join(' ')
  const known = memories.get(key) ?? { nextOut: 1 }
  memories.set(key, known)
  return known
}

export function realEnvironment(leg: Leg, version: FixVersion): Environment {
  const began = performance.now()
  const journal = new Journal({ now: () => realClock.now(), elapsed: () => performance.now() - began })
  const target = leg.engine === 'self' ? ownTarget(leg, version) : undefined
  const name = {
    beginString: version.beginString,
    senderCompID: leg.senderCompID,
    targetCompID: leg.targetCompID,
  }
  return {
    clock: realClock,
    network: leg.targetRole === 'initiator' ? dialInNetwork(name) : tcpNetwork,
    journal,
    address: { host: leg.host, port: leg.port },
    simulated: false,
    memory: target === undefined ? memoryOf(leg) : { nextOut: 1 },
    dialInMs: leg.dialInMs,
    until: (done, deadline) => waitFor(journal, done, deadline),
    startTarget: () => {
      if (target !== undefined && !target.running) start(target, journal)
    },
    control: target === undefined ? undefined : controlOf(target, journal),
    close: () => target?.kill(),
  }
}

function ownTarget(leg: Leg, version: FixVersion): SelfTarget {
  return selfTarget(leg, version, {
    clock: realClock,
    network: tcpNetwork,
    address: { host: leg.host, port: leg.port },
    store: new MemoryStore(realClock.now()),
    application: leg.application,
  })
}

/** A target that can not start, because its port is taken, is seen as one that is not there; the record says why. */
function start(target: SelfTarget, journal: Journal): void {
  target.start().catch((error: unknown) => journal.event('note', `the target could not start: ${error}`))
}

function controlOf(target: SelfTarget, journal: Journal): TargetControl {
  return {
    configure: (settings) => {
      target.settings = { ...target.settings, ...settings }
    },
    useSchedule: (schedule) => {
      target.schedule = schedule
    },
    tamper: (tamper) => {
      target.tamper = tamper
    },
    logout: () => target.logout(),
    kill: () => target.kill(),
    restart: () => start(target, journal),
    archives: () => target.archives(),
    setTime: () => {
      throw new Error('the real clock can not be set')
    },
  }
}

/** One waiter: asked after each new entry, and once more at the deadline. An interrupted run waits no longer. */
function waitFor(journal: Journal, done: () => boolean, deadline: number): Promise<boolean> {
  if (interruption.requested) return Promise.reject(new Interrupted())
  if (done()) return Promise.resolve(true)
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      unsubscribe()
      timer.cancel()
      interruption.off('requested', interrupted)
    }
    const interrupted = (): void => {
      finish()
      reject(new Interrupted())
    }
    const ask = (atDeadline: boolean): void => {
      try {
        const answer = done()
        if (!answer && !atDeadline) return
        finish()
        resolve(answer)
      } catch (error) {
        finish()
        reject(error)
      }
    }
    const unsubscribe = journal.subscribe(() => ask(false))
    const timer = realClock.schedule(deadline, () => ask(true))
    interruption.on('requested', interrupted)
  })
}
