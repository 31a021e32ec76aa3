/** Reports that are not parts of one run; the message says in what they differ. */
export class MergeError extends Error {
  override name = 'MergeError'
}
