/**
 * Score, the expressions in which FIX Orchestra says when a rule holds: names of fields, codes (`^Limit`), literals,
 * comparisons, `in`, `between`, `exists`, and `and`, `or`, `not`. What it does not know it says; nothing is guessed.
 *
 * @see FIX Orchestra Technical Specification, Score DSL
 */
import { type ScoreToken, tokensOf } from './score-tokens.ts'

export type Operand =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'code'; readonly name: string }
  | { readonly kind: 'value'; readonly value: string }

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

export type Score =
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly members: readonly Operand[] }
  | { readonly kind: 'between'; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'exists'; readonly field: string }
  | { readonly kind: 'not'; readonly of: Score }
  | { readonly kind: 'and' | 'or'; readonly left: Score; readonly right: Score }

/** An expression that is not read, and why in words. */
export interface UnknownScore {
  readonly kind: 'unknown'
  readonly why: string
}

/** Most nested parentheses, and longest expression: beyond it is taken for a mistake. */
const MAX_DEPTH = 50
const MAX_LENGTH = 10_000

/** Reads an expression. Never throws. */
export function parseScore(text: string): Score | UnknownScore {
  if (text.length > MAX_LENGTH) return { kind: 'unknown', why: `it is longer than ${MAX_LENGTH} characters` }
  const tokens = tokensOf(text)
  if (typeof tokens === 'string') return { kind: 'unknown', why: tokens }
  try {
    return new Reading(tokens).whole()
  } catch (error) {
    if (error instanceof NotKnown) return { kind: 'unknown', why: error.message }
    throw error
  }
}

class NotKnown extends Error {}

const WORDS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
}

const COMPARISONS: readonly string[] = ['==', '!=', '<', '<=', '>', '>=']

class Reading {
  readonly #tokens: readonly ScoreToken[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly ScoreToken[]) {
    this.#tokens = tokens
  }

  whole(): Score {
    const score = this.#or()
    const rest = this.#tokens[this.#at]
    if (rest !== undefined) throw new NotKnown(`"${rest.text}" is not expected where it stands`)
    return score
  }

  #or(): Score {
    let left = this.#and()
    while (this.#takes('||')) left = { kind: 'or', left, right: this.#and() }
    return left
  }

  #and(): Score {
    let left = this.#not()
    while (this.#takes('&&')) left = { kind: 'and', left, right: this.#not() }
    return left
  }

  #not(): Score {
    if (++this.#depth > MAX_DEPTH) throw new NotKnown(`it is nested deeper than ${MAX_DEPTH}`)
    const score = this.#takes('!') ? ({ kind: 'not', of: this.#not() } as const) : this.#condition()
    this.#depth--
    return score
  }

  #condition(): Score {
    if (this.#takes('(')) {
      const inner = this.#or()
      this.#needs(')')
      return inner
    }
    if (this.#takes('exists')) {
      const operand = this.#operand()
      if (operand.kind !== 'field') throw new NotKnown('behind "exists" stands the name of a field')
      return { kind: 'exists', field: operand.name }
    }
    const left = this.#operand()
    if (this.#takes('in')) return { kind: 'in', of: left, members: this.#list() }
    if (this.#takes('between')) {
      const low = this.#operand()
      this.#needs('&&')
      return { kind: 'between', of: left, low, high: this.#operand() }
    }
    const operator = COMPARISONS.find((one) => this.#takes(one))
    if (operator === undefined) throw new NotKnown(`a comparison is missing behind "${this.#before()}"`)
    return { kind: 'compare', operator: operator as Comparison, left, right: this.#operand() }
  }

  #list(): Operand[] {
    this.#needs('{')
    const members = [this.#operand()]
    while (this.#takes(',')) members.push(this.#operand())
    this.#needs('}')
    return members
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new NotKnown('it ends where a field or value should stand')
    this.#at++
    switch (token.kind) {
      case 'name':
        if (!(token.text in WORDS)) return { kind: 'field', name: token.text }
        break
      case 'code':
        return { kind: 'code', name: token.text }
      case 'value':
        return { kind: 'value', value: token.text }
    }
    throw new NotKnown(`"${token.text}" stands where a field or value should`)
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.kind === 'value' || token.kind === 'code') return false
    if (token.text !== sign && WORDS[token.text] !== sign) return false
    this.#at++
    return true
  }

  #needs(sign: string): void {
    if (!this.#takes(sign)) throw new NotKnown(`"${sign}" is missing behind "${this.#before()}"`)
  }

  #before(): string {
    return this.#tokens[this.#at - 1]?.text ?? ''
  }
}
