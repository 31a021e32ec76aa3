/** What the end of the connection makes of a stimulus that is still open. */
import type { Finding } from './sighting.ts'
import type { EndStep } from './steps.ts'
import { broken, done, open, type Stimulus, skipOptional } from './stimulus.ts'

type Closer = 'target' | 'peer' | undefined

/**
 * @param by - who closed; undefined where the log does not say it
 * @param isBlamed - nothing that came later explains that the target closed
 * @param soon - it came so soon behind that it may be the answer
 */
export function atDisconnect(stimulus: Stimulus, by: Closer, isBlamed: boolean, soon: boolean): Finding {
  const step = skipOptional(stimulus)
  if (step === undefined) return done(stimulus)
  if (step.do === 'stay') {
    if (by === 'target') stimulus.warnings.push('the target closed first, and at once')
    return done(stimulus)
  }
  if (step.do === 'end') return ended(stimulus, step, by)
  if (step.do === 'message' && step.ifClosed !== undefined) return open(stimulus, step.ifClosed)
  if (by === 'target' && isBlamed && (step.do === 'message' || soon))
    return broken(stimulus, 'the target closed the connection')
  return open(stimulus, 'the connection ended before it could show')
}

function ended(stimulus: Stimulus, { unless }: EndStep, by: Closer): Finding {
  if (by === 'peer') return open(stimulus, 'the other side closed the connection before it was due')
  if (by === undefined && stimulus.did === '')
    return open(stimulus, 'the connection ended, and the log does not say who closed it')
  const problem = unless?.()
  if (problem !== undefined) return broken(stimulus, problem)
  stimulus.did ||= 'disconnected'
  return done(stimulus)
}
