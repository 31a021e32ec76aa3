/** The bench against a target on a socket, in real time: somebody else's engine, or ours over loopback. */
import { realClock } from '../engine/clock.ts'
import type { FixVersion } from '../fix/versions.ts'
import { Journal } from '../journal/journal.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import { dialInNetwork } from './dial-in.ts'
import { type Environment, newMemory, type SessionMemory, type TargetControl } from './environment.ts'
import { foreignTargetAt } from './foreign-target.ts'
import { HookControl } from './hook-control.ts'
import { Interrupted, interruption } from './interruption.ts'
import type { Leg } from './leg.ts'
import { seededRandom } from './seeded-random.ts'
import { SelfControl, type SelfControlOptions } from './self-control.ts'

/** What the tester knows of each session of the run; the target keeps its numbers from one scenario to the next. */
const memories = new Map<string, SessionMemory>()

function memoryOf(leg: Leg): SessionMemory {
  const key = [leg.host, leg.port, leg.version, leg.targetRole, leg.senderCompID, leg.targetCompID].join(' ')
  const known = memories.get(key) ?? newMemory()
  memories.set(key, known)
  return known
}

export function realEnvironment(leg: Leg, version: FixVersion): Environment {
  const began = performance.now()
  const journal = new Journal({ now: () => realClock.now(), elapsed: () => performance.now() - began })
  const own = leg.engine === 'self' ? new RealControl(leg, version, ownTarget(leg, journal)) : undefined
  const foreign = own === undefined ? foreignTargetAt(leg.targetRole, leg) : undefined
  const unwatch = foreign?.watch((text) => void journal.event('note', text))
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
    memory: own === undefined ? memoryOf(leg) : newMemory(),
    dialInMs: leg.dialInMs,
    until: (done, deadline) => waitFor(journal, done, deadline),
    startTarget: () => own?.restart() ?? foreign?.ensureRunning(),
    ...(foreign === undefined ? {} : { startAgain: () => foreign.reviveIfEnding() }),
    control: own ?? (foreign && new HookControl(foreign, leg, version, () => doubtNumbers(leg))),
    close: () => {
      own?.kill()
      unwatch?.()
    },
  }
}

/** A target that ends may begin again at 1 with every session that it has. */
function doubtNumbers({ host, port }: Leg): void {
  for (const [key, memory] of memories) if (key.startsWith(`${host} ${port} `)) memory.agreed = false
}

/** A target that can not start, because its port is taken, is seen as one that is not there; the record says why. */
function ownTarget(leg: Leg, journal: Journal): SelfControlOptions {
  return {
    clock: realClock,
    network: tcpNetwork,
    address: { host: leg.host, port: leg.port },
    store: new MemoryStore(realClock.now()),
    onFailure: (why) => void journal.event('note', why),
    random: seededRandom(leg.seed),
  }
}

class RealControl extends SelfControl implements TargetControl {
  setTime(): void {
    throw new Error('the real clock can not be set')
  }
}

/** A timer that fires later than this was kept waiting by the tester's own work. */
const LATE_MS = 50

/** What a deadline is put off by for that, at most. */
const PUT_OFF_MS = 5_000

/**
 * One waiter: asked when the record has grown, and once more at the deadline. Time in which the tester itself was too busy
 * to look does not count against the target. An interrupted run waits no longer.
 */
export function waitFor(journal: Journal, done: () => boolean, deadline: number): Promise<boolean> {
  if (interruption.requested) return Promise.reject(new Interrupted())
  if (done()) return Promise.resolve(true)
  return new Promise((resolve, reject) => {
    let finished = false
    const finish = (): void => {
      finished = true
      unsubscribe()
      timer.cancel()
      interruption.off('requested', interrupted)
    }
    const interrupted = (): void => {
      finish()
      reject(new Interrupted())
    }
    const ask = (atDeadline: boolean): void => {
      asked = false
      if (finished) return
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
    // Once for all that came in one read: a target that floods would cost the square of its messages otherwise.
    let asked = false
    const askSoon = (): void => {
      if (asked) return
      asked = true
      queueMicrotask(() => ask(false))
    }
    const unsubscribe = journal.subscribe(askSoon)
    let putOffMs = 0
    const atDeadline = (due: number): void => {
      const lateMs = Math.min(realClock.now() - due, PUT_OFF_MS - putOffMs)
      // What has arrived is read behind the timers of a turn of the loop.
      if (lateMs <= LATE_MS) return void setImmediate(() => ask(true))
      putOffMs += lateMs
      const later = realClock.now() + lateMs
      timer = realClock.schedule(later, () => atDeadline(later))
    }
    // A deadline that had passed when it was asked for was not missed by being busy.
    const due = Math.max(deadline, realClock.now())
    let timer = realClock.schedule(due, () => atDeadline(due))
    interruption.on('requested', interrupted)
  })
}
