@session
Feature: 8 Receive ResendRequest
  A lost message is never lost for good: whoever misses it asks, and whoever sent it sends it again or says that it may be skipped.

  Rule: Administrative messages are not resent; one SequenceReset-GapFill stands for each run of them.

    @8 @must
    Scenario: only administrative messages in the range
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks to resend 1 to <open end>
      Then the target must resend:
        | MsgSeqNum | MsgType       | PossDupFlag | GapFillFlag | NewSeqNo |
        | 1         | SequenceReset | Y           | Y           | 5        |
      And the session is alive

  Rule: Application messages are resent under their own MsgSeqNum, marked PossDupFlag and with OrigSendingTime.

    @8 @must @needs:order-flow
    Scenario: application and administrative messages in turn
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | Heartbeat       |
        | 3         | ExecutionReport |
        | 4         | ExecutionReport |
        | 5         | Heartbeat       |
        | 6         | ExecutionReport |
      When the tester asks to resend 2 to 6
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | NewSeqNo | OrigSendingTime                |
        | 2         | SequenceReset   | Y           | 3        |                                |
        | 3         | ExecutionReport | Y           |          | as SendingTime when first sent |
        | 4         | ExecutionReport | Y           |          | as SendingTime when first sent |
        | 5         | SequenceReset   | Y           | 6        |                                |
        | 6         | ExecutionReport | Y           |          | as SendingTime when first sent |
      And every resent ExecutionReport must equal the first in all other fields
      And the session is alive
