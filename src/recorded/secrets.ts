/** Fields whose values never leave the log: Password, NewPassword, RawData (Logons before FIX.4.3), and the encrypted ones. */
import { Tag } from '../fix/tags.ts'

export const SECRET_TAGS: ReadonlySet<number> = new Set([
  Tag.Password,
  Tag.NewPassword,
  Tag.RawData,
  Tag.EncryptedPassword,
  Tag.EncryptedNewPassword,
])

/** Those that are secrets in any message; RawData is one in a Logon alone. */
export const PASSWORDS: ReadonlySet<number> = new Set([...SECRET_TAGS].filter((tag) => tag !== Tag.RawData))
