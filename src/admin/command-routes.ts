/** What can be done to a session. Each is one call on the engine, with a record of who asked for it. */
import type { z } from 'zod'
import { fieldsFrom, msgTypeFrom } from './message-fields.ts'
import { pathShape } from './path-shape.ts'
import { type App, audited, PROBLEMS_DOING, type RouteContext, SESSION_PATHS } from './route-context.ts'
import { viewOf } from './session-view.ts'
import {
  messageBody,
  numbersBody,
  resendBody,
  resetBody,
  sentView,
  sessionView,
  switchBody,
  testRequestBody,
  textBody,
} from './shapes.ts'

export function commandRoutes(app: App, context: RouteContext): void {
  for (const { path, hide } of SESSION_PATHS) {
    lifecycleRoutes(app, context, path, hide)
    numberRoutes(app, context, path, hide)
    messageRoutes(app, context, path, hide)
  }
}

function schemaOf<B extends z.ZodType | undefined>(hide: boolean, tag: string, summary: string, body: B) {
  return {
    hide,
    tags: [tag],
    summary,
    params: pathShape(hide),
    ...(body === undefined ? {} : { body }),
    response: { 200: sessionView, ...PROBLEMS_DOING },
  }
}

function lifecycleRoutes(app: App, context: RouteContext, path: string, hide: boolean): void {
  app.post(
    `${path}/start`,
    { schema: schemaOf(hide, 'life', 'Dials, or accepts, until stopped', undefined) },
    (request) => viewOf(audited(request, context, 'start', {}, ({ session }) => session.start())),
  )
  app.post(
    `${path}/disconnect`,
    { schema: schemaOf(hide, 'life', 'Cuts the connection without a word', undefined) },
    (request) => viewOf(audited(request, context, 'disconnect', {}, ({ session }) => session.disconnect())),
  )
  app.post(
    `${path}/stop`,
    {
      schema: { ...schemaOf(hide, 'life', 'Logout, then no connection until started again', textBody), body: textBody },
    },
    (request) =>
      viewOf(audited(request, context, 'stop', request.body, ({ session }) => session.stop(request.body.text))),
  )
  app.post(
    `${path}/logout`,
    { schema: { ...schemaOf(hide, 'life', 'Logout exchange', textBody), body: textBody } },
    (request) =>
      viewOf(audited(request, context, 'logout', request.body, ({ session }) => session.logout(request.body.text))),
  )
  app.post(
    `${path}/switch`,
    { schema: { ...schemaOf(hide, 'life', 'To the backup connection, or back', switchBody), body: switchBody } },
    (request) =>
      viewOf(
        audited(request, context, 'switch', request.body, ({ session }) => session.switchConnection(request.body.to)),
      ),
  )
}

function numberRoutes(app: App, context: RouteContext, path: string, hide: boolean): void {
  app.put(
    `${path}/sequence-numbers`,
    {
      schema: {
        ...schemaOf(hide, 'numbers', 'Sets the numbers by hand', numbersBody),
        body: numbersBody,
      },
    },
    (request) => {
      const { nextIn, nextOut } = request.body
      const numbers = { ...(nextIn === undefined ? {} : { nextIn }), ...(nextOut === undefined ? {} : { nextOut }) }
      return viewOf(
        audited(request, context, 'setSequenceNumbers', request.body, ({ session }, by) =>
          session.setSeqNums(numbers, by),
        ),
      )
    },
  )
  app.post(
    `${path}/reset`,
    { schema: { ...schemaOf(hide, 'numbers', 'Both numbers to 1', resetBody), body: resetBody } },
    (request) =>
      viewOf(
        audited(request, context, 'reset', request.body, ({ session }, by) =>
          session.resetSeqNums(request.body.how, by),
        ),
      ),
  )
}

function messageRoutes(app: App, context: RouteContext, path: string, hide: boolean): void {
  app.post(
    `${path}/messages`,
    {
      schema: {
        ...schemaOf(hide, 'messages', 'Sends an application message', messageBody),
        body: messageBody,
        response: { 202: sentView, ...PROBLEMS_DOING },
      },
    },
    (request, reply) => {
      const { msgType, fields } = request.body
      let msgSeqNum: number | undefined
      // Values may be secrets, and many: the audit names the type, the journal holds the message.
      const { session } = audited(request, context, 'send', { msgType }, (found) => {
        const { dictionary } = found.session.parameters.session
        const type = msgTypeFrom(msgType, dictionary)
        const stated = fieldsFrom(fields, dictionary)
        const before = found.session.nextOut
        found.session.send(type, stated)
        if (found.session.nextOut > before) msgSeqNum = before
      })
      const established = session.state === 'established'
      void reply.code(202)
      return { established, ...(msgSeqNum === undefined ? {} : { msgSeqNum }) }
    },
  )
  app.post(
    `${path}/test-request`,
    { schema: { ...schemaOf(hide, 'messages', 'Sends TestRequest', testRequestBody), body: testRequestBody } },
    (request) => {
      const testReqID = request.body.testReqID ?? `fixproof-${request.id}`
      return viewOf(
        audited(request, context, 'testRequest', { testReqID }, ({ session }) => session.testRequest(testReqID)),
      )
    },
  )
  app.post(
    `${path}/resend-request`,
    { schema: { ...schemaOf(hide, 'messages', 'Sends ResendRequest', resendBody), body: resendBody } },
    (request) => {
      const { begin, end } = request.body
      return viewOf(
        audited(request, context, 'resendRequest', { begin, end }, ({ session }) => session.requestResend(begin, end)),
      )
    },
  )
}
