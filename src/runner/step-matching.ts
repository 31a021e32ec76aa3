/**
 * Which step definitions fit a step's text, remembered. Cucumber asks every definition for every step of every scenario,
 * in each leg again, and matches those that fit twice more; what it is told never changes while the process lives.
 */

/** What a step definition has of cucumber's: it makes of a text the arguments of the step, or says that it does not fit. */
export interface Expression<A = unknown> {
  match(text: string): readonly A[] | null
  /** Where cucumber keeps the regular expression: looked at with care, for it is cucumber's own affair. */
  readonly treeRegexp?: {
    readonly regexp?: RegExp
    readonly groupBuilder?: { build(match: RegExpExecArray, nextGroup: () => number): unknown }
    match(text: string): unknown
  }
}

/** Changes the expressions so that each text is matched once. What they answer stays the same. */
export function rememberMatches<A>(expressions: readonly Expression<A>[]): void {
  const matchers = expressions.map((expression) => {
    useIndicesOfEngine(expression)
    return [expression, expression.match.bind(expression)] as const
  })
  const known = new Map<string, ReadonlyMap<Expression<A>, readonly A[]>>()
  let lastText: string | undefined
  let last: ReadonlyMap<Expression<A>, readonly A[]> = new Map()
  const fitting = (text: string): ReadonlyMap<Expression<A>, readonly A[]> => {
    // All definitions are asked for one text, then all for the next.
    if (text === lastText) return last
    let found = known.get(text)
    if (found === undefined) {
      found = fittingOf(matchers, text)
      known.set(text, found)
    }
    lastText = text
    last = found
    return found
  }
  for (const expression of expressions) expression.match = (text) => fitting(text).get(expression) ?? null
}

function fittingOf<A>(
  matchers: readonly (readonly [Expression<A>, Expression<A>['match']])[],
  text: string,
): Map<Expression<A>, readonly A[]> {
  const found = new Map<Expression<A>, readonly A[]>()
  for (const [expression, match] of matchers) {
    const args = match(text)
    if (args !== null) found.set(expression, args)
  }
  return found
}

/**
 * Where a group begins and ends, the engine of the language knows by itself (the flag `d`). Cucumber rebuilds each regular
 * expression for it, which takes longer than all of the matching. Left as it is where cucumber looks otherwise than expected.
 */
function useIndicesOfEngine({ treeRegexp }: Expression): void {
  const { regexp, groupBuilder } = treeRegexp ?? {}
  // A regular expression with a memory of where it stopped is left alone.
  if (treeRegexp === undefined || regexp === undefined || groupBuilder === undefined || /[gyd]/.test(regexp.flags))
    return
  const exact = new RegExp(regexp.source, `${regexp.flags}d`)
  treeRegexp.match = (text) => {
    const match = exact.exec(text)
    if (match === null) return null
    let group = 0
    return groupBuilder.build(match, () => group++)
  }
}
