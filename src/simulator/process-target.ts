/**
 * The program of a target in a process of its own: one session on real files, over real sockets, told by its parent what
 * to do and at which point to die. It is started with a channel to the parent; when the parent goes, it goes too.
 */
import { enableCompileCache, flushCompileCache } from 'node:module'

// A process that is killed writes no cache, so it is written as soon as everything has been compiled.
enableCompileCache()
const { ProcessTarget } = await import('./process-session.ts')
flushCompileCache()

const target = new ProcessTarget((said) => process.send?.(said))
process.on('message', (command) => target.obey(command as Parameters<typeof target.obey>[0]))
process.on('disconnect', () => process.exit(0))
process.on('uncaughtException', (error) => {
  target.fail(error)
  process.exit(1)
})
