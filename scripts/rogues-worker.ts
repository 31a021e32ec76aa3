/** A process that runs one task after the other for `rogues.ts`, because the steps can be loaded once a process. */
import { runTask, type Task } from './rogues-run.ts'

process.on('message', (task: Task) => {
  runTask(task).then(
    (findings) => process.send?.({ findings }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
