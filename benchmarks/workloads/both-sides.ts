/** W3, each engine against itself: its initiator and its acceptor, each a process of its own. */
import path from 'node:path'
import { rowOf } from '../rows.ts'
import type { EngineName, Measured } from '../runner/figures.ts'
import { ownProgram } from '../runner/tools.ts'
import { type Bench, type Contestant, inTurns, type Outcome } from '../runner/workload.ts'
import { engines, type RunningAcceptor, startAcceptor } from './acceptors.ts'

const MODES = { pingpong: /p50 ([\d.]+) us/, throughput: /median ([\d.]+) orders/ } as const
const WITHIN_MS = 120_000

export async function bothSides(bench: Bench): Promise<Outcome> {
  const measured: Measured[] = []
  for (const store of ['file', 'memory'] as const) {
    for (const mode of ['throughput', 'pingpong'] as const) {
      const row = rowOf(mode === 'throughput' ? `w3e-${store}` : `w3e-p50-${store}`)
      const contestants: Contestant[] = engines(bench).map((engine) => ({
        engine,
        // Each program warms itself up: its first round is not measured.
        pass: async () => ({ value: await run(bench, engine, store, mode) }),
      }))
      measured.push({ ...row, ...(await inTurns(bench, row.id, contestants)) })
    }
  }
  // The initiators read the answers; ours ends with an error when one is not that of the order that is due.
  return { measured, checks: [] }
}

async function run(bench: Bench, engine: EngineName, store: 'file' | 'memory', mode: keyof typeof MODES) {
  const acceptor = await startAcceptor(bench, engine, { store })
  const count = countFor(engine, mode, bench.options.quick)
  const common = ['--port', String(acceptor.port), '--store', store, '--mode', mode, '--count', String(count)]
  const directory = path.join(bench.scratch, `initiator-${acceptor.port}`)
  const place = [...common, '--dir', directory, '--rounds', '1']
  const initiator = bench.children.start(`${engine} initiator`, [...commandOf(bench, acceptor), ...place])
  const line = await initiator.line(MODES[mode], WITHIN_MS)
  await initiator.stop()
  await acceptor.child.stop()
  return Number(MODES[mode].exec(line)?.[1])
}

function commandOf({ tools, options }: Bench, { engine }: RunningAcceptor): string[] {
  if (engine === 'quickfix')
    return [tools.quickfix?.engine ?? '', 'initiator', '--dict', tools.quickfix?.dictionary ?? '']
  if (engine === 'jspurefix') return [tools.node, tools.jspurefix?.engine ?? '', 'initiator']
  return [tools.node, ownProgram('initiator.ts'), '--journal', options.journal ? 'on' : 'off']
}

function countFor(engine: EngineName, mode: keyof typeof MODES, quick: boolean): number {
  const usual = mode === 'pingpong' ? 5000 : engine === 'ours' ? 100_000 : 30_000
  return (engine === 'jspurefix' ? usual / 5 : usual) / (quick ? 20 : 1)
}
