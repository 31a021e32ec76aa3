/** What a user's words select: case ids by prefix, feature files by path, all together as a tag expression for cucumber. */
import { CATALOGUE, findRequirement, selectCases } from '../conformance/catalogue.ts'
import { nearest } from '../dictionary/nearest.ts'
import { UsageError } from './usage-error.ts'

export interface Selection {
  /** Feature files or folders. */
  readonly paths: readonly string[]
  /** Cucumber's tag expression; everything when absent. */
  readonly tags: string | undefined
  /** Features of the user that run beside the suite's: the tags that the suite is chosen by are not asked of them. */
  readonly beside?: Omit<Selection, 'beside'>
}

/**
 * @param words - case ids and paths of features, as given on the command line
 * @param ownFeatures - folder of the suite
 * @param expressions - tag expressions that must hold as well: of the profile's suite, and of the command line
 * @param besides - features of the profile, searched beside the suite unless features were named
 * @throws UsageError when a word is neither
 */
export function select(
  words: readonly string[],
  ownFeatures: string,
  expressions: { readonly suite?: string | undefined; readonly asked?: string | undefined },
  besides: readonly string[] = [],
): Selection {
  const features = words.filter((word) => /\.feature(:\d+)*$/.test(word) || /[\\/]/.test(word))
  const cases = words.filter((word) => !features.includes(word)).flatMap(casesOf)
  // The suite's own tags say which of our features belong to it; features named by their path are wanted as they are.
  const wanted = cases.length === 0 ? undefined : [...new Set(cases.map(tagOf))].join(' or ')
  if (features.length > 0) return { paths: features, tags: allOf(wanted, expressions.asked) }
  const own = { paths: [ownFeatures], tags: allOf(wanted, expressions.suite, expressions.asked) }
  return besides.length === 0 ? own : { ...own, beside: { paths: besides, tags: allOf(wanted, expressions.asked) } }
}

/** The expression that holds where all of these do; undefined when none is stated. */
function allOf(...expressions: readonly (string | undefined)[]): string | undefined {
  const stated = expressions.filter((expression) => expression !== undefined && expression.trim() !== '')
  return stated.length === 0 ? undefined : stated.map((expression) => `(${expression})`).join(' and ')
}

/** What is judged over every scenario of the application is no scenario's tag. */
function tagOf(id: string): string {
  return findRequirement(id)?.everywhere ? '@application' : `@${id}`
}

/**
 * @param word - id of a case or of a group, or the beginning of ids
 * @throws UsageError when it selects nothing
 */
export function casesOf(word: string): readonly string[] {
  const cases = selectCases(word.replace(/^@/, ''))
  if (cases.length > 0) return cases
  const near = nearest(
    word,
    CATALOGUE.map(({ id }) => id),
  )
  const hint = near.length === 0 ? '' : `; near it: ${near.join(', ')}`
  throw new UsageError(`unknown case "${word}"${hint}. fixproof cases lists all of them`)
}
