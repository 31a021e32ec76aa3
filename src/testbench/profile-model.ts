/**
 * What a profile may state: one zod model gives types, messages and the JSON Schema for editors.
 */
import { z } from 'zod'
import { findVersion, VERSIONS } from '../fix/versions.ts'
import { APPLICATION_NAMES } from '../simulator/order-desk.ts'
import { PROCESS_FAULTS } from '../simulator/process-faults.ts'
import { hooksBlock, refuseIdle } from './profile-hooks.ts'
import { parameterBlock } from './profile-parameters.ts'
import { TRADING_CAPABILITIES, tradingBlock } from './profile-trading.ts'

const role = z.enum(['acceptor', 'initiator'])

/** What the target of a case can be asked to do beyond FIX. */
export const CAPABILITIES = [
  'restart',
  'kill',
  'sendApplicationMessage',
  'setSequenceNumbers',
  'advanceClock',
  /** The wall clock of the target set by itself, forward or back. */
  'setClock',
  'order-flow',
  'configure',
  'logout',
  /** Numbers set and reset by hand, switch of the connection, start and stop. */
  'administer',
  /** What can not be seen on the wire: warnings, states, callbacks, archives. */
  'observe',
  /** A second destination, on a network where every attempt is seen. */
  'backup',
  /** Processes of its own, ended at chosen points. */
  'process',
  ...TRADING_CAPABILITIES,
] as const

const address = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:]+):\d{1,5}$/, 'expected HOST:PORT')
  .describe('HOST:PORT')

const listenAddress = z
  .union([z.number().int().min(0).max(65_535), z.string().regex(/^(\S+:)?\d{1,5}$/, 'expected [HOST:]PORT')])
  .describe('[HOST:]PORT, 0 for any free port')

const seconds = z.number().int().min(0).max(86_400)

const tamperRule = z.strictObject({
  direction: z.enum(['outgoing', 'incoming']),
  msgType: z.string().optional(),
  where: z.record(z.string().regex(/^\d+$/), z.string()).optional(),
  nth: z.number().int().min(1).optional(),
  drop: z.boolean().optional(),
  set: z.record(z.string().regex(/^\d+$/), z.union([z.string(), z.null()])).optional(),
  times: z.number().int().min(1).max(1000).optional(),
})

const target = z
  .strictObject({
    engine: z
      .enum(['self', 'external', 'module'])
      .default('external')
      .describe(
        'self: our own engine plays the target; module: an engine of yours, in this process and on the bench’s clock',
      ),
    module: z.string().optional().describe('for module: the file that exports createTarget, relative to the profile'),
    options: z.record(z.string(), z.unknown()).default({}).describe('for module: what its createTarget is given'),
    transport: z
      .enum(['memory', 'tcp', 'process'])
      .default('memory')
      .describe('for self: simulated clock, real sockets, or real sockets to a process of its own'),
    role: z.union([role, z.array(role).min(1)]).default('acceptor'),
    connect: address.optional().describe('where a target that accepts listens'),
    listen: listenAddress.optional().describe('where the tester listens for a target that dials'),
    start: z.string().optional().describe('command that starts the target; {port} and {role} are put in'),
    ready: z.string().optional().describe('regular expression on its output that says it is ready'),
    dialIn: z.number().min(1).max(3600).default(60).describe('seconds within which a target that dials comes'),
    name: z.string().optional(),
    version: z.string().optional(),
    vendor: z.string().optional(),
    engineName: z.string().optional(),
    environment: z.string().optional(),
    session: parameterBlock.prefault({}).describe('settings of the self target'),
    application: z.enum(APPLICATION_NAMES).default('acknowledge').describe('application of the self target'),
    tamper: z.array(tamperRule).default([]).describe('makes the self target wrong on purpose'),
    faults: z
      .array(z.enum(PROCESS_FAULTS))
      .default([])
      .describe('makes a self target in a process of its own wrong in what it keeps'),
  })
  .superRefine(refuseHalfModule)

const session = z.strictObject({
  beginString: z.string().refine((name) => findVersion(name) !== undefined, {
    error: `expected one of ${VERSIONS.map(({ id }) => id).join(', ')}`,
  }),
  senderCompID: z.string().min(1),
  targetCompID: z.string().min(1),
  heartBtInt: seconds.default(30),
  role: role.optional().describe("the target's role in this session; every role of the target when absent"),
})

