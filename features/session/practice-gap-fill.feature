@session @practice
Feature: SequenceReset as it comes
  Gap fills without marks, beyond what was asked, over one another, and with a NewSeqNo that can not be meant.

  Background:
    Given an established session with the target

  Rule: A gap fill under the expected number is applied, also where it lacks PossDupFlag.

    @PX-31 @should
    Scenario: gap fill without PossDupFlag in the answer to a ResendRequest
      Given the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 4
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester sends SequenceReset with MsgSeqNum 2:
        | GapFillFlag | Y |
        | NewSeqNo    | 5 |
      Then the session should be alive, and the target expect MsgSeqNum 5

  Rule: A gap fill that was passed already is ignored when it carries PossDupFlag, also the part of it that reaches further.

    @PX-32 @must
    Scenario: two gap fills that overlap
      Given the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 8
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester fills 2 to 4
      And the tester fills 3 to 6
      And the tester sends Heartbeat with MsgSeqNum 5
      And the tester fills 6 to 8
      Then the session is alive and the target expects MsgSeqNum 9

  Rule: A gap fill may go beyond what was asked for.

    @PX-42 @must
    Scenario: NewSeqNo beyond the gap
      Given the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 4
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester sends SequenceReset with MsgSeqNum 2:
        | PossDupFlag | Y  |
        | GapFillFlag | Y  |
        | NewSeqNo    | 10 |
      Then the session is alive and the target expects MsgSeqNum 10

  Rule: A SequenceReset whose NewSeqNo is missing, 0 or no number is rejected, and lowers nothing.

    @PX-41 @must @since:FIX.4.2
    Scenario Outline: NewSeqNo <written>
      Given the target expects MsgSeqNum 3
      When the tester sends SequenceReset with MsgSeqNum 3:
        | GapFillFlag | Y         |
        | NewSeqNo    | <written> |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 3                  |
        | RefTagID            | NewSeqNo or absent |
        | SessionRejectReason | <reason>           |
      And the session is alive and the target expects MsgSeqNum 3 or 4

      Examples:
        | written | reason |
        | absent  | 1      |
        | 0       | 5      |
        | abc     | 6 or 5 |
