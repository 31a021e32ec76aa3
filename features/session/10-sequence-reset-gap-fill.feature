@session
Feature: 10 Receive SequenceReset-GapFill
  A gap fill stands for messages that are not sent again. It has its place in the order like any other message, and moves
  the expected number forward, never back.

  Background:
    Given an established session with the target

  Rule: A SequenceReset-GapFill that comes too early has what is missing before it asked for first, and is applied in its turn.

    @10.a @must
    Scenario: MsgSeqNum too high
      Given the target expects MsgSeqNum 2
      When the tester sends SequenceReset with MsgSeqNum 5:
        | GapFillFlag | Y  |
        | PossDupFlag | Y  |
        | NewSeqNo    | 10 |
      Then the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 2                              |
        | EndSeqNo   | 0 or 999999 or between 2 and 5 |
      When the tester fills 2 to 4
      And the tester fills 5 to 9
      Then the session is alive and the target expects MsgSeqNum 10

  Rule: A SequenceReset-GapFill moves the expected number to NewSeqNo.

    @10.b @must
    Scenario Outline: MsgSeqNum as expected, NewSeqNo <new>
      Given the target expects MsgSeqNum 2
      When the tester sends SequenceReset with MsgSeqNum 2:
        | GapFillFlag | Y     |
        | PossDupFlag | Y     |
        | NewSeqNo    | <new> |
      Then the session is alive and the target expects MsgSeqNum <new>

      Examples:
        | new |
        | 3   |
        | 20  |

  Rule: A SequenceReset-GapFill under a number that was received before is ignored when it says PossDupFlag.

    @10.c @PX-18 @must
    Scenario Outline: MsgSeqNum too low with PossDupFlag, NewSeqNo <new>
      Given the target expects MsgSeqNum 5
      When the tester sends SequenceReset with MsgSeqNum 2:
        | GapFillFlag | Y     |
        | PossDupFlag | Y     |
        | NewSeqNo    | <new> |
      Then the session is alive and the target expects MsgSeqNum 5

      Examples:
        | new |
        | 4   |
        | 9   |

  Rule: A SequenceReset-GapFill under a lower number without PossDupFlag is fatal: Logout, then disconnect.

    @10.d @PX-18 @must
    Scenario: MsgSeqNum too low without PossDupFlag
      Given the target expects MsgSeqNum 5
      When the tester sends SequenceReset with MsgSeqNum 2:
        | GapFillFlag | Y |
        | NewSeqNo    | 9 |
      Then the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum too low, expecting 5 but received 2"
      And the target must disconnect within 10 seconds

  Rule: A SequenceReset-GapFill whose NewSeqNo is not above its MsgSeqNum is rejected and lowers nothing.

    @10.e @must
    Scenario Outline: NewSeqNo <new>, MsgSeqNum 5 as expected
      Given the target expects MsgSeqNum 5
      When the tester sends SequenceReset with MsgSeqNum 5:
        | GapFillFlag | Y     |
        | PossDupFlag | Y     |
        | NewSeqNo    | <new> |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 5                       |
        | RefTagID            | NewSeqNo or absent      |
        | RefMsgType          | SequenceReset or absent |
        | SessionRejectReason | Value is incorrect      |
      And the session is alive and the target expects MsgSeqNum 5 or 6

      Examples:
        | new |
        | 5   |
        | 3   |
