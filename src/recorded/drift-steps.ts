/** What could be done with a step whose message did not come, or in the place of which something else happened. */
import { decode } from '../codec/decode.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { ReportResult } from '../report/report.ts'
import { expectedRows } from './expected-cells.ts'
import type { FeatureStep } from './feature-steps.ts'
import { KnownValues } from './known-values.ts'
import type { RecordedMessage } from './recorded-session.ts'
import { messageName } from './recorded-words.ts'
import { sentenceOf } from './send-sentence.ts'
import { stepLines } from './steps-text.ts'
import type { Edit } from './text-edits.ts'

export interface Instead {
  readonly about: string
  readonly would: Readonly<Record<string, string>>
  readonly edits: Readonly<Partial<Record<'accept' | 'loosen' | 'drop', Edit>>>
}

const MSG_TYPE = 35

/**
 * @param indent - of the step's line
 * @param written - the step's line
 */
export function insteadAlternatives(
  step: FeatureStep,
  result: ReportResult,
  dictionary: Dictionary,
  indent: string,
  written: string,
): Instead {
  const { line, lastLine } = step
  const without: Edit = { line, remove: lastLine - line + 1, insert: [] }
  const cameType = result.difference?.fields.find(({ tag }) => tag === MSG_TYPE)?.actual ?? undefined
  const came = cameType === undefined ? undefined : expectationOf(result, dictionary, indent, written)
  if (came !== undefined) {
    const name = messageName(dictionary, cameType ?? '') ?? 'a message'
    return {
      about: `expected ${step.text.replace(/:$/, '')}; came ${result.actual}`,
      would: {
        accept: `expect ${name} before this step, as it came`,
        loosen: `let ${name} come first, or not`,
        drop: 'without this step',
      },
      edits: {
        accept: { line, remove: 0, insert: came },
        loosen: { line, remove: 0, insert: [`${indent}${keywordOf(written)} the target may first send ${name}`] },
        drop: without,
      },
    }
  }
  const sentence = sentenceOf(step.text)
  const message = /send (\w+)/.exec(sentence?.head ?? '')?.[1]
  const softer = written.replace(/\bmust\b/, 'may')
  const accept: Edit | undefined =
    message === undefined || /closed/.test(result.actual)
      ? undefined
      : { ...without, insert: [`${indent}${keywordOf(written)} the target must not send ${message} for 2 seconds`] }
  const loosen: Edit | undefined = softer === written ? undefined : { line, remove: 1, insert: [softer] }
  return {
    about: `expected ${step.text.replace(/:$/, '')}; ${result.actual}`,
    would: {
      ...(accept === undefined ? {} : { accept: accept.insert[0]?.trim() ?? '' }),
      ...(loosen === undefined ? {} : { loosen: softer.trim() }),
      drop: 'without this step',
    },
    edits: {
      ...(accept === undefined ? {} : { accept }),
      ...(loosen === undefined ? {} : { loosen }),
      drop: without,
    },
  }
}

function keywordOf(written: string): string {
  return /^\s*(\S+)/.exec(written)?.[1] ?? 'Then'
}

/** The message that came, as an import would expect it. */
function expectationOf(
  result: ReportResult,
  dictionary: Dictionary,
  indent: string,
  written: string,
): readonly string[] | undefined {
  const entry = result.transcript[result.difference?.entry ?? -1]
  if (entry === undefined || entry.direction !== 'in' || entry.raw === '') return undefined
  const message = decode(Buffer.from(entry.raw.replaceAll('|', '\x01'), 'latin1'))
  const name = messageName(dictionary, message.msgType)
  if (name === undefined) return undefined
  const recorded: RecordedMessage = { kind: 'message', line: 0, at: undefined, from: 'target', message }
  const rows = expectedRows(recorded, undefined, {
    dictionary,
    known: new KnownValues(() => ''),
    usual: {
      beginString: message.text(8) ?? '',
      testerCompID: message.text(56) ?? '',
      targetCompID: message.text(49) ?? '',
      fraction: 3,
      logonTags: new Set(),
    },
    numberIn: () => undefined,
    refSeqNum: () => 'any',
    asked: new Set(),
  })
  const lines = stepLines([{ keyword: 'Then', head: `the target must send ${name}`, tail: ' within 2 seconds', rows }])
  const keyword = keywordOf(written)
  return lines.map((line, i) => `${indent}${(i === 0 ? line.replace('Then', keyword) : line).slice(4)}`)
}
