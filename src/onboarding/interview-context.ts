/** What the pack and the dictionary of an interview tell: the only part of it that reads files, beside what is kept. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { isBuiltIn, loadDictionary } from '../dictionary/load.ts'
import { nearest } from '../dictionary/nearest.ts'
import { type Answers, textOf } from './answers.ts'
import { factsOf } from './dictionary-facts.ts'
import { type InterviewContext, NOTHING_KNOWN } from './interview.ts'
import { loadPack, type Pack, PackError, packNamed, packNames } from './pack.ts'
import { packCases } from './pack-cases.ts'
import { packFactsOf } from './pack-facts.ts'
import type { Choice } from './question.ts'
import { isOwnDictionary, isPack, type Settings } from './settings-of-answers.ts'

/** @throws PackError, DictionaryError */
export function contextOf(answers: Answers, packs: readonly Choice[], cwd: string): InterviewContext {
  const dictionary = isOwnDictionary(answers) ? factsOf(loadDictionary(dictionaryPath(answers, cwd))) : {}
  const pack = packOf(answers, cwd)
  if (pack === undefined) return { ...NOTHING_KNOWN, packs, suggested: dictionary }
  const facts = packFactsOf(pack, packCases(pack), packProfile(pack))
  return {
    packs,
    known: facts.known,
    suggested: { ...dictionary, ...facts.suggested },
    wording: facts.wording,
    packQuestions: facts.questions,
  }
}

/** A built-in name stays one; a file is found from where the command was given. */
export function dictionaryPath(answers: Answers, cwd: string): string {
  const name = textOf(answers, 'dictionary')
  return isBuiltIn(name) ? name : path.resolve(cwd, name)
}

/** @returns undefined when no pack was named. @throws PackError */
export function packOf(answers: Answers, cwd: string): Pack | undefined {
  if (!isPack(answers)) return undefined
  const name = textOf(answers, 'pack')
  if (/\.ya?ml$/.test(name)) return loadPack(path.resolve(cwd, name))
  const pack = packNamed(name, cwd)
  if (pack !== undefined) return pack
  const names = packNames(cwd)
  const near = nearest(name, names, 1)[0]
  throw new PackError(
    `--pack "${name}": there is no such pack${near === undefined ? '.' : `, did you mean "${near}"?`} Known are ${names.join(', ')}, or the file of a pack.yaml`,
  )
}

export function packProfile(pack: Pack): Settings {
  return (parse(readFileSync(pack.profile, 'utf8')) ?? {}) as Settings
}

/** The packs that there are, for the question; one that can not be used is none. */
export function packChoices(cwd: string): Choice[] {
  return packNames(cwd).flatMap((name) => {
    try {
      const pack = packNamed(name, cwd)
      return pack === undefined ? [] : [{ value: name, says: pack.title }]
    } catch (error) {
      if (error instanceof PackError) return []
      throw error
    }
  })
}
