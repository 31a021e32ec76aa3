/** Around a run: starts a target that the profile knows how to start, opens the port that targets dial to, looks whether it is there. */
import { closeDialInPorts, openDialInPort } from '../testbench/dial-in.ts'
import type { Leg } from '../testbench/leg.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import type { Address } from '../transport/transport.ts'
import type { RunPlan } from './run.ts'
import { TargetProcess } from './target-process.ts'

/** How long a target may take to start. */
const START_MS = 120_000

/**
 * @throws TargetStartError, ConnectionError (as rejections): the run has not begun then
 */
export async function withTarget<T>(plan: RunPlan, run: (plan: RunPlan) => Promise<T>): Promise<T> {
  const processes: TargetProcess[] = []
  try {
    const legs: Leg[] = []
    for (const leg of plan.legs) legs.push(await withRealPort(leg))
    for (const { role, address } of endpointsOf(legs)) {
      const started = await start(plan, role, address)
      if (started !== undefined) processes.push(started)
      if (role === 'acceptor') await probe(address)
    }
    return await run({ ...plan, legs })
  } finally {
    closeDialInPorts()
    for (const target of processes) target.stop()
  }
}

/** Opens the port of a target that dials, before it is started, and takes the real port where 0 was asked for. */
async function withRealPort(leg: Leg): Promise<Leg> {
  if (leg.transport === 'memory') return leg
  if (leg.engine === 'self') return { ...leg, port: leg.port === 0 ? await freePort(leg.host) : leg.port }
  if (leg.targetRole === 'acceptor') return leg
  const { port } = await openDialInPort({ host: leg.host, port: leg.port })
  return { ...leg, port }
}

async function freePort(host: string): Promise<number> {
  const listener = await tcpNetwork.listen({ host, port: 0 }, (transport) => transport.destroy())
  listener.close()
  return listener.address.port
}

function endpointsOf(legs: readonly Leg[]): { role: Leg['targetRole']; address: Address }[] {
  const endpoints = new Map<string, { role: Leg['targetRole']; address: Address }>()
  for (const { engine, targetRole, host, port } of legs)
    if (engine === 'external') endpoints.set(targetRole, { role: targetRole, address: { host, port } })
  return [...endpoints.values()]
}

function start(plan: RunPlan, role: string, { host, port }: Address): Promise<TargetProcess> | undefined {
  const { start: command, ready } = plan.profile.target
  if (command === undefined || plan.addressed) return undefined
  const values: Readonly<Record<string, string>> = { role, host, port: String(port) }
  return TargetProcess.start({
    command: command.replace(/\{(role|host|port)\}/g, (_, name: string) => values[name] ?? ''),
    directory: plan.profileDirectory,
    ready: ready === undefined ? undefined : new RegExp(ready.replace(/^\/(.*)\/$/, '$1')),
    timeoutMs: START_MS,
  })
}

/** One connection that says nothing: whoever does not even listen is not worth a run. */
function probe(address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    tcpNetwork.dial(address, {
      onConnect: (transport) => {
        transport.listen({ onData: () => undefined, onClose: () => undefined })
        transport.close()
        resolve()
      },
      onError: reject,
    })
  })
}
