/**
 * A profile: which target, which sessions, what it can be asked to do. It is read from YAML; what is wrong is told with
 * file, line, key and what is allowed.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { isBuiltIn } from '../dictionary/load.ts'
import { nearest } from '../dictionary/nearest.ts'
import type { Problem } from '../parameters/parameter-error.ts'
import type { SessionSettings } from '../session/settings.ts'
import { type ParsedProfile, profileModel, profileSchema } from './profile-model.ts'
import { type ProfileParameters, sessionPart } from './session-parameters.ts'

export type Profile = Omit<ParsedProfile, 'session' | 'target'> & {
  /** Parameters stated for our own engine, by canonical name. */
  readonly session: ProfileParameters['stated']
  /** The same with the preset, for `resolveParameters`. */
  readonly testerParameters: ProfileParameters
  /** `session` is the part of the target's parameters that belongs to the session alone. */
  readonly target: Omit<ParsedProfile['target'], 'session'> & { readonly session: Partial<SessionSettings> }
  /** All parameters of the self target, for `resolveParameters`. */
  readonly targetParameters: ProfileParameters
  /** Names of the Logon's fields whose values came from the environment: they are secrets, whatever they are called. */
  readonly secretLogonFields: readonly string[]
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
  const parsed = profileModel.safeParse(data)
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

function withParameters(parsed: ParsedProfile, file: string, secretLogonFields: readonly string[]): Profile {
  const { session: testerParameters, target } = parsed
  const folder = path.dirname(file)
  const module = target.module === undefined ? {} : { module: path.resolve(folder, target.module) }
  const { dictionary } = parsed
  const isFile = dictionary !== undefined && !isBuiltIn(dictionary)
  return {
    ...parsed,
    ...(isFile ? { dictionary: path.resolve(folder, dictionary) } : {}),
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
