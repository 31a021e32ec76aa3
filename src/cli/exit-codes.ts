/** From an error to an exit code and a sentence. What nobody foresaw is a fault of the harness, and shows its stack. */

const CODES: Readonly<Record<string, number>> = {
  UsageError: 2,
  ProfileError: 2,
  DictionaryError: 2,
  ReportFormatError: 2,
  NothingMatched: 3,
  ConnectionError: 4,
  TargetStartError: 4,
  TargetUnreachable: 4,
}

export function exitCodeOf(error: unknown): { code: number; text: string } {
  if (!(error instanceof Error)) return { code: 8, text: String(error) }
  const code = CODES[error.name]
  if (code !== undefined) return { code, text: error.message }
  return { code: 8, text: `fault of the harness, please report it:\n${error.stack ?? error.message}` }
}
