/** Engines that are wrong in what they keep, for a target in a process of its own: what a tamper rule can not do. */
import { existsSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import type { MessageStore } from '../store/message-store.ts'

/**
 * - `forgetsStore`: each start begins with empty files
 * - `sendsBeforeStoring`: what was sent is stored with the next tick
 * - `countsBeforeProcessing`: an incoming message counts, for good, before the application has it
 * - `cutsTooMuch`: each start loses half of the log, as after a repair that does not know where records begin
 */
export const PROCESS_FAULTS = ['forgetsStore', 'sendsBeforeStoring', 'countsBeforeProcessing', 'cutsTooMuch'] as const
export type ProcessFault = (typeof PROCESS_FAULTS)[number]

/** What a wrong engine does to its files before it starts. @param directory - with the folders of its sessions */
export function spoilFiles(faults: readonly ProcessFault[], directory: string | undefined): void {
  if (directory === undefined || !existsSync(directory)) return
  if (faults.includes('forgetsStore')) rmSync(directory, { recursive: true })
  else if (faults.includes('cutsTooMuch'))
    for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(directory, name)
      if (name.endsWith(path.join('current', 'messages.log'))) truncateSync(file, statSync(file).size >> 1)
    }
}

/** A store that does what it is told one tick too late. */
export function lateStore(store: MessageStore): MessageStore {
  let late: (() => void)[] = []
  let nextOut = store.nextOut
  const { saveOutgoing, saveLate, flush } = store
  Object.defineProperty(store, 'nextOut', { get: () => nextOut })
  store.saveOutgoing = (msgSeqNum, bytes, ...how) => {
    const copy = Uint8Array.from(bytes)
    late.push(() => saveOutgoing.call(store, msgSeqNum, copy, ...how))
    nextOut = msgSeqNum + 1
  }
  store.saveLate = (msgSeqNum, bytes) => {
    const copy = Uint8Array.from(bytes)
    late.push(() => saveLate.call(store, msgSeqNum, copy))
  }
  store.flush = (at) => {
    const due = late
    late = []
    setImmediate(() => {
      for (const save of due) save()
      flush.call(store, at)
    })
  }
  return store
}

/** Counts an incoming message for good, whatever becomes of it. To be made before the store is wrapped otherwise. */
export function earlyCount(store: MessageStore): (msgSeqNum: number) => void {
  const { setNextIn, flush } = store
  return (msgSeqNum) => {
    setNextIn.call(store, msgSeqNum + 1)
    flush.call(store)
  }
}