/** A module needs its file, and nothing of it means anything to another target. */
function refuseHalfModule(
  {
    engine,
    module,
    transport,
    options,
  }: { engine: string; module?: string | undefined; transport: string; options: object },
  context: z.RefinementCtx,
): void {
  const problem = (key: string, message: string): void =>
    context.addIssue({ code: 'custom', path: [key], message, params: { kind: 'combination' } })
  if (engine === 'module') {
    if (module === undefined) problem('module', 'needed with engine: module, the file that exports createTarget')
    if (transport !== 'memory') problem('transport', 'a target as a module runs in memory')
    return
  }
  if (module !== undefined) problem('module', 'goes with engine: module')
  if (Object.keys(options).length > 0) problem('options', 'goes with engine: module')
}

/** Settings of the admin API of `fixproof simulate`. Files are PEM, paths from where it is started. */
const admin = z.strictObject({
  listen: listenAddress.describe('[HOST:]PORT, loopback when only a port is said'),
  token: z.string().optional().describe('bearer token; taken from the environment, it is not written down'),
  certificate: z.string().optional(),
  privateKey: z.string().optional(),
  caCertificate: z.string().optional().describe('clients show a certificate that it signed'),
})

/** A venue, as `fixproof simulate` plays it. */
const personaStated = z.strictObject({
  persona: z.string().min(1).describe('a name of `fixproof personas`, or a file, relative to the profile'),
  faults: z.boolean().default(false).describe('rules that are wrong on purpose are followed too'),
  quietText: z.boolean().default(false).describe('reports do not name their rule in Text(58)'),
})

/** Everything that a profile may state, and what holds when it does not. */
export const profileModel = z
  .strictObject({
    target,
    sessions: z.array(session).min(1),
    session: parameterBlock.prefault({}).describe("settings of the tester's own engine"),
    logon: z.record(z.string(), z.string()).default({}).describe('fields of the tester’s Logon, by name'),
    dictionary: z.string().optional(),
    application: z
      .union([z.string(), personaStated, z.looseObject({ rules: z.array(z.unknown()) })], {
        error: 'expected acknowledge, silent, echo:TYPE[,TYPE…], rules:FILE, persona:NAME, rules, or { persona: NAME }',
      })
      .optional()
      .describe('what `fixproof simulate` does with application messages'),
    admin: admin.optional().describe('the admin API of `fixproof simulate`'),
    capabilities: z.array(z.enum(CAPABILITIES)).default([]),
    hooks: hooksBlock
      .prefault({})
      .describe('commands by which a foreign target is asked for more than FIX; {senderCompID} and others are put in'),
    order: z
      .record(z.string(), z.union([z.string(), z.number(), z.null()]))
      .default({})
      .describe(
        'fields of the orders that session scenarios send, by name; null leaves one out. An order that only rests: one report answers it',
      ),
    trading: tradingBlock.prefault({}).describe('what application scenarios trade with the target'),
    identity: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    suite: z
      .strictObject({
        name: z.string().default('Session suite'),
        tags: z.string().optional().describe('which of our own features belong to it, a cucumber tag expression'),
        waivers: z.string().optional().describe('known deviations, YAML; relative to the profile, as all files here'),
        features: z
          .array(z.string().min(1))
          .default([])
          .describe('feature files or folders of your own, run beside ours; their tags are not asked for'),
        steps: z.array(z.string().min(1)).default([]).describe('step files of your own'),
        pack: z.string().min(1).optional().describe('the venue: a name of `fixproof packs`, or a pack.yaml'),
        plan: z
          .string()
          .min(1)
          .optional()
          .describe('the test plan of `fixproof init`: which cases are mandatory, optional, not applicable'),
      })
      .prefault({}),
  })
  .superRefine(refuseIdle)

/** What is read from a file, before anything is resolved. */
export type ParsedProfile = z.output<typeof profileModel>

/** The JSON Schema of a profile, for editors. */
export function profileSchema(): unknown {
  return z.toJSONSchema(profileModel, { io: 'input' })
}
