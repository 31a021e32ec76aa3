/** What Prometheus reads: read from the sessions when it asks, so nothing is counted twice. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { SessionStatistics } from '../engine/session-statistics.ts'
import { type AdminHost, type AdminSession, allSessions } from './admin-host.ts'

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number]

interface Definition {
  readonly name: string
  readonly help: string
  readonly labels?: readonly string[]
  readonly kind?: 'gauge'
  samples(session: AdminSession['session'], statistics: SessionStatistics): Sample[]
}

const both = (out: number, taken: number): Sample[] => [
  [{ direction: 'out' }, out],
  [{ direction: 'in' }, taken],
]

const DEFINITIONS: readonly Definition[] = [
  {
    name: 'fixproof_session_established',
    help: '1 while the Logon exchange stands, else 0',
    kind: 'gauge',
    samples: ({ state }) => [[{}, state === 'established' ? 1 : 0]],
  },
  {
    name: 'fixproof_session_state',
    help: '1 for the state of the lifecycle that the session is in',
    labels: ['state'],
    kind: 'gauge',
    samples: ({ state }) => [[{ state }, 1]],
  },
  {
    name: 'fixproof_session_next_msg_seq_num',
    help: 'MsgSeqNum expected next (in), and to be given next (out)',
    labels: ['direction'],
    kind: 'gauge',
    samples: ({ nextIn, nextOut }) => both(nextOut, nextIn),
  },
  {
    name: 'fixproof_session_messages_total',
    help: 'Messages',
    labels: ['direction'],
    samples: (_, { messagesIn, messagesOut }) => both(messagesOut, messagesIn),
  },
  {
    name: 'fixproof_session_bytes_total',
    help: 'Bytes of messages',
    labels: ['direction'],
    samples: (_, { bytesIn, bytesOut }) => both(bytesOut, bytesIn),
  },
  {
    name: 'fixproof_session_resend_requests_total',
    help: 'ResendRequests',
    labels: ['direction'],
    samples: (_, { resendRequestsIn, resendRequestsOut }) => both(resendRequestsOut, resendRequestsIn),
  },
  {
    name: 'fixproof_session_rejects_total',
    help: 'Rejects and BusinessMessageRejects',
    labels: ['direction'],
    samples: (_, { rejectsIn, rejectsOut }) => both(rejectsOut, rejectsIn),
  },
  {
    name: 'fixproof_session_gaps_total',
    help: 'Gaps in the incoming MsgSeqNum',
    samples: (_, { gaps }) => [[{}, gaps]],
  },
  {
    name: 'fixproof_session_garbled_total',
    help: 'Garbled messages received',
    samples: (_, { garbled }) => [[{}, garbled]],
  },
  {
    name: 'fixproof_session_connections_total',
    help: 'Transport connections that stood',
    samples: (_, { connections }) => [[{}, connections]],
  },
  {
    name: 'fixproof_session_logons_total',
    help: 'Sessions established',
    samples: (_, { logons }) => [[{}, logons]],
  },
  {
    name: 'fixproof_session_undelivered_total',
    help: 'Messages handed back as undelivered',
    samples: (_, { undelivered }) => [[{}, undelivered]],
  },
]

/** @param ofProcess - memory, event loop and the like of the process are told as well */
export function metricsOf(host: AdminHost, ofProcess: boolean): Registry {
  const registry = new Registry()
  if (ofProcess) collectDefaultMetrics({ register: registry })
  for (const definition of DEFINITIONS) define(definition, host, registry)
  return registry
}

function define({ name, help, labels = [], kind, samples }: Definition, host: AdminHost, registry: Registry): void {
  const options = { name, help, labelNames: ['session', ...labels], registers: [registry] }
  const metric = kind === 'gauge' ? new Gauge(options) : new Counter(options)
  Object.assign(metric, {
    collect: () => {
      metric.reset()
      for (const { session } of allSessions(host))
        for (const [own, value] of samples(session, session.statistics))
          metric.inc({ session: session.id, ...own }, value)
    },
  })
}
