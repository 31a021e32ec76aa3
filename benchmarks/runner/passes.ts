/**
 * How a program takes part in a measurement: it says `{"ready":true}`, then answers each line of its input, which is one
 * pass, with a line of JSON. Programs of several engines can so be measured in turns while all of them stay warm.
 */
import { createInterface } from 'node:readline'

/** What every answer of a pass over messages holds. */
export interface PassAnswer {
  readonly messages: number
  readonly seconds: number
  /** User and system time, threads of the garbage collector and the compiler included. */
  readonly cpuSeconds: number
}

/** @param pass - gets the words of the line; ends with the input */
export async function answerPasses(pass: (words: readonly string[]) => object): Promise<void> {
  console.log(JSON.stringify({ ready: true }))
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(pass(line.split(' '))))
  }
}

/** Runs the work and says how long it took. */
export function timed<T extends object>(work: () => T): T & { readonly seconds: number; readonly cpuSeconds: number } {
  const cpu = process.cpuUsage()
  const began = process.hrtime.bigint()
  const result = work()
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  const { user, system } = process.cpuUsage(cpu)
  return { ...result, seconds, cpuSeconds: (user + system) / 1e6 }
}

/** `--name value` pairs of a program. */
export function statedOptions(args: readonly string[]): ReadonlyMap<string, string> {
  const options = new Map<string, string>()
  for (let i = 0; i + 1 < args.length; i += 2)
    options.set((args[i] as string).replace(/^--/, ''), args[i + 1] as string)
  return options
}
