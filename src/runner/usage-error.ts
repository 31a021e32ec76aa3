/** What was asked for can not be done: exit code 2, and a sentence that says what to do. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
