/** The thread that grades: it tells how far it is, and in the end what came of it. */
import { parentPort, workerData } from 'node:worker_threads'
import { type GradeAnswer, type GradeOrder, grade } from './grade-run.ts'

export type GradeNews =
  | { readonly bytes: number }
  | { readonly answer: GradeAnswer }
  /** By its name the right exit code is found. */
  | { readonly error: { readonly name: string; readonly message: string; readonly stack: string | undefined } }

/** Bytes between two tellings. */
const STEP = 8 << 20

const tell = (news: GradeNews): void => parentPort?.postMessage(news)
let told = 0

try {
  const answer = await grade(workerData as GradeOrder, (bytes) => {
    if (bytes - told < STEP) return
    told = bytes
    tell({ bytes })
  })
  tell({ answer })
} catch (error) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  tell({ error: { name, message, stack } })
}
