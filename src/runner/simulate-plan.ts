/** What a simulator is to be: which sessions, where it listens, what it answers, and who may steer it. */
import type { EngineWideSettings } from '../parameters/engine-wide.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import { loadProfile, type Profile } from '../testbench/profile.ts'
import { findProfile } from './find-profile.ts'
import { adminOf, type PlannedAdmin, readable } from './simulate-admin.ts'
import { applicationOf, type PlannedApplication } from './simulate-application.ts'
import type { PlannedSessions } from './simulate-drafts.ts'
import { sessionIds } from './simulate-ids.ts'
import { type PlannedListener, presetOf, type SimulateOptions } from './simulate-request.ts'
import { sessionsOfProfile, sessionsOfQuickFix, sessionsStated } from './simulate-sessions.ts'
import type { UnknownPlan } from './simulate-unknown.ts'
import { UsageError } from './usage-error.ts'

export interface SimulationPlan {
  readonly sessions: readonly EngineParameters[]
  readonly listeners: readonly PlannedListener[]
  /** What holds for all listeners, as the first session that accepts states it; absent without one. */
  readonly engine?:
    | Pick<
        EngineWideSettings,
        'requireTls' | 'logonMessageSessionQualifierTag' | 'sharedStore' | 'totalOutgoingStorageMemoryLimit'
      >
    | undefined
  /** Sessions that are made for Logons that name none; absent: such connections are closed. */
  readonly unknown?: UnknownPlan | undefined
  readonly application: PlannedApplication
  readonly admin: PlannedAdmin | undefined
  /** Tags whose values are never shown, beyond those of the sessions. */
  readonly secretTags: readonly number[]
  readonly warnings: readonly string[]
  /** What is accepted, and means nothing here; a sentence each. */
  readonly infos: readonly string[]
}

/**
 * @throws UsageError, ProfileError, ParameterError, ApplicationError, RulesFileError, PersonaFileError,
 *   TlsSettingsError: each names what is
 *   wrong and what is allowed
 */
export function planSimulation(options: SimulateOptions): SimulationPlan {
  const { quickfixConfig, cwd, env } = options
  if (quickfixConfig !== undefined && options.profile !== undefined)
    throw new UsageError('--quickfix-config and a profile both name the sessions: give one of them')
  presetOf(options)
  const file = options.profile === undefined ? undefined : findProfile(options.profile, cwd)
  const profile = file === undefined ? undefined : loadProfile(file, env)
  const planned = plannedSessions(options, profile)
  if (planned.sessions.length === 0 && planned.unknown === undefined)
    throw new UsageError('no session is left of what was asked for')
  sessionIds(planned.sessions)
  const admin = adminOf(options, profile, planned.adminAsked)
  return {
    ...planned,
    application: applicationOf(options, profile, file),
    admin,
    warnings: [...planned.warnings, ...readable(admin)],
  }
}

function plannedSessions(options: SimulateOptions, profile: Profile | undefined): PlannedSessions {
  if (options.quickfixConfig !== undefined) return sessionsOfQuickFix(options.quickfixConfig, options)
  return profile === undefined ? sessionsStated(options) : sessionsOfProfile(profile, options)
}
