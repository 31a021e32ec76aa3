/** docs/onboarding.md says what the questions and the rules are. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { FLAG_KEYS } from '../cli/commands/init-options.ts'
import { shown } from './answers.ts'
import { BEYOND_REACH, FEATURE_RULES, NEED_RULES, NUMBERS_GO_ON } from './obligation-rules.ts'
import type { Question } from './question.ts'
import { QUESTIONS } from './questions.ts'

const FILE = path.resolve(import.meta.dirname, '../../docs/onboarding.md')

/** The parts of the page that are made from the questions and the rules, between their marks. */
const PARTS: Readonly<Record<string, () => string>> = {
  questions: () =>
    QUESTIONS.filter(({ quiet }) => quiet === undefined)
      .map((question, i) => questionPart(question, i + 1))
      .join('\n\n'),
  quiet: () =>
    QUESTIONS.filter(({ quiet }) => quiet === true)
      .map(({ flag, key, title, why }) => `- \`${flag}\` (\`${key}\`): ${title}. ${why}`)
      .join('\n'),
  rules: () =>
    [
      '| Without | these cases are not applicable | `key` |',
      '|---|---|---|',
      ...NEED_RULES.map(({ lack, cases, key }) => `| ${lack} | ${cases.join(', ')} | \`${key}\` |`),
      '',
      '| With | these cases are mandatory, which are optional otherwise | `key` |',
      '|---|---|---|',
      ...FEATURE_RULES.map(({ says, cases, key }) => `| ${says} | ${cases.join(', ')} | \`${key}\` |`),
      '',
      `Where every Logon resets the numbers (\`numbers: everyLogon\`) these are optional: ${NUMBERS_GO_ON.join(', ')}.`,
    ].join('\n'),
  beyond: () =>
    Object.entries(BEYOND_REACH)
      .map(([capability, why]) => `- \`${capability}\`: ${why}`)
      .join('\n'),
}

function questionPart(question: Question, number: number): string {
  const usual = shown(question.usual({}))
  const head = `**${number}. ${question.title}** \`${question.key}\`${question.flag === 'NAME' ? '' : `, ${(question.flag ?? '').replaceAll(/--[\w-]+/g, '`$&`')}`}; usually ${usual}`
  if (question.kind === 'text') return `${head}\n\n${question.why}`
  const choices = question.choices.map(({ value, says }) => `\`${value}\`${says === '' ? '' : ` ${says}`}`).join(' · ')
  return `${head}\n\n${question.why}\n\n${question.kind === 'many' ? 'Any of: ' : 'One of: '}${choices}`
}

/** `FIXPROOF_UPDATE=1` writes it again. */
for (const [name, made] of Object.entries(PARTS))
  test(`the part "${name}" of the page is up to date`, () => {
    const page = readFileSync(FILE, 'utf8')
    const [, before, now, after] =
      new RegExp(`^([\\s\\S]*<!-- ${name} -->\\n)([\\s\\S]*?)(\\n<!-- end of ${name} -->[\\s\\S]*)$`).exec(page) ?? []
    assert.ok(before !== undefined && after !== undefined, `docs/onboarding.md has no marks for "${name}"`)
    if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(FILE, `${before}${made()}${after}`)
    else assert.equal(now, made(), 'FIXPROOF_UPDATE=1 writes it anew')
  })

test('every question has an option, and says which', () => {
  for (const { key, flag } of QUESTIONS) {
    const flags = Object.keys(FLAG_KEYS).filter((one) => FLAG_KEYS[one] === key)
    const expected = key === 'name' ? 'NAME' : flags.map((one) => `--${one}`).join(', ')
    assert.equal(flag, expected, key)
  }
})
