/** The steps that are defined, and lines of the suite that use each, from a dry run of the suite. */
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { OWN_FEATURES, ownSteps } from './package-paths.ts'

export interface StepFile {
  readonly file: string
  readonly steps: readonly { readonly pattern: string; readonly examples: readonly string[] }[]
}

interface Step {
  readonly file: string
  readonly pattern: string
  readonly examples: Set<string>
}

/** Nothing is connected to and no step runs. */
export async function stepVocabulary(): Promise<StepFile[]> {
  const steps = new Map<string, Step>()
  const texts = new Map<string, string>()
  const see = ({ stepDefinition, pickle, testCase }: Envelope): void => {
    if (stepDefinition) {
      const file = path.basename(stepDefinition.sourceReference.uri ?? '').replace(/\.[jt]s$/, '')
      steps.set(stepDefinition.id, { file, pattern: readable(stepDefinition.pattern.source), examples: new Set() })
    }
    for (const step of pickle?.steps ?? []) texts.set(step.id, step.text)
    for (const step of testCase?.testSteps ?? [])
      for (const id of step.stepDefinitionIds ?? [])
        steps.get(id)?.examples.add(texts.get(step.pickleStepId ?? '') ?? '')
  }
  const { runConfiguration } = await loadConfiguration({
    file: false,
    provided: { paths: [OWN_FEATURES], import: [ownSteps()], format: [], dryRun: true },
  })
  await runCucumber(runConfiguration, { stdout: new PassThrough().resume() }, see)
  const files = Map.groupBy(steps.values(), ({ file }) => file)
  return [...files].map(([file, group]) => ({
    file,
    steps: group.map(({ pattern, examples }) => ({ pattern, examples: [...examples] })),
  }))
}

/** What a regular expression says, for people; a cucumber expression says it already. */
const READABLE: readonly (readonly [machine: string, people: string])[] = [
  ['(must|should|may)', '{level}'],
  ['([A-Z]\\w+)', '{message}'],
  ['(?: as "([^"]+)")?', '[ as "name"]'],
  ['(?: with (.+?))?', '[ with Field value and …]'],
  ['(?:, garbled: (.+?))?', '[, garbled: {fault}]'],
  ['(?<!:)', ''],
  ['(?:, with (.+))?', '[, with Field value and …]'],
  ['(?:, the tester at MsgSeqNum (\\d+))?', '[, the tester at MsgSeqNum {int}]'],
  ['(?: of its configuration)?', '[ of its configuration]'],
  ['(?:, before sending it)?', '[, before sending it]'],
  ['( without its files)?', '[ without its files]'],
  ['"([^"]+)"', '{string}'],
  ['(\\S+ \\w+)', '{duration}'],
  ['(.+?)', '{Field value and …}'],
  ['(\\d+)', '{int}'],
  ['(\\d\\d:\\d\\d:\\d\\d)', '{time}'],
  ['(\\S+ \\S+)', '{date time}'],
  ['[A-Z][a-z]+', '{day}'],
  ['(\\S+)', '{word}'],
  ['\\S+', '{word}'],
]

function readable(pattern: string): string {
  const bare = pattern.replace(/^\/?\^/, '').replace(/\$\/?$/, '')
  return READABLE.reduce((text, [machine, people]) => text.replaceAll(machine, people), bare)
}
