@session @seed @needs:sendApplicationMessage
Feature: What is sent again
  The application is asked about each of its messages before it is sent again, and nobody about those of the session.
  Whatever is not sent again is filled over.

  Rule: A message that the application objects to is filled over.

    @SD-64 @must @needs:observe
    Scenario: one of five messages
      Given an established session with the target
      And the target's application has sent 6 messages
      And the target's application objects to the resend of 5
      When the tester asks to resend 3 to 7
      Then the target must resend:
        | MsgSeqNum | MsgType        | PossDupFlag | GapFillFlag | NewSeqNo |
        | 3         | NewOrderSingle | Y           |             |          |
        | 4         | NewOrderSingle | Y           |             |          |
        | 5         | SequenceReset  | Y           | Y           | 6        |
        | 6         | NewOrderSingle | Y           |             |          |
        | 7         | NewOrderSingle | Y           |             |          |
      And the target must not send anything else
      And the target's application must have been asked about 3, 4, 5, 6 and 7 alone

    @SD-65 @must @needs:observe
    Scenario: all messages
      Given an established session with the target
      And the target's application has sent 6 messages
      And the target's application objects to the resend of everything
      When the tester asks to resend 1 to <open end>
      Then the target must send SequenceReset with MsgSeqNum 1, GapFillFlag Y, PossDupFlag Y and NewSeqNo 8 within 2 seconds
      And the target must not send anything else

  Rule: A number under which nothing is stored is filled over.

    @SD-66 @must @needs:administer
    Scenario: numbers that were left out
      Given an established session with the target
      And the target's application has sent 2 messages
      When the target is told to send MsgSeqNum 7 next
      And the target's application has sent 2 messages
      And the tester asks to resend 2 to <open end>
      Then the target must resend:
        | MsgSeqNum | MsgType        | PossDupFlag | GapFillFlag | NewSeqNo |
        | 2         | NewOrderSingle | Y           |             |          |
        | 3         | NewOrderSingle | Y           |             |          |
        | 4         | SequenceReset  | Y           | Y           | 7        |
        | 7         | NewOrderSingle | Y           |             |          |
        | 8         | NewOrderSingle | Y           |             |          |
      And the target must not send anything else

  Rule: Messages of the session are never sent again, and the application is not asked about them.

    @SD-67 @must @needs:observe @needs:order-flow
    Scenario: Heartbeats among the messages
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | Heartbeat       |
        | 3         | ExecutionReport |
        | 4         | Heartbeat       |
        | 5         | Heartbeat       |
        | 6         | ExecutionReport |
        | 7         | Heartbeat       |
      When the tester asks to resend 1 to <open end>
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | GapFillFlag | NewSeqNo |
        | 1         | SequenceReset   | Y           | Y           | 3        |
        | 3         | ExecutionReport | Y           |             |          |
        | 4         | SequenceReset   | Y           | Y           | 6        |
        | 6         | ExecutionReport | Y           |             |          |
        | 7         | SequenceReset   | Y           | Y           | 8        |
      And the target must not send anything else
      And the target's application must have been asked about 3 and 6 alone

  Rule: An application that fails on the question has objected, and the session goes on.

    @SD-68 @must @needs:observe
    Scenario: a failure on one message
      Given an established session with the target
      And the target's application has sent 3 messages
      And the target's application fails on the resend of 3
      When the tester asks to resend 2 to <open end>
      Then the target must resend:
        | MsgSeqNum | MsgType        | PossDupFlag | GapFillFlag | NewSeqNo |
        | 2         | NewOrderSingle | Y           |             |          |
        | 3         | SequenceReset  | Y           | Y           | 4        |
        | 4         | NewOrderSingle | Y           |             |          |
      And the session is alive
