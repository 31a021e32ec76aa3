@session @seed @needs:configure @needs:sendApplicationMessage
Feature: Answers with a limit
  ResendMessagesLimit keeps one ResendRequest from stopping a session: an answer covers some numbers, and the message
  behind it, whose number is far too high for the counterparty, makes it ask for the rest.

  Rule: With a limit of 0 one gap fill answers the whole range.

    @SD-57 @must
    Scenario: nothing is sent again
      Given the target is configured with:
        | resendMessagesLimit | 0 |
      And an established session with the target
      And the target's application has sent 9 messages
      When the tester asks to resend 1 to 10
      Then the target must send SequenceReset with MsgSeqNum 1, GapFillFlag Y, PossDupFlag Y and NewSeqNo 11 within 2 seconds
      And the target must not send anything else
      And the target must not send TestRequest

  Rule: With a limit of N an answer covers N numbers and ends with TestRequest; the last one covers all the rest without.

    @SD-58 @must
    Scenario: ten messages in steps of 3
      Given the target is configured with:
        | resendMessagesLimit | 3 |
      And an established session with the target
      And the target's application has sent 9 messages
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 3
      And the target must send TestRequest with MsgSeqNum 11 within 2 seconds
      When the tester asks to resend 4 to <open end>
      Then the target must resend 4 to 6
      And the target must send TestRequest with MsgSeqNum 12 within 2 seconds
      When the tester asks to resend 7 to <open end>
      Then the target must resend 7 to 9
      And the target must send TestRequest with MsgSeqNum 13 within 2 seconds
      When the tester asks to resend 10 to <open end>
      Then the target must resend:
        | MsgSeqNum | MsgType        | PossDupFlag | GapFillFlag | NewSeqNo |
        | 10        | NewOrderSingle | Y           |             |          |
        | 11        | SequenceReset  | Y           | Y           | 14       |
      And the target must not send TestRequest
      And the session is alive

    @SD-58 @must
    Scenario Outline: ten messages in steps of <limit>, closed by <closing>
      Given the target is configured with:
        | resendMessagesLimit       | <limit>   |
        | resendLimitClosingMessage | <closing> |
      And an established session with the target
      And the target's application has sent 9 messages
      When the tester recovers from 1, and each answer must stop behind <limit> numbers with <closing>
      Then it must have taken <requests> ResendRequests
      And the target must not send TestRequest
      And the session is alive

      Examples:
        | limit | closing     | requests |
        | 1     | TestRequest | 10       |
        | 4     | Heartbeat   | 3        |

  Rule: The numbers that a gap fill covers count towards the limit.

    @SD-59 @must
    Scenario: administrative messages among the others
      Given the target is configured with:
        | resendMessagesLimit | 3 |
      And an established session with the target
      And the target has sent 4 Heartbeats
      And the target's application has sent 2 messages
      When the tester asks to resend 1 to <open end>
      Then the target must send SequenceReset with MsgSeqNum 1 and NewSeqNo 4 within 2 seconds
      And the target must send TestRequest with MsgSeqNum 8 within 2 seconds
      When the tester asks to resend 4 to <open end>
      Then the target must resend:
        | MsgSeqNum | MsgType        | PossDupFlag | NewSeqNo |
        | 4         | SequenceReset  | Y           | 6        |
        | 6         | NewOrderSingle | Y           |          |
      And the target must send TestRequest with MsgSeqNum 9 within 2 seconds
      When the tester asks to resend 7 to <open end>
      Then the target must resend 7 to 9 and nothing more
      And the target must not send TestRequest

  Rule: With any limit a ResendRequest that repeats the one before it is ignored, and counts.

    @SD-60 @must
    Scenario: the first step asked for twice
      Given the target is configured with:
        | resendMessagesLimit | 3 |
      And an established session with the target
      And the target's application has sent 9 messages
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 3
      And the target must send TestRequest with MsgSeqNum 11 within 2 seconds
      When the tester asks to resend 1 to <open end>
      Then the target must not send anything else
      When the tester asks to resend 4 to <open end>
      Then the target must resend 4 to 6
      And the target must send TestRequest within 2 seconds
      And the session is alive

    @SD-60 @must
    Scenario: limit 0, everything asked for twice
      Given the target is configured with:
        | resendMessagesLimit | 0 |
      And an established session with the target
      And the target's application has sent 9 messages
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 10
      When the tester asks to resend 1 to <open end>
      Then the target must not send anything else
