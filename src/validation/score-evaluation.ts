/** Whether a Score expression holds for a message, and what it speaks of. */
import { compare, parseDecimal } from '../codec/decimal.ts'
import { labelKey } from '../dictionary/labels.ts'
import type { Comparison, Operand, Score } from './score.ts'

/** What an expression is asked about. */
export interface ScoreContext {
  /** The value of a field in the message; undefined when it is not there. */
  value(field: string): string | undefined
  /** The codes of a field and their labels; undefined when it has none. */
  codes(field: string): ReadonlyMap<string, string> | undefined
}

/** True or false; undefined when a field that it speaks of is not there, or a code is none of its field. */
export function evaluateScore(score: Score, context: ScoreContext): boolean | undefined {
  switch (score.kind) {
    case 'exists':
      return context.value(score.field) !== undefined
    case 'not': {
      const inner = evaluateScore(score.of, context)
      return inner === undefined ? undefined : !inner
    }
    case 'and':
    case 'or': {
      const decides = score.kind === 'or'
      const left = evaluateScore(score.left, context)
      if (left === decides) return decides
      const right = evaluateScore(score.right, context)
      if (right === decides) return decides
      return left === undefined || right === undefined ? undefined : !decides
    }
    case 'in': {
      const results = score.members.map((member) => holds('==', score.of, member, context))
      return results.includes(true) ? true : results.includes(undefined) ? undefined : false
    }
    case 'between': {
      const low = holds('>=', score.of, score.low, context)
      const high = holds('<=', score.of, score.high, context)
      return low === undefined || high === undefined ? undefined : low && high
    }
    default:
      return holds(score.operator, score.left, score.right, context)
  }
}

function holds(operator: Comparison, left: Operand, right: Operand, context: ScoreContext): boolean | undefined {
  const one = valueOfOperand(left, right, context)
  const other = valueOfOperand(right, left, context)
  if (one === undefined || other === undefined) return undefined
  const [a, b] = [parseDecimal(one), parseDecimal(other)]
  if (operator === '==' || operator === '!=') {
    const same = a !== undefined && b !== undefined ? compare(a, b) === 0 : one === other
    return same === (operator === '==')
  }
  if (a === undefined || b === undefined) return undefined
  const order = compare(a, b)
  if (order === 0) return operator.length === 2
  return order < 0 === operator.startsWith('<')
}

/** A code is one of the field beside it. */
export function valueOfOperand(operand: Operand, beside: Operand, context: ScoreContext): string | undefined {
  if (operand.kind === 'value') return operand.value
  if (operand.kind === 'field') return context.value(operand.name)
  if (beside.kind !== 'field') return undefined
  const wanted = labelKey(operand.name)
  for (const [value, label] of context.codes(beside.name) ?? []) if (labelKey(label) === wanted) return value
  return undefined
}

/** Names of the fields that an expression speaks of, each once, in its order. */
export function fieldsOf(score: Score): string[] {
  const operands = (list: readonly Operand[]): string[] =>
    list.flatMap((operand) => (operand.kind === 'field' ? [operand.name] : []))
  switch (score.kind) {
    case 'exists':
      return [score.field]
    case 'not':
      return fieldsOf(score.of)
    case 'and':
    case 'or':
      return [...new Set([...fieldsOf(score.left), ...fieldsOf(score.right)])]
    case 'in':
      return [...new Set(operands([score.of, ...score.members]))]
    case 'between':
      return [...new Set(operands([score.of, score.low, score.high]))]
    default:
      return [...new Set(operands([score.left, score.right]))]
  }
}
