/** W5: many sessions at one port: how fast they log on, what each costs, and whether that grows with their number. */
import { setTimeout } from 'node:timers/promises'
import { type RowId, rowOf } from '../rows.ts'
import { type Answer, numberIn } from '../runner/child.ts'
import { type EngineName, type Measured, median, type Samples } from '../runner/figures.ts'
import { type Bench, type Check, type Contestant, inTurns, type Outcome } from '../runner/workload.ts'
import { engines, rawClientOf, startAcceptor } from './acceptors.ts'

/** The first logons of a process compile its code: they are no part of the measurement, and as many for every count. */
const WARM_UP_LOGONS = 1000
/** Within it every acceptor has noticed that its counterparties are gone. */
const GONE_AFTER_MS = 300
/** More than a select() can watch, which is where the peers end. */
const MOST = 5000
const PEERS_MOST = 1000
const WITHIN_MS = 300_000

interface Scale {
  readonly sessions: number
  readonly perSecond: number
  readonly cpuMicros: number
  /** From before the first logon, warm-up included. */
  readonly kibPerSession: number
  /** Percent of a core, while nothing happens. */
  readonly idle: number
}

export async function sessions(bench: Bench): Promise<Outcome> {
  rawClientOf(bench)
  const counts = bench.options.quick ? [50, 100, 200] : [100, PEERS_MOST, MOST]
  const scales = new Map<string, Scale[]>()
  for (const count of counts) {
    const contestants: Contestant[] = engines(bench)
      .filter((engine) => engine === 'ours' || count <= PEERS_MOST)
      .map((engine) => ({
        engine,
        pass: async () => {
          const scale = await logOn(bench, engine, count)
          const key = `${engine} ${count}`
          scales.set(key, [...(scales.get(key) ?? []), scale])
          return { value: scale.perSecond }
        },
      }))
    await inTurns(bench, `w5, logons a second of ${count} sessions`, contestants)
  }
  return { measured: rowsOf(scales, counts), checks: checksOf(scales, counts) }
}

async function logOn(bench: Bench, engine: EngineName, count: number): Promise<Scale> {
  const acceptor = await startAcceptor(bench, engine, { store: 'memory', sessions: count })
  const client = async (number: number, more: readonly string[]): Promise<Answer> => {
    const place = ['--port', String(acceptor.port), '--pid', String(acceptor.child.pid)]
    const command = [rawClientOf(bench), 'scale', ...place, '--sessions', String(number), '--json', '1', ...more]
    const running = bench.children.start('raw client', command)
    const answer = JSON.parse(await running.line(/^\{/, WITHIN_MS)) as Answer
    if (numberIn(answer, 'sessions') === 0) throw new Error(`${engine}: nobody could log on: ${running.complaints}`)
    await running.ended()
    return answer
  }
  const before: number[] = []
  for (let logons = 0; logons < WARM_UP_LOGONS / (bench.options.quick ? 10 : 1); ) {
    const warm = await client(Math.min(count, WARM_UP_LOGONS), ['--settle', '0', '--hold', '0'])
    logons += numberIn(warm, 'sessions')
    before.push(numberIn(warm, 'rssBeforeKiB'))
    await setTimeout(GONE_AFTER_MS)
  }
  const answer = await client(count, ['--hold', '2'])
  await acceptor.child.stop()
  const loggedOn = numberIn(answer, 'sessions')
  const growth = numberIn(answer, 'rssAfterKiB') - (before[0] ?? Number.NaN)
  return {
    sessions: loggedOn,
    perSecond: loggedOn / numberIn(answer, 'seconds'),
    cpuMicros: (numberIn(answer, 'cpuSeconds') / loggedOn) * 1e6,
    kibPerSession: growth / loggedOn,
    idle: numberIn(answer, 'idleCpuShare') * 100,
  }
}

function rowsOf(scales: ReadonlyMap<string, readonly Scale[]>, counts: readonly number[]): Measured[] {
  const [few = 0, middle = 0, most = 0] = counts
  const values = (engine: EngineName, count: number, value: (scale: Scale) => number): number[] =>
    (scales.get(`${engine} ${count}`) ?? []).map(value)
  const row = (id: RowId, count: number, value: (scale: Scale) => number, peersAt = count): Measured => {
    const samples: Samples = {
      ours: values('ours', count, value),
      quickfix: values('quickfix', peersAt, value),
      jspurefix: values('jspurefix', peersAt, value),
    }
    return { ...rowOf(id), samples: withoutEmpty(samples) }
  }
  const cpu = ({ cpuMicros }: Scale): number => cpuMicros
  const flat = (['ours', 'quickfix', 'jspurefix'] as const).map((engine) => {
    const largest = engine === 'ours' ? most : middle
    return [engine, [median(values(engine, largest, cpu)) / median(values(engine, few, cpu))]] as const
  })
  return [
    row('w5-logons', middle, ({ perSecond }) => perSecond),
    row('w5-sessions', most, ({ sessions: on }) => on, middle),
    row('w5-memory', most, ({ kibPerSession }) => kibPerSession, middle),
    row('w5-idle', most, ({ idle }) => idle, middle),
    row('w5-cpu-100', few, cpu),
    row('w5-cpu-1000', middle, cpu),
    row('w5-cpu-5000', most, cpu),
    { ...rowOf('w5-flat'), samples: Object.fromEntries(flat.filter(([, [ratio]]) => Number.isFinite(ratio))) },
  ]
}

function withoutEmpty(samples: Samples): Samples {
  return Object.fromEntries(Object.entries(samples).filter(([, values]) => values.length > 0))
}

function checksOf(scales: ReadonlyMap<string, readonly Scale[]>, counts: readonly number[]): Check[] {
  return counts.flatMap((count) =>
    [...scales]
      .filter(([key]) => key.endsWith(` ${count}`))
      .map(([key, all]) => ({
        engine: key.split(' ')[0] as EngineName,
        what: `w5: ${count} sessions logged on`,
        ok: all.every(({ sessions: on }) => on === count),
        detail: `logged on: ${all.map(({ sessions: on }) => on).join(', ')}`,
      })),
  )
}
