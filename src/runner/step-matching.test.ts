/** What is remembered of matching is what cucumber itself would have said. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { before, describe, test } from 'node:test'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator } from '@cucumber/messages'
import { SESSION_FEATURES } from './package-paths.ts'
import { supportFor } from './run-cucumber.ts'
import type { Expression } from './step-matching.ts'

interface Group {
  readonly value: string
  readonly start: number
  readonly children?: readonly Group[]
}

interface Argument {
  readonly group: Group
  readonly parameterType: { readonly name: string | undefined; readonly regexpStrings: readonly string[] }
}

/** A parameter without a type of its own gets a new one each time, which says the same. */
function said(found: readonly Argument[] | null) {
  return found?.map(({ group, parameterType: { name, regexpStrings } }) => ({ group, name, regexpStrings }))
}

/** Texts of all steps of the suite, and some that are nearly steps. */
function stepTexts(): string[] {
  const newId = IdGenerator.incrementing()
  const texts = readdirSync(SESSION_FEATURES)
    .filter((name) => name.endsWith('.feature'))
    .flatMap((name) => {
      const file = path.join(SESSION_FEATURES, name)
      const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher())
      return compile(parser.parse(readFileSync(file, 'utf8')), file, newId)
    })
    .flatMap(({ steps }) => steps.map(({ text }) => text))
  const distinct = [...new Set(texts)]
  return [...distinct, ...distinct.slice(0, 50).flatMap((text) => [`${text}.`, text.slice(1), ` ${text}`]), '']
}

describe('matching that is remembered', () => {
  let expressions: Expression<Argument>[] = []

  before(async () => {
    const support = await supportFor([])
    const { stepDefinitions } = support as unknown as {
      stepDefinitions: { expression: Expression<Argument> }[]
    }
    expressions = stepDefinitions.map(({ expression }) => expression)
  })

  test('answers for every step of the suite as cucumber does, the first time and again', () => {
    const texts = stepTexts()
    assert.ok(
      texts.length > 500 && expressions.length > 100,
      `${texts.length} texts, ${expressions.length} definitions`,
    )
    let fitting = 0
    // Two rounds: what is found out, and what is remembered, in another order.
    for (const round of [texts, texts.toReversed()])
      for (const text of round)
        for (const expression of expressions) {
          const found = expression.match(text)
          assert.deepEqual(said(found), said(plainMatch(expression, text)), text)
          if (found !== null) fitting++
        }
    assert.ok(fitting > 1_000, `${fitting} matches`)
  })
})

/** Cucumber's own way: methods of the classes, which nothing was changed in. */
function plainMatch(expression: Expression<Argument>, text: string): readonly Argument[] | null {
  const { treeRegexp } = expression
  assert.ok(treeRegexp, 'cucumber keeps its regular expression elsewhere now')
  const own = Object.create(Object.getPrototypeOf(expression), {
    ...Object.getOwnPropertyDescriptors(expression),
    treeRegexp: {
      value: Object.create(Object.getPrototypeOf(treeRegexp), {
        regexp: { value: treeRegexp.regexp },
        groupBuilder: { value: treeRegexp.groupBuilder },
      }),
    },
  }) as Expression<Argument>
  const { match } = Object.getPrototypeOf(expression) as Expression<Argument>
  return match.call(own, text)
}
