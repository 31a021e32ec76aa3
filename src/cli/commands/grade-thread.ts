/**
 * Grades in a thread of its own, whose memory has a limit: a log may be far larger than that, and what is made of each
 * message is garbage at once, which is cleared away early rather than collected.
 */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { GradeAnswer, GradeOrder } from './grade-run.ts'
import type { GradeNews } from './grade-worker.ts'

/** `.ts` in a checkout, `.js` in the package. */
const PROGRAM = path.join(import.meta.dirname, `grade-worker${path.extname(import.meta.filename)}`)

/** The cache of what was compiled is there before the program is, as for the threads of a run. */
const START = `import { enableCompileCache } from 'node:module'
enableCompileCache?.()
await import(${JSON.stringify(pathToFileURL(PROGRAM).href)})`

const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 160 } as const

/** @throws the error of the grading, by its name */
export function gradeInThread(order: GradeOrder, onBytes: (bytes: number) => void): Promise<GradeAnswer> {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(START)}`), {
    workerData: order,
    resourceLimits: LIMITS,
  })
  return new Promise((resolve, reject) => {
    worker
      .on('message', (news: GradeNews) => {
        if ('bytes' in news) onBytes(news.bytes)
        else if ('answer' in news) resolve(news.answer)
        else reject(Object.assign(new Error(news.error.message), news.error))
      })
      .once('error', reject)
      .once('exit', (code) => reject(new Error(`the thread that grades ended with ${code}`)))
  })
}
