/** Around a run: starts a target that the profile knows how to start, opens the port that targets dial to, looks whether it is there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findVersion } from '../fix/versions.ts'
import { closeDialInPorts, openDialInPort } from '../testbench/dial-in.ts'
import { environmentFor } from '../testbench/environment-for.ts'
import { ForeignTarget, introduce } from '../testbench/foreign-target.ts'
import type { Leg } from '../testbench/leg.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import type { Address } from '../transport/transport.ts'
import type { RunPlan } from './run.ts'

/** What is needed to start a target, and to find it. */
type Startable = Pick<RunPlan, 'legs' | 'profile' | 'profileDirectory' | 'addressed'>

/**
 * @throws TargetStartError, TargetModuleError, ConnectionError (as rejections): the run has not begun then
 */
export async function withTarget<Plan extends Startable, T>(plan: Plan, run: (plan: Plan) => Promise<T>): Promise<T> {
  const ends: (() => void | Promise<void>)[] = []
  let legs = plan.legs
  try {
    legs = await withRealPorts(plan.legs)
    for (const leg of legs) if (leg.engine === 'module') tryModule(leg)
    for (const { role, address } of endpointsOf(legs)) {
      await begin(plan, role, address, ends)
      if (role === 'acceptor') await probe(address)
    }
    return await run({ ...plan, legs })
  } finally {
    closeDialInPorts(legs.filter(({ targetRole }) => targetRole === 'initiator'))
    for (const end of ends.reverse()) await end()
  }
}

/** A module that can not be used is told before the run, not by every scenario. */
function tryModule(leg: Leg): void {
  const version = findVersion(leg.version)
  if (version !== undefined) environmentFor(leg, version, 'trial').close()
}

/**
 * Puts the real port where 0 was asked for. A target is one process for all its sessions, so its legs share a port; the
 * port of a target that dials is opened before it is started.
 */
async function withRealPorts(legs: readonly Leg[]): Promise<Leg[]> {
  const ports = new Map<string, number>()
  const found: Leg[] = []
  for (const leg of legs) {
    // In memory there is no port, and a target in a process of its own says which one it has.
    if (leg.transport !== 'tcp') {
      found.push(leg)
      continue
    }
    const shared = leg.engine === 'self' ? `${leg.version} ${leg.lane}` : ''
    const key = `${leg.targetRole} ${leg.host}:${leg.port} ${shared}`
    const port = ports.get(key) ?? (await realPort(leg))
    ports.set(key, port)
    found.push({ ...leg, port })
  }
  return found
}

async function realPort({ engine, targetRole, host, port }: Leg): Promise<number> {
  if (engine === 'external' && targetRole === 'initiator') return (await openDialInPort({ host, port })).port
  return port === 0 ? freePort(host) : port
}

/** Below the ports that systems give to outgoing connections: one of those may be gone when the scenario wants it. */
const PORTS = { first: 20_000, count: 12_000 }

/** Where the search goes on; other runs on this machine begin elsewhere. */
let nextPort = process.pid % PORTS.count

/** @throws ConnectionError when no port of the range can be had */
async function freePort(host: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = PORTS.first + (nextPort++ % PORTS.count)
    try {
      const listener = await tcpNetwork.listen({ host, port }, (transport) => transport.destroy())
      listener.close()
      return port
    } catch (error) {
      if (tries === PORTS.count) throw error
    }
  }
}

function endpointsOf(legs: readonly Leg[]): { role: Leg['targetRole']; address: Address }[] {
  const endpoints = new Map<string, { role: Leg['targetRole']; address: Address }>()
  for (const { engine, targetRole, host, port } of legs)
    if (engine === 'external') endpoints.set(targetRole, { role: targetRole, address: { host, port } })
  return [...endpoints.values()]
}

/** Starts the target where the profile knows how, and makes it known to the scenarios. @param ends - what the run does last */
async function begin(
  plan: Startable,
  role: Leg['targetRole'],
  address: Address,
  ends: (() => void | Promise<void>)[],
): Promise<void> {
  const { target, hooks } = plan.profile
  const { ready } = target
  const command = plan.addressed ? undefined : target.start
  if (command === undefined && Object.keys(hooks).length === 0) return
  const folder = [command, ...Object.values(hooks)].some((one) => one?.includes('{folder}')) ? newFolder(ends) : ''
  const known = new ForeignTarget({
    role,
    address,
    directory: plan.profileDirectory,
    hooks,
    start: command === undefined ? undefined : { command, ready: ready === undefined ? undefined : readyWhen(ready) },
    values: { role, host: address.host, port: String(address.port), folder },
  })
  ends.push(() => known.stop(), introduce(role, address, known))
  await known.startFirst()
}

function readyWhen(ready: string): RegExp {
  return new RegExp(ready.replace(/^\/(.*)\/$/, '$1'))
}

/** A place for what a target keeps from one life to the next; gone with the run. */
function newFolder(ends: (() => void)[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
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
