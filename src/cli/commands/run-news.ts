/** What people are told before a run that is not an ordinary one, and what to do after it. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openQuestions } from '../../onboarding/pack-questions.ts'
import type { Report, ReportResult } from '../../report/report.ts'
import { plural, withVerdict } from '../../report/verdicts.ts'
import { progressFileIn } from '../../runner/progress-file.ts'
import type { RunPlan } from '../../runner/run.ts'
import { scenariosIn } from '../../runner/scenarios.ts'
import type { RunOptions } from './run-options.ts'

/** Questions of the pack that nobody has answered in the profile; undefined when there are none. */
export function openOfPack({
  pack,
  profileText,
  testPlan,
}: Pick<RunPlan, 'pack' | 'profileText' | 'testPlan'>): string | undefined {
  if (pack === undefined) return undefined
  const { name, questions, profile } = pack.content
  const answered = Object.keys(testPlan?.content.answers ?? {})
  const open = openQuestions(questions, profileText, readFileSync(profile, 'utf8'), answered)
  if (open.length === 0) return undefined
  const ids = open.map(({ id }) => id).join(', ')
  return `${plural(open.length, 'question')} of the pack ${name} ${open.length === 1 ? 'is' : 'are'} not answered in the profile: ${ids} (fixproof packs ${name})`
}

/** @param directory - of the report, as people name it */
export function beforeRun(
  { resumed, repeat }: Pick<RunPlan, 'resumed' | 'repeat'>,
  { resume }: Pick<RunOptions, 'resume'>,
  directory: string,
): string[] {
  const progress = progressFileIn(directory)
  if (resumed)
    return [`going on with the run of ${resumed.startedAt}: ${plural(resumed.scenarios, 'scenario')} taken over`]
  if (resume) return [`there is nothing to go on with in ${directory}: the run begins anew`]
  if (repeat) {
    const elsewhere =
      repeat.elsewhere > 0 ? `; ${repeat.elsewhere} more are of versions or roles that this run does not have` : ''
    if (repeat.scenarios === 0)
      return [
        `nothing is repeated: no scenario failed, erred or was inconclusive${elsewhere}; waivers and plan are applied anew`,
      ]
    return [
      `attempt ${repeat.number + 1}: ${plural(repeat.scenarios, 'scenario is', 'scenarios are')} repeated${elsewhere}`,
    ]
  }
  if (existsSync(progress))
    return [
      `${progress} is of a run that was interrupted; this one begins anew and keeps it as ${path.basename(progress)}.before. --resume would go on with it`,
    ]
  return []
}

/** The one command that comes next, behind the body of the report. */
export function nextCommand(report: Report, written: readonly string[]): string {
  const label = (text: string): string => `  next      ${text}\n`
  const again = (report.command ?? '').replace(/ --seed \S+$/, '')
  const lines: string[] = []
  if (report.unfinished !== undefined && report.outcome?.exitCode === 130) lines.push(label(`${again} --resume`))
  if (report.shard)
    lines.push(label(`when all ${report.shard.of} shards are done: npx fixproof report merge FILE FILE…`))
  const [first] = withVerdict(report.results, 'failed').filter((result) => result.waiver === undefined)
  if (first !== undefined && first.case !== 'HARNESS')
    lines.push(
      label(`after a repair: ${again.replace(/^(npx fixproof run).*? (--profile \S+).*$/, '$1 --failed $2')}`),
      label(
        `or accept it for a while: npx fixproof waive ${first.case} --profile ${report.profile} --reason … --owner … --until …`,
      ),
    )
  if (withVerdict(report.results, 'failed').some(isImported))
    lines.push(label('some are of imported logs: npx fixproof drift shows what has changed since'))
  const page = written.find((file) => file.endsWith('.html'))
  const isOurOwn = report.outcome?.exitCode === 0 && report.profile === 'self'
  if (page !== undefined)
    lines.push(
      label(
        isOurOwn
          ? `open ${page}, then your own engine: npx fixproof run --connect HOST:PORT --sender US --target THEM`
          : `open ${page}`,
      ),
    )
  return lines.join('')
}

/** Its scenario was written from a log of a recorded session. */
function isImported({ feature, line }: ReportResult): boolean {
  if (line === 0 || !existsSync(feature)) return false
  return scenariosIn([feature]).some((scenario) => scenario.line === line && scenario.tags.includes('@imported'))
}
