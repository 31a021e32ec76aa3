/**
 * The bench for self-runs: our engine as target, in memory, on the simulated clock. Made anew for each scenario, so
 * that no scenario depends on another, and a run is a function of its seed.
 */
import { dictionaryFor } from '../dictionary/load.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import type { FixVersion } from '../fix/versions.ts'
import { Journal } from '../journal/journal.ts'
import { sessionSettings } from '../session/settings.ts'
import { SelfTarget } from '../simulator/self-target.ts'
import { tamperWith } from '../simulator/tamper.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import type { Environment, TargetControl } from './environment.ts'
import type { Leg } from './leg.ts'
import { derivedSeed, seededRandom } from './seeded-random.ts'

/** When every simulated scenario begins, so that a transcript is the same on every day: a Monday morning. */
const BEGINNING = Date.UTC(2026, 0, 5, 9, 0, 0)

/** Delays that the seed draws, milliseconds each way. */
const LATENCY_MS = { least: 1, most: 3 }

export function simulatedEnvironment(leg: Leg, version: FixVersion, scenario: string): Environment {
  const random = seededRandom(derivedSeed(leg.seed, scenario))
  const clock = new SimulatedClock(BEGINNING)
  const latencyMs = (): number => LATENCY_MS.least + Math.floor(random() * (LATENCY_MS.most - LATENCY_MS.least + 1))
  const network = new MemoryNetwork({ clock, latencyMs })
  const address = { host: 'memory', port: leg.port === 0 ? 9878 : leg.port }
  const target = selfTarget(leg, version, {
    clock,
    network,
    address,
    store: new MemoryStore(clock.now()),
    application: leg.application,
  })
  const control: TargetControl = {
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
    restart: () => start(target),
    archives: () => target.archives(),
    setTime: (at) => clock.advanceTo(at),
  }
  return {
    clock,
    network,
    journal: new Journal({ now: () => clock.now(), elapsed: () => 0 }),
    address,
    simulated: true,
    memory: { nextOut: 1 },
    dialInMs: leg.dialInMs,
    until: async (done, deadline) => clock.runUntil(done, deadline),
    startTarget: () => start(target),
    control,
    close: () => target.kill(),
  }
}

function start(target: SelfTarget): void {
  // In memory nothing is waited for: the promise is settled before the clock moves.
  if (!target.running) void target.start()
}

/** Our engine in the target's place, as a leg describes it. */
export function selfTarget(
  leg: Leg,
  version: FixVersion,
  options: ConstructorParameters<typeof SelfTarget>[1],
): SelfTarget {
  const settings = sessionSettings({
    version,
    role: leg.targetRole,
    senderCompID: leg.targetCompID,
    targetCompID: leg.senderCompID,
    heartBtInt: leg.heartBtInt,
    dictionary: dictionaryFor(version),
    ...leg.targetSettings,
  })
  const target = new SelfTarget(settings, options)
  if (leg.tamper.length > 0) target.tamper = tamperWith(leg.tamper)
  return target
}
