/** The rows of every workload and what each is to reach; docs/performance.md says how they are measured. */
import type { Row } from './runner/figures.ts'

export const ROWS = {
  'w1-index': { what: 'decode: index only', unit: 'msg/s', better: 'more' },
  'w1-a': {
    what: 'decode and five reads',
    unit: 'msg/s',
    better: 'more',
    goals: { quickfix: 4, jspurefix: 10 },
  },
  'w1-b': {
    what: 'decode, full validation and five reads',
    unit: 'msg/s',
    better: 'more',
    goals: { quickfix: 3.5, jspurefix: 9 },
  },
  w2: { what: 'encode ExecutionReport', unit: 'msg/s', better: 'more', goals: { quickfix: 3, jspurefix: 7 } },
  'w3-file': {
    what: 'orders, 1,000 in flight, file store',
    unit: 'orders/s',
    better: 'more',
    goals: { quickfix: 4, jspurefix: 25 },
  },
  'w3-memory': {
    what: 'orders, 1,000 in flight, memory store',
    unit: 'orders/s',
    better: 'more',
    goals: { quickfix: 4, jspurefix: 10 },
  },
  'w3-p50-file': {
    what: 'p50 round trip, file store, cores as found',
    unit: 'us',
    better: 'less',
    goals: { quickfix: 0.75, jspurefix: 0.15 },
  },
  'w3-p50-file-awake': {
    what: 'p50 round trip, file store, cores kept awake',
    unit: 'us',
    better: 'less',
    goals: { quickfix: 0.75, jspurefix: 0.15 },
  },
  'w3-p50-memory': { what: 'p50 round trip, memory store, cores as found', unit: 'us', better: 'less' },
  'w3-p50-memory-awake': { what: 'p50 round trip, memory store, cores kept awake', unit: 'us', better: 'less' },
  'w3e-file': { what: 'engine against engine: orders, file store', unit: 'orders/s', better: 'more' },
  'w3e-memory': { what: 'engine against engine: orders, memory store', unit: 'orders/s', better: 'more' },
  'w3e-p50-file': { what: 'engine against engine: p50 round trip, file store', unit: 'us', better: 'less' },
  'w3e-p50-memory': { what: 'engine against engine: p50 round trip, memory store', unit: 'us', better: 'less' },
  'venue-messages': {
    what: 'venue: orders, replaces and cancels, 1,000 under way, file store',
    unit: 'msg/s',
    better: 'more',
    goals: { quickfix: 3 },
  },
  'venue-reports': { what: 'venue: reports on them', unit: 'reports/s', better: 'more' },
  'venue-p50': { what: 'venue: p50 from a message to its last report, file store', unit: 'us', better: 'less' },
  w4: {
    what: 'replay of 100,000 messages from the file store',
    unit: 'msg/s',
    better: 'more',
    goals: { quickfix: 3, jspurefix: 15 },
  },
  'w4-first': { what: 'first message of that replay', unit: 'ms', better: 'less', goals: { absolute: 10 } },
  'w5-logons': { what: 'logons, 1,000 sessions', unit: 'logons/s', better: 'more', goals: { absolute: 3000 } },
  'w5-sessions': {
    what: 'sessions logged on at one port',
    unit: 'sessions',
    better: 'more',
    goals: { absolute: 5000 },
  },
  'w5-memory': {
    what: 'memory for each of 5,000 sessions logged on (peers: of 1,000)',
    unit: 'KiB',
    better: 'less',
    goals: { absolute: 24 },
  },
  'w5-cpu-100': { what: 'CPU for a logon, 100 sessions', unit: 'us', better: 'less' },
  'w5-cpu-1000': { what: 'CPU for a logon, 1,000 sessions', unit: 'us', better: 'less' },
  'w5-cpu-5000': { what: 'CPU for a logon, 5,000 sessions', unit: 'us', better: 'less' },
  'w5-idle': { what: 'CPU of 5,000 idle sessions (peers: of 1,000)', unit: '% of a core', better: 'less' },
  'w5-flat': {
    what: 'CPU for a logon, 5,000 sessions against 100 (peers: 1,000)',
    unit: 'times',
    better: 'less',
    goals: { absolute: 1.25 },
  },
  s1: { what: 'the suite against ourselves, from start to end', unit: 's', better: 'less', goals: { absolute: 10 } },
  's1-outside': { what: 'of it outside scenarios', unit: '%', better: 'less', goals: { absolute: 15 } },
  's1-quickfix': { what: 'the suite against QuickFIX', unit: 's', better: 'less' },
  'steady-heap': {
    what: 'growth of the heap under steady orders',
    unit: 'MiB a minute',
    better: 'less',
    goals: { absolute: 1 },
  },
  'steady-rate': { what: 'steady orders, file store', unit: 'orders/s', better: 'more' },
  'log-speed': { what: 'fixproof decode of a log', unit: 'MB/s', better: 'more', goals: { absolute: 100 } },
  'log-memory': {
    what: 'most memory of fixproof decode',
    unit: 'MB',
    better: 'less',
    goals: { absolute: 150 },
  },
} as const satisfies Readonly<Record<string, Omit<Row, 'id'>>>

export type RowId = keyof typeof ROWS

export function rowOf(id: RowId): Row {
  return { id, ...ROWS[id] }
}
