/** What `fixproof init` does: gathers answers, asks for the others, and writes the suite, or changes one that is there. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Answers, textOf } from '../../onboarding/answers.ts'
import {
  answered,
  back,
  begin,
  effective,
  type Interview,
  nextQuestion,
  questionsIn,
  standing,
  usualAnswer,
  withUsualAnswers,
} from '../../onboarding/interview.ts'
import { contextOf, packChoices } from '../../onboarding/interview-context.ts'
import { forgetInterview, INTERVIEW_FILE, keepInterview, keptInterview } from '../../onboarding/interview-file.ts'
import { checkedAnswers } from '../../onboarding/read-answers.ts'
import { folderOf } from '../../onboarding/suite-files.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'
import { changeSuite } from './init-change.ts'
import { dialogueFor, Interrupted } from './init-dialogue.ts'
import type { InitArguments } from './init-options.ts'
import { contextFor, type InitSession, makerOf } from './init-session.ts'
import { statedAnswers } from './init-stated.ts'
import { writeSuite } from './init-write.ts'

export async function init(args: InitArguments, terminal: Terminal): Promise<void> {
  const stated = statedAnswers(args, terminal.cwd)
  const packs = packChoices(terminal.cwd)
  const dialogue = args.yes ? undefined : dialogueFor(args.interactive, terminal.color)
  const session: InitSession = { args, terminal, packs, dialogue, contexts: new Map() }
  let folder: string | undefined
  try {
    const name = textOf(stated, 'name')
    if (name !== '') refuseForeign(name, args, terminal.cwd)
    if (name !== '' && !args.force && isFinished(name, terminal.cwd)) return await changeSuite(session, name, stated)
    const interview = await completed(session, startOf(stated, session), (kept) => {
      folder = folderOf(textOf(kept.answers, 'name'), terminal.cwd)
    })
    const answers = effective(interview, contextFor(session, interview))
    const target = folderOf(textOf(answers, 'name'), terminal.cwd)
    writeSuite(answers, makerOf(terminal.cwd), terminal)
    forgetInterview(target)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    terminal.complain(`\n${keptText(folder, terminal)}`)
    process.exitCode = 130
  } finally {
    dialogue?.close()
  }
}

/** What was interrupted while it was written is not finished. */
function isFinished(name: string, cwd: string): boolean {
  const folder = folderOf(name, cwd)
  return existsSync(path.join(folder, 'plan.yaml')) && !existsSync(path.join(folder, INTERVIEW_FILE))
}

/** A profile that somebody wrote by hand is not ours to write over. */
function refuseForeign(name: string, { force }: InitArguments, cwd: string): void {
  const folder = folderOf(name, cwd)
  if (force || [INTERVIEW_FILE, 'plan.yaml'].some((file) => existsSync(path.join(folder, file)))) return
  if (existsSync(path.join(folder, 'profile.yaml')))
    throw new UsageError(
      `scenarios/${name}/profile.yaml is there already and has no plan beside it: say another name, or --force to write over it`,
    )
}

/** What was kept of an earlier time, with what was stated now. */
function startOf(stated: Answers, session: InitSession): Interview {
  const name = textOf(stated, 'name')
  if (name === '') return begin(stated)
  const kept = keptOf(name, session)
  return kept === undefined ? begin(stated) : { ...kept, answers: { ...kept.answers, ...stated } }
}

function keptOf(name: string, { args, terminal }: InitSession): Interview | undefined {
  const folder = folderOf(name, terminal.cwd)
  if (args.force || !existsSync(path.join(folder, INTERVIEW_FILE))) return undefined
  const kept = keptInterview(folder)
  const file = path.join(folder, INTERVIEW_FILE)
  const context = contextOf(kept.answers, [], terminal.cwd)
  const answers = checkedAnswers(kept.answers, questionsIn(context), (key) => `${file}: ${key}`)
  terminal.say(`Going on with ${name}: ${Object.keys(kept.answers).length - 1} answers were kept.`)
  return { ...kept, answers }
}

