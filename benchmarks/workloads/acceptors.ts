/** The acceptors of all engines, started in the same way, and the raw client that talks to any of them. */
import path from 'node:path'
import type { Answer, Child } from '../runner/child.ts'
import { numberIn } from '../runner/child.ts'
import type { EngineName } from '../runner/figures.ts'
import { ownProgram } from '../runner/tools.ts'
import { type Bench, type Check, type Contestant, freePort, orLeaves, ready } from '../runner/workload.ts'

export interface AcceptorOptions {
  readonly store: 'memory' | 'file'
  /** CLIENT1 to CLIENTn. Default 1. */
  readonly sessions?: number
  /** jspurefix only: keep sent reports where its resend finds them. */
  readonly keep?: boolean
  /** Ours only: the garbage collector can be asked to run. */
  readonly exposeGc?: boolean
}

export interface RunningAcceptor {
  readonly engine: EngineName
  readonly child: Child
  readonly port: number
}

/** Ours, and with peers those that could be built. */
export function engines({ options, tools }: Bench): EngineName[] {
  const names: EngineName[] = ['ours']
  if (options.peers && tools.quickfix !== undefined) names.push('quickfix')
  if (options.peers && tools.jspurefix !== undefined) names.push('jspurefix')
  return names
}

/** Each engine gets ready in its turn; a peer that can not is left out. */
export async function entered(
  bench: Bench,
  what: string,
  enter: (engine: EngineName) => Promise<Contestant | undefined>,
): Promise<Contestant[]> {
  const contestants: Contestant[] = []
  for (const engine of engines(bench)) {
    const contestant = await orLeaves(bench, engine, what, () => enter(engine))
    if (contestant !== undefined) contestants.push(contestant)
  }
  return contestants
}

export const LISTENS_WITHIN_MS = 120_000
let started = 0

export async function startAcceptor(
  bench: Bench,
  engine: EngineName,
  options: AcceptorOptions,
): Promise<RunningAcceptor> {
  const directory = path.join(bench.scratch, `${engine}-${++started}`)
  const { tools } = bench
  const common = ['--store', options.store, '--dir', directory]
  const sessions = options.sessions ?? 1
  if (engine === 'ours') {
    const journal = bench.options.journal ? 'on' : 'off'
    const program = [tools.node, ...(options.exposeGc === true ? ['--expose-gc'] : []), ownProgram('acceptor.ts')]
    const child = bench.children.start('acceptor', [
      ...program,
      ...common,
      ...['--sessions', String(sessions), '--journal', journal],
    ])
    const line = await child.line(/^listening/, LISTENS_WITHIN_MS)
    return { engine, child, port: Number(line.split(' ')[1]) }
  }
  const port = await freePort()
  const place = ['--port', String(port), ...common]
  const command =
    engine === 'quickfix'
      ? [tools.quickfix?.engine ?? '', 'acceptor', ...place, '--dict', tools.quickfix?.dictionary ?? '']
      : [tools.node, tools.jspurefix?.engine ?? '', 'acceptor', ...place, '--keep', options.keep === true ? '1' : '0']
  if (engine === 'quickfix') command.push('--sessions', String(sessions))
  else if (sessions > 1) command.push('--sessions', 'any')
  const child = bench.children.start(`${engine} acceptor`, command)
  await child.line(/^listening/, LISTENS_WITHIN_MS)
  return { engine, child, port }
}

/** @throws Error when there is no compiler to make it with */
export function rawClientOf({ tools }: Bench): string {
  if (tools.rawClient === undefined) throw new Error('needs the raw client, and so a C++ compiler (g++)')
  return tools.rawClient
}

/** Logged on and waiting for its passes. */
export function startRawClient(
  bench: Bench,
  mode: string,
  acceptor: RunningAcceptor,
  more: readonly string[] = [],
): Promise<Child> {
  const place = ['--port', String(acceptor.port), '--pid', String(acceptor.child.pid)]
  const command = [rawClientOf(bench), mode, '--serve', '1', ...place, ...more]
  return ready(bench.children.start(`raw client of ${acceptor.engine}`, command), 300_000)
}

/** A pass in which the client checks every message. */
export async function verified(client: Child, engine: EngineName, what: string, count: number): Promise<Check> {
  const answer = await client.ask(`verify ${count}`)
  const messages = numberIn(answer, 'messages')
  return checkOf(engine, `${what}, ${messages} checked`, messages >= count ? answer : { ...answer, faults: 1 })
}

function checkOf(engine: EngineName, what: string, answer: Answer): Check {
  const faults = numberIn(answer, 'faults')
  return { engine, what, ok: faults === 0, detail: faults === 0 ? '' : `${faults} faults: ${answer.firstFault}` }
}

/** @throws Error when a message came that was not the next one */
export function withoutFaults(answer: Answer): Answer {
  if (numberIn(answer, 'faults') === 0) return answer
  throw new Error(`wrong answers while measuring: ${answer.firstFault}`)
}
