/**
 * The named faults of the rogues. Each is one switch, `is('group.name')`, at the place of the engine where a real one
 * goes wrong; what the judge expects is the same for all.
 */
import type { VersionId } from '../../src/fix/versions.ts'
import { CLIENT, type ClientFaultName } from './faults/of-clients.ts'
import { HEARTBEAT, TEST_REQUEST, TIMING } from './faults/of-heartbeats.ts'
import { FRAMING, VALIDATION } from './faults/of-messages.ts'
import { GAP_FILL, RESEND, RESET } from './faults/of-recovery.ts'
import { LOGON, LOGOUT, PERSISTENCE } from './faults/of-sessions.ts'
import { SILENT_CLIENT, SILENT_VENUE, type SilenceName } from './faults/of-silence.ts'
import { type OrderFault, VENUE, type VenueFaultName } from './faults/of-venues.ts'

const GROUPS = {
  ...HEARTBEAT,
  ...TEST_REQUEST,
  ...RESEND,
  ...GAP_FILL,
  ...RESET,
  ...LOGON,
  ...LOGOUT,
  ...VALIDATION,
  ...FRAMING,
  ...PERSISTENCE,
  ...TIMING,
}

type SessionFaultName = keyof typeof GROUPS
export type FaultName = SessionFaultName | VenueFaultName | ClientFaultName | SilenceName
type Role = 'acceptor' | 'initiator'

/** How a fault shows where FIX.4.4 and the acceptor do not show it. */
const SHOWN_AS: Readonly<Partial<Record<SessionFaultName, { readonly role?: Role; readonly version?: VersionId }>>> = {
  'logon.heartbeat-first': { role: 'initiator' },
  'logon.sent-twice': { role: 'initiator' },
  'logon.speaks-before-the-reply': { role: 'initiator' },
  'logon.takes-anything-for-a-reply': { role: 'initiator' },
  'logon.answers-the-reply': { role: 'initiator' },
  'logon.reply-identity-not-checked': { role: 'initiator' },
  'logon.number-zero': { role: 'initiator' },
  'timing.dials-in-a-storm': { role: 'initiator' },
  'logon.without-default-appl-ver-id': { version: 'FIXT.1.1/FIX.5.0SP2' },
  'logon.any-default-appl-ver-id': { version: 'FIXT.1.1/FIX.5.0SP2' },
  'timing.fraction-in-every-version': { version: 'FIX.4.0' },
  'validation.reject-reasons-in-every-version': { version: 'FIX.4.0' },
}

/** Faults against what a target should do, not must: a warning is all that they can be caught by. */
const AGAINST_A_SHOULD: ReadonlySet<SessionFaultName> = new Set<SessionFaultName>([
  'heartbeat.sent-twice',
  'heartbeat.sent-whatever-else-is',
  'test-request.id-encoded-anew',
  'gap-fill.inner-gap-forgotten',
  'gap-fill.requested-with-each-message',
  'gap-fill.forgets-what-it-held',
  'logon.any-default-appl-ver-id',
  'logon.first-message-refused-aloud',
  'logout.closes-at-once',
  'logout.refuses-without-text',
  'logout.no-heartbeat-while-leaving',
  'persistence.queue-before-recovery',
  'timing.waits-for-ever-for-logon',
])

export interface Fault {
  readonly name: FaultName
  /** Of the issue: heartbeat, test-request, resend … */
  readonly group: string
  /** What a target with it does, to be read behind "a target that". */
  readonly does: string
  readonly role: Role
  readonly version: VersionId
  /** Versions that it is run in besides: some cases are about one version alone. */
  readonly alsoIn?: readonly VersionId[]
  /** Of the session: a warning suffices. Of order flow: where the case is a recommendation. */
  readonly againstShould: boolean
  /** Where it is a fault of order flow: which mistake it is, and what must catch it. */
  readonly order?: Omit<OrderFault, 'does' | 'version'>
}

const OF_SESSIONS: readonly Fault[] = Object.entries(GROUPS).map(([key, does]) => {
  const name = key as SessionFaultName
  const { role = 'acceptor', version = 'FIX.4.4' } = SHOWN_AS[name] ?? {}
  return { name, group: name.split('.')[0] ?? '', does, role, version, againstShould: AGAINST_A_SHOULD.has(name) }
})

/** Beside FIX.4.4. */
const OTHER_TRADING_VERSIONS: readonly VersionId[] = ['FIX.4.2', 'FIXT.1.1/FIX.5.0SP2']

function ofOrders(
  name: FaultName,
  group: 'venue' | 'client',
  { does, version = 'FIX.4.4', ...order }: OrderFault,
): Fault {
  // The venue is whom the others dial.
  const role = group === 'venue' ? 'acceptor' : 'initiator'
  const alsoIn = order.row === undefined ? OTHER_TRADING_VERSIONS : []
  return { name, group, does, role, version, alsoIn, againstShould: false, order }
}

export const FAULTS: readonly Fault[] = [
  ...OF_SESSIONS,
  ...Object.entries<OrderFault>(VENUE).map(([name, fault]) => ofOrders(name as VenueFaultName, 'venue', fault)),
  ...Object.entries<OrderFault>(SILENT_VENUE).map(([name, fault]) => ofOrders(name as SilenceName, 'venue', fault)),
  ...CLIENT.map(({ name, ...fault }) => ofOrders(name, 'client', fault)),
  ...Object.entries<OrderFault>(SILENT_CLIENT).map(([name, fault]) => ofOrders(name as SilenceName, 'client', fault)),
]

const NAMES: ReadonlySet<string> = new Set(FAULTS.map(({ name }) => name))

export function isFaultName(name: unknown): name is FaultName {
  return typeof name === 'string' && NAMES.has(name)
}
