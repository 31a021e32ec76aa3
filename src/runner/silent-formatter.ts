/**
 * The formatter that cucumber gets: results come out of its messages, and whatever it would print is thrown away. Cucumber
 * gathers all messages for formatters that look back at the end; this one does not, so nothing is gathered for it. In a
 * run of thousands of scenarios that would be most of what is kept in memory.
 */
import type { EventEmitter } from 'node:events'

export default class SilentFormatter {
  constructor({ eventBroadcaster }: { readonly eventBroadcaster: EventEmitter }) {
    for (const listener of eventBroadcaster.listeners('envelope'))
      if (listener.name === GATHERER) eventBroadcaster.off('envelope', listener as (envelope: unknown) => void)
  }

  async finished(): Promise<void> {
    // Nothing was opened.
  }
}

/** The method of cucumber's collector, bound to it. */
const GATHERER = 'bound parseEnvelope'
