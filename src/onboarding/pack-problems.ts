/** What is wrong with a pack beyond its form: cases that are unknown or can not be asked for, names that stand for two things. */
import { CATALOGUE, findRequirement, selectCases } from '../conformance/catalogue.ts'
import { nearest } from '../dictionary/nearest.ts'
import { whyUnfit } from './pack-cases.ts'
import type { StatedPack } from './pack-model.ts'
import type { YamlFile } from './read-yaml.ts'

type ReadPack = YamlFile<StatedPack>

/** A word for cases, and where it stands. */
interface Word {
  readonly word: string
  readonly key: readonly (string | number)[]
}

/** @returns a line for each problem, with file, line, key, value and what was expected */
export function packProblems(read: ReadPack): string[] {
  return [...caseProblems(read), ...doubleProblems(read), ...sourceProblems(read)]
}

function caseProblems({ data, where }: ReadPack): string[] {
  const { cases, venueIds, quirks, certifies } = data
  const asked: Word[] = (['mandatory', 'optional'] as const).flatMap((list) =>
    cases[list].map((word, i) => ({ word, key: ['cases', list, i] })),
  )
  const groups = [
    ...asked,
    ...Object.keys(cases.notApplicable).map((word) => ({ word, key: ['cases', 'notApplicable', word] })),
  ]
  const single: Word[] = [
    ...Object.keys(venueIds).map((word) => ({ word, key: ['venueIds', word] })),
    ...quirks.flatMap(({ case: about }, i) => [about].flat().map((word) => ({ word, key: ['quirks', i, 'case'] }))),
  ]
  const say = ({ word, key }: Word, what: string): string =>
    `${where(...key)}: "${key.join('.')}" is "${word}": ${what}`
  return [
    ...groups
      .filter(({ word }) => selectCases(word).length === 0)
      .map((one) => say(one, unknownCase(one.word, 'a case or the beginning of cases'))),
    ...single
      .filter(({ word }) => findRequirement(word) === undefined)
      .map((one) => say(one, unknownCase(one.word, 'a case'))),
    ...asked.flatMap((one) => {
      const fits = selectCases(one.word)
        .map((id) => findRequirement(id))
        .map((row) => row && whyUnfit(row, certifies))
      const [why] = fits
      return why === undefined || fits.includes(undefined)
        ? []
        : [say(one, `expected a case that can be asked of the ${certifies}. ${why}`)]
    }),
  ]
}

function unknownCase(word: string, expected: string): string {
  const near = nearest(
    word,
    CATALOGUE.map(({ id }) => id),
  )
  return `expected ${expected}${near.length === 0 ? '; fixproof cases lists them' : `; near it: ${near.join(', ')}`}`
}

/** A case that stands in two lists, and ids that stand for two things. */
function doubleProblems({ data, where }: ReadPack): string[] {
  const { cases, quirks, questions } = data
  const words: Word[] = [
    ...cases.mandatory.map((word, i) => ({ word, key: ['cases', 'mandatory', i] })),
    ...cases.optional.map((word, i) => ({ word, key: ['cases', 'optional', i] })),
    ...Object.keys(cases.notApplicable).map((word) => ({ word, key: ['cases', 'notApplicable', word] })),
  ]
  const ids: Word[] = [
    ...quirks.map(({ id }, i) => ({ word: id, key: ['quirks', i, 'id'] })),
    ...questions.map(({ id }, i) => ({ word: id, key: ['questions', i, 'id'] })),
  ]
  return [words, ids].flatMap((list) =>
    list
      .filter(({ word }, i) => list.findIndex((one) => one.word === word) < i)
      .map(({ word, key }) => `${where(...key)}: "${key.join('.')}" is "${word}", which is there twice: say it once`),
  )
}

/** What a fact or a quirk refers to has to be one of the documents that are named. */
function sourceProblems({ data, where }: ReadPack): string[] {
  const titles = data.rulebooks.map(({ title }) => title)
  return (['facts', 'quirks'] as const).flatMap((list) =>
    data[list].flatMap(({ source }, i) =>
      titles.includes(source)
        ? []
        : [
            `${where(list, i, 'source')}: "${list}.${i}.source" is "${source}": expected the title of a rulebook of the pack, ${titles.map((title) => `"${title}"`).join(', ') || 'and it names none'}`,
          ],
    ),
  )
}
