/** Where a leg takes place: in memory, over TCP, or beside a process of the target's own. */
import type { FixVersion } from '../fix/versions.ts'
import type { Environment } from './environment.ts'
import type { Leg } from './leg.ts'
import { processEnvironment } from './process-environment.ts'
import { realEnvironment } from './real-environment.ts'
import { simulatedEnvironment } from './simulated-environment.ts'

/** @param scenario - identifies the scenario, so that its seed is its own */
export function environmentFor(leg: Leg, version: FixVersion, scenario: string): Environment {
  const transport = leg.engine === 'external' ? 'tcp' : leg.transport
  if (transport === 'memory') return simulatedEnvironment(leg, version, scenario)
  return transport === 'process' ? processEnvironment(leg, version) : realEnvironment(leg, version)
}
