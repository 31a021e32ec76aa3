/** A run that is asked to end early: the scenario under way is given up, and no other begins. */
import { EventEmitter } from 'node:events'

class Interruption extends EventEmitter<{ requested: [] }> {
  requested = false

  request(): void {
    this.requested = true
    this.emit('requested')
  }
}

/** One for the process, as there is one terminal to press Ctrl-C at. */
export const interruption = new Interruption()
// Each leg that waits listens once; there may be sixteen of them and more.
interruption.setMaxListeners(0)

export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}
