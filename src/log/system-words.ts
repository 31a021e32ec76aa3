/** Why the system would not let a file be read or written, in words. */

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; name a file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a file stands where a folder is needed',
  EACCES: 'you may not; see its permissions',
  EPERM: 'you may not; see its permissions',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ENAMETOOLONG: 'its name is too long',
}

/** `there is no such file`; what has no words here is named by its code, or by its own message. */
export function systemWords(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException
  return WORDS[code ?? ''] ?? code ?? message
}
