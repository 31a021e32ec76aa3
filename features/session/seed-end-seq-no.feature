@session @seed
Feature: EndSeqNo beyond range
  Who asks does not know what was sent last. An EndSeqNo that is too high is therefore no error: the answer ends with
  the last message that was sent.

  Background:
    Given an established session with the target
    And the target has sent 9 Heartbeats

  Rule: An EndSeqNo beyond the last message sent is no error: the answer ends with the last message sent.

    @SD-46 @must
    Scenario Outline: EndSeqNo <end>, 10 sent
      When the tester asks to resend 1 to <end>
      Then the target must resend 1 to 10 and nothing more

      Examples:
        | end |
        | 11  |
        | 100 |

    @SD-46 @must @needs:order-flow
    Scenario: EndSeqNo 100, the last messages sent are of the application
      Given the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 11        | ExecutionReport |
        | 12        | ExecutionReport |
      When the tester asks to resend 9 to 100
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | NewSeqNo |
        | 9         | SequenceReset   | Y           | 11       |
        | 11        | ExecutionReport | Y           |          |
        | 12        | ExecutionReport | Y           |          |
      And the session is alive

  Rule: An EndSeqNo above every number that can be stored means the open end.

    @SD-47 @must
    Scenario: EndSeqNo 99999999999
      When the tester asks to resend 1 to 99999999999
      Then the target must resend 1 to 10 and nothing more

  Rule: A ResendRequest may ask for one message, for a range, or for all that follow.

    @SD-48 @must
    Scenario Outline: BeginSeqNo <begin>, EndSeqNo <end>
      When the tester asks to resend <begin> to <end>
      Then the target must resend <begin> to <last> and nothing more

      Examples:
        | begin | end        | last |
        | 5     | 5          | 5    |
        | 3     | 7          | 7    |
        | 3     | <open end> | 10   |

  Rule: EndSeqNo 999999 means the open end: since FIX.4.0, and tolerated later.

    @SD-49 @must
    Scenario: EndSeqNo 999999
      When the tester asks to resend 3 to 999999
      Then the target must resend 3 to 10 and nothing more
