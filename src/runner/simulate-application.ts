/** What answers the sessions of a simulator: an application for each, or one venue for all of them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { realClock } from '../engine/clock.ts'
import { type ApplicationMaker, applicationFrom, applicationInProfile } from '../simulator/applications.ts'
import { loadPersona } from '../simulator/persona-file.ts'
import { loadProfile, type Profile } from '../testbench/profile.ts'
import type { Persona } from '../venue/persona.ts'
import { findProfile } from './find-profile.ts'
import type { SimulateOptions } from './simulate-request.ts'
import { UsageError } from './usage-error.ts'

export type PlannedApplication =
  | { readonly kind: 'each'; readonly name: string; readonly make: ApplicationMaker }
  | { readonly kind: 'venue'; readonly name: string; readonly persona: Persona }

type Options = Pick<SimulateOptions, 'application' | 'persona' | 'faults' | 'quietText' | 'cwd'>

/**
 * Options go before the profile.
 *
 * @param file - of the profile: what it names is beside it
 * @throws UsageError, ApplicationError, RulesFileError, PersonaFileError
 */
export function applicationOf(
  options: Options,
  profile: Profile | undefined,
  file: string | undefined,
): PlannedApplication {
  const venue = venueOf(options, profile, file)
  if (venue !== undefined) return venue
  refuseAlone(options)
  const now = (): number => realClock.now()
  const { application, cwd } = options
  const stated = application ?? profile?.application ?? profile?.target.application ?? 'acknowledge'
  if (typeof stated === 'string') {
    const base = application === undefined && file !== undefined ? path.dirname(file) : cwd
    return { kind: 'each', name: stated, make: applicationFrom(withFile(stated, base), now) }
  }
  const profileFile = file as string
  return {
    kind: 'each',
    name: 'rules',
    make: applicationInProfile(readFileSync(profileFile, 'utf8'), profileFile, now),
  }
}

/**
 * The persona that is asked for, before any session is planned.
 *
 * @returns undefined when none is
 * @throws UsageError, ProfileError, PersonaFileError
 */
export function venueAskedFor(options: SimulateOptions): Persona | undefined {
  const file = options.profile === undefined ? undefined : findProfile(options.profile, options.cwd)
  const profile = file === undefined ? undefined : loadProfile(file, options.env)
  return venueOf(options, profile, file)?.persona
}

/** The persona that is asked for, by option or profile; undefined when the application is no venue. */
function venueOf(
  options: Options,
  profile: Profile | undefined,
  file: string | undefined,
): (PlannedApplication & { kind: 'venue' }) | undefined {
  const { application, persona, cwd } = options
  if (persona !== undefined && application !== undefined)
    throw new UsageError('--persona and --application both say what answers: give one of them')
  const byOption = persona ?? nameIn(application)
  if (byOption !== undefined) return venue(byOption, cwd, options)
  if (application !== undefined) return undefined
  const stated = profile?.application
  const base = file === undefined ? cwd : path.dirname(file)
  if (typeof stated === 'string') {
    const name = nameIn(stated)
    return name === undefined ? undefined : venue(name, base, options)
  }
  if (stated === undefined || !('persona' in stated) || typeof stated.persona !== 'string') return undefined
  const { faults, quietText } = stated as { faults?: boolean; quietText?: boolean }
  return venue(stated.persona, base, {
    faults: options.faults === true || faults === true,
    quietText: options.quietText === true || quietText === true,
  })
}

/** `persona:NAME`. */
function nameIn(application: string | undefined): string | undefined {
  const [, name] = /^persona(?::(.*))?$/.exec(application ?? '') ?? []
  if (application?.startsWith('persona') === true && (name === undefined || name === ''))
    throw new UsageError(`"${application}": persona needs a name or a file, such as persona:standard`)
  return name
}

function venue(
  nameOrFile: string,
  base: string,
  { faults, quietText }: Pick<Options, 'faults' | 'quietText'>,
): PlannedApplication & { kind: 'venue' } {
  const isFile = /[/\\]|\.ya?ml$/.test(nameOrFile)
  const persona = loadPersona(isFile ? path.resolve(base, nameOrFile) : nameOrFile, { faults })
  const told = quietText === true ? { ...persona, defaults: { ...persona.defaults, text: false } } : persona
  return { kind: 'venue', name: `persona:${persona.name}`, persona: told }
}

/** Whoever says how a venue is to be believes that there is one. */
function refuseAlone({ faults, quietText }: Options): void {
  const alone = faults === true ? '--faults' : quietText === true ? '--quiet-text' : undefined
  if (alone !== undefined)
    throw new UsageError(`${alone} is for a venue: add --persona NAME, or application: persona:NAME`)
}

/** A file of rules is named from where it is named: the profile's folder, or where the command is given. */
function withFile(application: string, base: string): string {
  const [, file] = /^rules:(.+)$/.exec(application) ?? []
  return file === undefined ? application : `rules:${path.resolve(base, file)}`
}