/** @param onKept - told after each answer that was saved */
async function completed(
  session: InitSession,
  start: Interview,
  onKept: (interview: Interview) => void,
): Promise<Interview> {
  const { dialogue, args, terminal } = session
  if (dialogue === undefined) return withoutAsking(session, start)
  if (start.asked.length === 0)
    dialogue.say(
      'A profile and a test plan for your engine, in at most 20 questions.\nEnter takes the answer in [brackets], ? explains, < goes back, Ctrl-C keeps what you have said.',
    )
  let now = start
  for (;;) {
    const context = contextFor(session, now)
    const question = nextQuestion(now, context)
    if (question === undefined) return now
    if (textOf(now.answers, 'name') !== '') save(now, terminal.cwd, onKept)
    const said = await dialogue.ask(question, standing(now, context), usualAnswer(question, now, context), (answer) =>
      problemWith(session, args, { ...now.answers, [question.key]: answer }, question.key),
    )
    now = said.kind === 'back' ? back(now) : answered(now, question.key, said.answer)
    if (said.kind === 'answer' && question.key === 'name') now = taken(session, now)
  }
}

/** An interview that was begun under this name goes on. */
function taken(session: InitSession, now: Interview): Interview {
  const kept = keptOf(textOf(now.answers, 'name'), session)
  return kept === undefined ? now : { ...kept, answers: { ...kept.answers, ...now.answers } }
}

function save(now: Interview, cwd: string, onKept: (interview: Interview) => void): void {
  keepInterview(folderOf(textOf(now.answers, 'name'), cwd), now)
  onKept(now)
}

/** What only a look at the disk can tell of an answer. */
function problemWith(session: InitSession, args: InitArguments, answers: Answers, key: string): string | undefined {
  try {
    if (key === 'name') {
      const name = textOf(answers, 'name')
      refuseForeign(name, args, session.terminal.cwd)
      if (!args.force && isFinished(name, session.terminal.cwd))
        return `scenarios/${name} is there already: fixproof init ${name} changes its answers`
    }
    if (key === 'pack' || key === 'dictionary') contextFor(session, { answers })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** @throws UsageError that lists what is missing, with the option for each */
function withoutAsking(session: InitSession, start: Interview): Interview {
  const context = contextFor(session, start)
  if (session.args.yes) return withUsualAnswers(named(start), context)
  const suggested = Object.entries(context.suggested).filter(
    ([key]) => context.wording[key] === undefined && key !== 'name',
  )
  const now: Interview = { ...start, answers: { ...Object.fromEntries(suggested), ...start.answers } }
  const answers = effective(withUsualAnswers(now, context), context)
  const given = effective(now, context)
  const missing = questionsIn(context).filter(({ key }) => key in answers && !(key in given))
  if (missing.length === 0) return now
  const lines = missing.map(
    ({ key, title, flag }) => `  ${(flag === '--set' ? `--set '${key}=…'` : (flag ?? key)).padEnd(26)} ${title}`,
  )
  throw new UsageError(
    `there is no terminal to ask on, and ${missing.length === 1 ? 'an answer is' : `${missing.length} answers are`} missing:\n${lines.join('\n')}\nState them, or --answers FILE, or --yes for the usual answer to each.`,
  )
}

/** Even the usual name is one that somebody has to look for afterwards. */
function named(start: Interview): Interview {
  if (textOf(start.answers, 'name') !== '') return start
  throw new UsageError('say what to call the engine: fixproof init NAME --yes')
}

function keptText(folder: string | undefined, { cwd }: Terminal): string {
  if (folder === undefined) return 'interrupted: nothing was said yet, and nothing was written'
  const { answers } = keptInterview(folder)
  const count = Object.keys(answers).length
  return `interrupted: ${count} ${count === 1 ? 'answer is' : 'answers are'} kept in ${path.relative(cwd, path.join(folder, INTERVIEW_FILE))}\nGo on with: fixproof init ${path.basename(folder)}`
}
