/** The words and signs of a Score expression. */

export interface ScoreToken {
  readonly kind: 'name' | 'code' | 'value' | 'sign'
  readonly text: string
}

const PATTERNS: readonly (readonly [RegExp, ScoreToken['kind'] | 'blank'])[] = [
  [/^\s+/, 'blank'],
  // `^OrdTypeCodeSet.Limit` names the set beside the code.
  [/^\^(?:[A-Za-z]\w*\.)*([A-Za-z0-9]\w*)/, 'code'],
  // `$OrdTypeCodeSet.Limit`; a variable has no point in it, and is not known.
  [/^\$[A-Za-z]\w*\.([A-Za-z0-9]\w*)/, 'code'],
  [/^"([^"]*)"/, 'value'],
  [/^'([^']*)'/, 'value'],
  [/^(-?(?:\d+\.?\d*|\.\d+))(?![\w.])/, 'value'],
  // The message is the one that is looked at: `in.OrdType` is its OrdType.
  [/^(?:in\.|this\.)?([A-Za-z]\w*)(?![\w.[])/, 'name'],
  [/^(==|!=|<=|>=|&&|\|\||[<>!(){},])/, 'sign'],
]

/** @returns the tokens, or why they can not be told */
export function tokensOf(text: string): ScoreToken[] | string {
  const tokens: ScoreToken[] = []
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    const found = PATTERNS.find(([pattern]) => pattern.test(rest))
    const match = found?.[0].exec(rest)
    if (found === undefined || match === null || match === undefined) {
      const word = /^\S{1,20}/.exec(rest)?.[0] ?? rest
      return `"${word}" is not understood`
    }
    at += match[0].length
    if (found[1] !== 'blank') tokens.push({ kind: found[1], text: match[1] ?? match[0] })
  }
  return tokens
}
