@session
Feature: 11 Receive SequenceReset-Reset
  The last resort: the sender jumps to another number and gives up what lies between. Its own MsgSeqNum says nothing, since
  that is what has been lost.

  Background:
    Given an established session with the target
    And the target expects MsgSeqNum 5

  Rule: A SequenceReset-Reset moves the expected number to NewSeqNo, whatever its MsgSeqNum.

    @11.a @must
    Scenario Outline: NewSeqNo 20, MsgSeqNum <number>, GapFillFlag <flag>
      When the tester sends SequenceReset with MsgSeqNum <number>, GapFillFlag <flag> and NewSeqNo 20
      Then the session is alive and the target expects MsgSeqNum 20

      Examples:
        | number | flag   |
        | 5      | N      |
        | 5      | absent |
        | 1      | N      |
        | 50     | N      |

  Rule: A SequenceReset-Reset whose NewSeqNo is expected already changes nothing.

    @11.b @must
    Scenario Outline: NewSeqNo 5, MsgSeqNum <number>
      When the tester sends SequenceReset with MsgSeqNum <number>, GapFillFlag N and NewSeqNo 5
      Then the session is alive and the target expects MsgSeqNum 5

      Examples:
        | number |
        | 5      |
        | 1      |

    @11.b @must @needs:observe
    Scenario: NewSeqNo 5, and people are told
      When the tester sends SequenceReset with MsgSeqNum 5, GapFillFlag N and NewSeqNo 5
      Then the session is alive and the target expects MsgSeqNum 5
      And the target must warn with "expected already"

  Rule: A SequenceReset-Reset whose NewSeqNo is below what is expected is rejected, lowers nothing and does not count.

    @11.c @must
    Scenario Outline: NewSeqNo 3, MsgSeqNum <number>
      When the tester sends SequenceReset with MsgSeqNum <number>, GapFillFlag N and NewSeqNo 3
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <number>                |
        | RefTagID            | <field> or absent       |
        | RefMsgType          | SequenceReset or absent |
        | SessionRejectReason | Value is incorrect      |
      And the session is alive and the target expects MsgSeqNum 5

      Examples:
        | number | field    |
        | 5      | NewSeqNo |
        | 50     | NewSeqNo |

      Examples: where MsgSeqNum is no right value either
        | number | field                 |
        | 0      | NewSeqNo or MsgSeqNum |
