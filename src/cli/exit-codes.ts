/** From an error to an exit code and a sentence. What nobody foresaw is a fault of the harness, and shows its stack. */

const CODES: Readonly<Record<string, number>> = {
  UsageError: 2,
  ProfileError: 2,
  DictionaryError: 2,
  ReportFormatError: 2,
  MergeError: 2,
  ParameterError: 2,
  QuickFixConfigError: 2,
  ApplicationError: 2,
  RulesFileError: 2,
  PersonaFileError: 2,
  AnswersError: 2,
  PlanError: 2,
  PackError: 2,
  AdminSecurityError: 2,
  TlsSettingsError: 2,
  TargetModuleError: 2,
  NothingMatched: 3,
  ConnectionError: 4,
  TargetStartError: 4,
  TargetUnreachable: 4,
  StoreError: 4,
}

const HINTS: Readonly<Record<number, string>> = {
  2: 'See fixproof --help, or fixproof <command> --help.',
  3: 'fixproof cases lists what there is; --list shows what would run.',
  4: 'Is the target running, and is its address right? See --connect, --listen and the profile.',
}

/** What the system says of a port that we can not listen on, and the way out. */
const LISTENING: Readonly<Record<string, string>> = {
  EADDRINUSE: 'End the other process, or choose another port; 0 is any free one.',
  EADDRNOTAVAIL: 'Name an address that this machine has: 127.0.0.1, or 0.0.0.0 for all of them.',
  EACCES: 'Choose a port from 1024 on, or start as a user who may open this one.',
}

/** @returns `hint`: what to do next, where the text does not say it already */
export function exitCodeOf(error: unknown): { code: number; text: string; hint?: string } {
  if (!(error instanceof Error)) return { code: 8, text: String(error) }
  const code = CODES[error.name]
  if (code === undefined)
    return { code: 8, text: `fault of the harness, please report it:\n${error.stack ?? error.message}` }
  const hint = hintFor(code, error)
  return { code, text: error.message, ...(hint === undefined ? {} : { hint }) }
}

function hintFor(code: number, error: Error): string | undefined {
  // A port of our own that can not be opened says nothing about a target, nor does a store.
  const own = 'code' in error ? LISTENING[String(error.code)] : undefined
  if (own !== undefined) return own
  return error.name === 'StoreError' ? undefined : HINTS[code]
}
