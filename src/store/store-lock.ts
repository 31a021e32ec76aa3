/**
 * One process to a store. The lock is a file with the pid of its holder and, where /proc tells, the instant that
 * process was started, so that a pid given out anew is not taken for the holder. The lock of a process that is gone is
 * taken over. It holds among the processes of one machine (one pid namespace); folders shared between machines are not
 * guarded.
 */

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { makeFolders } from './file-operations.ts'
import { StoreError } from './store-error.ts'

/** Locks of this thread; where /proc is missing, they alone tell our own lock from one of an earlier life. */
const heldHere = new Set<string>()
/** Said of a process that is gone but for its entry in the table. */
const ended = 'ended'

/**
 * Takes the lock of a folder.
 *
 * @returns gives the lock back
 * @throws StoreError when a living process holds it
 */
export function acquireLock(folder: string): () => void {
  makeFolders(folder)
  const path = join(folder, 'lock')
  const mine = `${process.pid} ${startOf(process.pid) ?? '-'}\n`
  const aside = `${path}.${process.pid}.${threadId}`
  // Written aside and linked, the lock is never seen without its content.
  writeFileSync(aside, mine)
  try {
    while (!linked(aside, path)) takeAwayIfStale(path, `${aside}.stale`)
  } finally {
    rmSync(aside, { force: true })
  }
  heldHere.add(path)
  return () => {
    heldHere.delete(path)
    if (contentOf(path) === mine) rmSync(path, { force: true })
  }
}

function takeAwayIfStale(path: string, stalePath: string): void {
  const content = contentOf(path)
  if (content === undefined) return
  if (isHeld(path, content)) throw heldError(path, content)
  try {
    renameSync(path, stalePath)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  // Someone else may have taken the stale lock over since we looked: then this one is alive, and goes back.
  const taken = contentOf(stalePath)
  if (taken !== content && taken !== undefined) linked(stalePath, path)
  rmSync(stalePath, { force: true })
}

function isHeld(path: string, content: string): boolean {
  const [pidText = '', startedAt] = content.trim().split(' ')
  const pid = Number(pidText)
  if (!Number.isSafeInteger(pid) || pid < 1) return false
  const running = startOf(pid)
  if (running === ended) return false
  if (running !== undefined) return startedAt === '-' || running === startedAt
  return pid === process.pid ? heldHere.has(path) : isAlive(pid)
}

/** When a process was started, in ticks since boot, or that it has ended; nothing when /proc does not tell. */
function startOf(pid: number): string | undefined {
  const stat = contentOf(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  // After the name in parentheses, which may hold anything: the state first, the start as the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? ended : fields[19]
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return undefined
  }
}

function heldError(path: string, content: string): StoreError {
  const pid = content.trim().split(' ')[0]
  return new StoreError({
    problem: 'inUse',
    file: path,
    found:
      pid === String(process.pid) ? 'this process has the store open already' : `process ${pid} has the store open`,
    expected: 'a store that nobody has open',
    remedy: 'close it there, or use another directory or session; delete the file only if no such process uses it',
  })
}
