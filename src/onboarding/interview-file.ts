/** What is kept of an interview while it lasts: after each answer, so that nothing starts from zero. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import { z } from 'zod'
import { begin, type Interview } from './interview.ts'
import { AnswersError } from './read-answers.ts'
import { readYaml } from './read-yaml.ts'

export const INTERVIEW_FILE = '.interview.yaml'

const kept = z.strictObject({
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  asked: z.array(z.string()).default([]),
})

/** A crash leaves the file as it was or as it is to be, never half of it. */
export function keepInterview(folder: string, { answers, asked }: Interview): void {
  const text = `# An interview of fixproof init that is not at its end: fixproof init ${path.basename(folder)} goes on with it.\n${stringify({ answers, asked })}`
  replaceFile(path.join(folder, INTERVIEW_FILE), text)
}

/** @throws AnswersError when it was damaged */
export function keptInterview(folder: string): Interview {
  const file = path.join(folder, INTERVIEW_FILE)
  const refuse = (text: string): AnswersError => new AnswersError(`${text}\nRemove the file to begin again.`)
  const { answers, asked } = readYaml(file, 'kept interview', kept, refuse).data
  return { ...begin(answers), asked }
}

export function forgetInterview(folder: string): void {
  rmSync(path.join(folder, INTERVIEW_FILE), { force: true })
}

/** Folders of interviews that are not at their end. */
export function unfinishedIn(scenarios: string): string[] {
  try {
    return readdirSync(scenarios).filter((name) =>
      readdirSyncOrNone(path.join(scenarios, name)).includes(INTERVIEW_FILE),
    )
  } catch {
    return []
  }
}

function readdirSyncOrNone(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Writes a file as a whole: what was there stays until the new one is complete. */
export function replaceFile(file: string, text: string, mode?: number): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const half = `${file}.${process.pid}.tmp`
  writeFileSync(half, text, mode === undefined ? {} : { mode })
  renameSync(half, file)
}
