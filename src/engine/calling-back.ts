/** Calls of functions that are not ours: each may fail, now or, where it is an asynchronous one, later. */

/**
 * @param onFailed - told of what it throws, or of what its promise is rejected with
 * @returns what it returns, a promise too; undefined when it throws
 */
export function callBack<T>(callback: () => T, onFailed: (error: unknown) => void): T | undefined {
  try {
    const result = callback()
    if (isPromise(result)) result.then(undefined, onFailed)
    return result
  } catch (error) {
    onFailed(error)
    return undefined
  }
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** Nobody is left to be told: the error ends the process as any unhandled one does, but not the work under way. */
export function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
