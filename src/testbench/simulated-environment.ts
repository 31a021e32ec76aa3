/**
 * The bench in memory, on the simulated clock: our engine as target, or a module of the user's. Made anew for each scenario, so
 * that no scenario depends on another, and a run is a function of its seed.
 */
import { SimulatedClock } from '../engine/simulated-clock.ts'
import type { FixVersion } from '../fix/versions.ts'
import { Journal } from '../journal/journal.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { type Environment, newMemory, type SecondPlace, type TargetControl } from './environment.ts'
import type { Leg } from './leg.ts'
import { ModuleControl } from './module-control.ts'
import { derivedSeed, seededRandom } from './seeded-random.ts'
import { SelfControl, type SelfControlOptions } from './self-control.ts'
import { loadTargetModule, type ModuleTarget, type TargetModuleOptions } from './target-module.ts'

/** When every simulated scenario begins, so that a transcript is the same on every day: a Monday morning. */
const BEGINNING = Date.UTC(2026, 0, 5, 9, 0, 0)

/** Delays that the seed draws, milliseconds each way. */
const LATENCY_MS = { least: 1, most: 3 }

export function simulatedEnvironment(leg: Leg, version: FixVersion, scenario: string): Environment {
  const random = seededRandom(derivedSeed(leg.seed, scenario))
  const clock = new SimulatedClock(BEGINNING)
  const latencyMs = (): number => LATENCY_MS.least + Math.floor(random() * (LATENCY_MS.most - LATENCY_MS.least + 1))
  const address = { host: 'memory', port: leg.port === 0 ? 9878 : leg.port }
  const backup: SecondPlace = { address: { ...address, port: address.port + 1 }, onRefused: () => undefined }
  const network = new MemoryNetwork({ clock, latencyMs, onRefused: (refused) => backup.onRefused(refused) })
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
  const note = (text: string): void => void journal.event('note', text)
  const control =
    leg.engine === 'module'
      ? moduleControl(leg, version, { clock, network, address, note })
      : new SimulatedControl(leg, version, {
          clock,
          network,
          address,
          backupAddress: backup.address,
          store: new MemoryStore(clock.now()),
          onFailure: note,
          random,
        })
  return {
    clock,
    network,
    journal,
    address,
    backup,
    simulated: true,
    memory: newMemory(),
    dialInMs: leg.dialInMs,
    until: async (done, deadline) => clock.runUntil(done, deadline),
    startTarget: () => control.restart(),
    control,
    close: () => control.kill(),
  }
}

/** @throws TargetModuleError when the module can't be used, or lacks what the profile declares */
function moduleControl(
  leg: Leg,
  version: FixVersion,
  around: Pick<TargetModuleOptions, 'network' | 'address' | 'note'> & { readonly clock: SimulatedClock },
): ModuleControl {
  if (leg.module === undefined) throw new Error('a leg of a module names no module')
  const { file, options } = leg.module
  const createTarget = loadTargetModule(file)
  const given = { ...around, role: leg.targetRole, version, options, trading: leg.trading }
  const names = { senderCompID: leg.targetCompID, targetCompID: leg.senderCompID }
  const create = (heartBtInt: number): ModuleTarget => createTarget({ ...given, ...names, heartBtInt })
  const control = new ModuleControl(create, leg.heartBtInt, around.clock)
  control.refuseUnfounded(leg.capabilities)
  return control
}

class SimulatedControl extends SelfControl implements TargetControl {
  readonly #clock: SimulatedClock

  constructor(leg: Leg, version: FixVersion, options: SelfControlOptions & { readonly clock: SimulatedClock }) {
    super(leg, version, options)
    this.#clock = options.clock
  }

  setTime(at: number): void {
    this.#clock.advanceTo(at)
    // A numbering that nobody has used yet does not begin before this instant.
    if (!this.target.running) this.forget()
  }
}
