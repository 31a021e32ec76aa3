/** What the parts of `fixproof init` have in common while it runs. */
import path from 'node:path'
import type { Interview, InterviewContext } from '../../onboarding/interview.ts'
import { contextOf } from '../../onboarding/interview-context.ts'
import { unfinishedIn } from '../../onboarding/interview-file.ts'
import type { Choice } from '../../onboarding/question.ts'
import type { SuiteMaker } from '../../onboarding/suite-files.ts'
import { OWN_FEATURES, packageInfo, SCENARIOS } from '../../runner/package-paths.ts'
import { scenariosIn } from '../../runner/scenarios.ts'
import type { Terminal } from '../terminal.ts'
import type { Dialogue } from './init-dialogue.ts'
import type { InitArguments } from './init-options.ts'

export interface InitSession {
  readonly args: InitArguments
  readonly terminal: Terminal
  readonly packs: readonly Choice[]
  /** Absent where nobody can be asked. */
  readonly dialogue: Dialogue | undefined
  /** Packs and dictionaries are read once. */
  readonly contexts: Map<string, InterviewContext>
}

export function makerOf(cwd: string): SuiteMaker {
  return {
    cwd,
    suiteVersion: packageInfo().version,
    scenarios: scenariosIn([OWN_FEATURES]),
    scenariosIn,
    schema: path.join(SCENARIOS, 'profile.schema.json'),
  }
}

/** @throws PackError, DictionaryError */
export function contextFor(
  { contexts, packs, terminal }: InitSession,
  { answers }: Pick<Interview, 'answers'>,
): InterviewContext {
  const key = JSON.stringify([answers.pack, answers.dictionary])
  const known = contexts.get(key)
  if (known !== undefined) return known
  const unfinished = unfinishedIn(path.join(terminal.cwd, 'scenarios'))[0]
  const made = contextOf(answers, packs, terminal.cwd)
  const context = unfinished === undefined ? made : { ...made, suggested: { ...made.suggested, name: unfinished } }
  contexts.set(key, context)
  return context
}
