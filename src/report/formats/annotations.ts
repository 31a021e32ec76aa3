/**
 * Failed checks as lines that GitHub Actions turns into notes on the feature files. What a target said may be anything, so
 * every text is escaped as the runner reads it.
 */
import { clusters } from '../clusters.ts'
import { clip, visible } from '../plain-text.ts'
import type { Report, ReportResult } from '../report.ts'
import { isKnown } from '../report-diff.ts'
import { plural, withVerdict } from '../verdicts.ts'
import * as wording from '../wording.ts'

/** GitHub shows ten of a kind for a step, and fifty for a job: a line more than it shows tells of the others. */
const MOST_SHOWN = 9

const LONGEST_MESSAGE = 1000

/**
 * @param warnings - missed shoulds too
 * @param inRepository - the path of a feature as the repository has it; undefined where it is elsewhere
 * @returns lines without their ends: an error for each defect, one of its places, and a notice when there are more
 */
export function githubAnnotations(
  report: Report,
  warnings: boolean,
  inRepository: (feature: string) => string | undefined = (feature) => feature,
): string[] {
  const failed = withVerdict(report.results, 'failed').filter((result) => !isKnown(result))
  const open = withVerdict(report.results, 'errored', 'inconclusive').filter((result) => !isKnown(result))
  return [
    ...linesOf('error', [...failed, ...open], inRepository),
    ...(warnings ? linesOf('warning', withVerdict(report.results, 'warning'), inRepository) : []),
  ]
}

function linesOf(
  kind: 'error' | 'warning',
  results: readonly ReportResult[],
  inRepository: (feature: string) => string | undefined,
): string[] {
  const all = clusters(results)
  const hidden = all.length - MOST_SHOWN
  return [
    ...all.slice(0, MOST_SHOWN).map(([result, ...same]) => {
      const { feature, line, verdict } = result
      const file = inRepository(feature)
      const place = file === undefined || line === 0 ? {} : { file, line: String(line) }
      const title = `${result.case} ${wording.caseTitle(result)}`
      const state = verdict === 'failed' || verdict === 'warning' ? '' : `${verdict}: `
      const also = same.length > 0 ? `; and ${wording.others(same)}` : ''
      const repeat = result.repeat ?? ''
      const message = `${state}${wording.where(result)}: ${wording.headline(result)}${also}`
      return command(
        kind,
        { ...place, title },
        `${clip(visible(message), LONGEST_MESSAGE)}${repeat && `\n${visible(repeat)}`}`,
      )
    }),
    ...(hidden > 0
      ? [command('notice', {}, `${plural(hidden, `more ${kind}`)}: see the job summary or report.html`)]
      : []),
  ]
}

function command(kind: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(visible(value))}`)
  return `::${kind}${list.length > 0 ? ` ${list.join(',')}` : ''}::${data(message)}`
}

/** A line end would end the command; a percent sign begins an escape. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** A property ends at a comma, and the properties at a colon. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
