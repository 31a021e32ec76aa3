/**
 * A profile: which target, which sessions, what it can be asked to do. One zod model gives types, messages and the JSON
 * Schema for editors.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { nearest } from '../dictionary/nearest.ts'
import { findVersion, VERSIONS } from '../fix/versions.ts'
import type { Problem } from '../parameters/parameter-error.ts'
import type { SessionSettings } from '../session/settings.ts'
import { APPLICATION_NAMES } from '../simulator/order-desk.ts'
import { PROCESS_FAULTS } from '../simulator/process-faults.ts'
import { hooksBlock, refuseIdle } from './profile-hooks.ts'
import { type ProfileParameters, parameterBlock, sessionPart } from './profile-parameters.ts'

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

const profile = z
  .strictObject({
    target,
    sessions: z.array(session).min(1),
    session: parameterBlock.prefault({}).describe("settings of the tester's own engine"),
    logon: z.record(z.string(), z.string()).default({}).describe('fields of the tester’s Logon, by name'),
    dictionary: z.string().optional(),
    application: z
      .union([z.string(), z.looseObject({ rules: z.array(z.unknown()) })], {
        error: 'expected acknowledge, silent, echo:TYPE[,TYPE…], rules:FILE, or rules',
      })
      .optional()
      .describe('what `fixproof simulate` does with application messages'),
    admin: admin.optional().describe('the admin API of `fixproof simulate`'),
    capabilities: z.array(z.enum(CAPABILITIES)).default([]),
    hooks: hooksBlock
      .prefault({})
      .describe('commands by which a foreign target is asked for more than FIX; {senderCompID} and others are put in'),
    identity: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    suite: z
      .strictObject({
        name: z.string().default('Session suite'),
        tags: z.string().optional(),
        waivers: z.string().optional(),
      })
      .prefault({}),
  })
  .superRefine(refuseIdle)

type Parsed = z.output<typeof profile>

export type Profile = Omit<Parsed, 'session' | 'target'> & {
  /** Parameters stated for our own engine, by canonical name. */
  readonly session: ProfileParameters['stated']
  /** The same with the preset, for `resolveParameters`. */
  readonly testerParameters: ProfileParameters
  /** `session` is the part of the target's parameters that belongs to the session alone. */
  readonly target: Omit<Parsed['target'], 'session'> & { readonly session: Partial<SessionSettings> }
  /** All parameters of the self target, for `resolveParameters`. */
  readonly targetParameters: ProfileParameters
  /** Names of the Logon's fields whose values came from the environment: they are secrets, whatever they are called. */
  readonly secretLogonFields: readonly string[]
}

/** The JSON Schema of a profile, for editors. */
export function profileSchema(): unknown {
  return z.toJSONSchema(profile, { io: 'input' })
}

/** A profile that can not be used: says file, line, key, value and what is allowed. */
export class ProfileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ProfileError'
  }
}

/**
 * @param environment - where `${env:NAME}` is looked up
 * @throws ProfileError
 */
export function loadProfile(file: string, environment: Readonly<Record<string, string | undefined>>): Profile {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ProfileError(`${file}: the profile could not be read (${(cause as NodeJS.ErrnoException).code})`)
  }
  return parseProfile(text, file, environment)
}

/** @throws ProfileError */
export function parseProfile(
  text: string,
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Profile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [syntax] = document.errors
  if (syntax !== undefined) {
    const { line, col } = lines.linePos(syntax.pos[0])
    throw new ProfileError(`${file}:${line}:${col}: ${syntax.message}`)
  }
  const stated = document.toJS()
  const data = withSecrets(stated, file, environment)
  const parsed = profile.safeParse(data)
  if (parsed.success) return withParameters(parsed.data, file, fromEnvironment(stated?.logon))
  const problems = parsed.error.issues.slice(0, 5).map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const path = unknown === undefined ? issue.path : [...issue.path, unknown]
    const line = lineAt(document, lines, path)
    return `${file}${line === undefined ? '' : `:${line}`}: ${describe(issue, path.map(String), data)}`
  })
  throw new ProfileError(problems.join('\n'))
}

/** The line of a key; of what it would stand in, when it is not there. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined
    if (node?.range !== undefined) return lines.linePos(node.range[0]).line
  }
  return undefined
}

function withParameters(parsed: Parsed, file: string, secretLogonFields: readonly string[]): Profile {
  const { session: testerParameters, target } = parsed
  const module = target.module === undefined ? {} : { module: path.resolve(path.dirname(file), target.module) }
  return {
    ...parsed,
    session: testerParameters.stated,
    testerParameters,
    target: { ...target, ...module, session: sessionPart(target.session) },
    targetParameters: target.session,
    secretLogonFields,
  }
}

function describe(issue: z.core.$ZodIssue, path: readonly string[], data: unknown): string {
  const key = path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path.slice(0, -1))
    const near = nearest(path.at(-1) ?? '', known, 1)[0]
    const hint = near === undefined ? `allowed are ${known.join(', ')}` : `did you mean "${near}"?`
    return `unknown key "${key}": ${hint}`
  }
  const { kind, secret: hidden } = (issue.code === 'custom' ? (issue.params ?? {}) : {}) as Partial<Problem>
  if (kind === 'unknownKey') return `unknown key "${key}": ${issue.message}`
  if (kind === 'combination') return `"${key}": ${issue.message}`
  let value: unknown = data
  for (const part of path) value = (value as Record<string, unknown> | undefined)?.[part]
  // What a Logon carries may be a password, also one that was forgotten to be put into quotes.
  const secret = hidden === true || (path[0] === 'logon' && path.length > 1)
  const shown = value === undefined ? 'is missing' : secret ? `is a ${typeof value}` : `is ${JSON.stringify(value)}`
  return `${key === '' ? 'the profile' : `"${key}"`} ${shown}: ${issue.message}`
}

/** Keys that the model has at a place. */
function knownKeys(path: readonly string[]): string[] {
  interface Node {
    properties?: Record<string, Node>
    items?: Node
  }
  let node = profileSchema() as Node | undefined
  for (const part of path) node = /^\d+$/.test(part) ? node?.items : node?.properties?.[part]
  return Object.keys(node?.properties ?? {})
}

function fromEnvironment(logon: Readonly<Record<string, unknown>> | undefined): string[] {
  return Object.entries(logon ?? {}).flatMap(([name, value]) => (/\$\{env:/.test(String(value)) ? [name] : []))
}

/** Puts values of the environment in the place of `${env:NAME}`. */
function withSecrets(value: unknown, file: string, environment: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{env:([A-Za-z_]\w*)\}/g, (_, name: string) => {
      const secret = environment[name]
      if (secret === undefined)
        throw new ProfileError(`${file}: \${env:${name}} is not set: export ${name} before the run`)
      return secret
    })
  if (Array.isArray(value)) return value.map((item) => withSecrets(item, file, environment))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withSecrets(item, file, environment)]))
  return value
}
