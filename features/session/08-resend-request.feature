@session
Feature: 8 Receive ResendRequest
  A lost message is never lost for good: whoever misses it asks, and whoever sent it sends it again or says that it may be skipped.

  Rule: Administrative messages are not resent; one SequenceReset-GapFill stands for each run of them.

    @8 @VN-04 @must
    Scenario: only administrative messages in the range
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks to resend 1 to <open end>
      Then the target must resend:
        | MsgSeqNum | MsgType       | PossDupFlag | GapFillFlag | NewSeqNo |
        | 1         | SequenceReset | Y           | Y           | 5        |
      And the session is alive

  Rule: Application messages are resent under their own MsgSeqNum, marked PossDupFlag and with OrigSendingTime.

    @8 @VN-04 @must @needs:order-flow
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

    @8 @must @needs:order-flow
    Scenario: only application messages in the range
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | ExecutionReport |
        | 3         | ExecutionReport |
        | 4         | ExecutionReport |
      When the tester asks to resend 2 to 4
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | OrigSendingTime                |
        | 2         | ExecutionReport | Y           | as SendingTime when first sent |
        | 3         | ExecutionReport | Y           | as SendingTime when first sent |
        | 4         | ExecutionReport | Y           | as SendingTime when first sent |
      And every resent ExecutionReport must equal the first in all other fields
      And the session is alive

  Rule: A ResendRequest is answered in order, without a hole, and with nothing beyond its end.

    Background:
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | Heartbeat       |
        | 3         | Heartbeat       |
        | 4         | Heartbeat       |
        | 5         | ExecutionReport |
        | 6         | ExecutionReport |
        | 7         | Heartbeat       |
        | 8         | Heartbeat       |
        | 9         | ExecutionReport |

    @8 @must @needs:order-flow
    Scenario: mixed messages, 2 to 8
      When the tester asks to resend 2 to 8
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | GapFillFlag | NewSeqNo | OrigSendingTime                |
        | 2         | SequenceReset   | Y           | Y           | 5        |                                |
        | 5         | ExecutionReport | Y           |             |          | as SendingTime when first sent |
        | 6         | ExecutionReport | Y           |             |          | as SendingTime when first sent |
        | 7         | SequenceReset   | Y           | Y           | 9        |                                |
      And the session is alive

    @8 @must @needs:order-flow
    Scenario: mixed messages, 2 to 6
      When the tester asks to resend 2 to 6
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | GapFillFlag | NewSeqNo | OrigSendingTime                |
        | 2         | SequenceReset   | Y           | Y           | 5        |                                |
        | 5         | ExecutionReport | Y           |             |          | as SendingTime when first sent |
        | 6         | ExecutionReport | Y           |             |          | as SendingTime when first sent |
      And the session is alive

    @8 @must @needs:order-flow
    Scenario: mixed messages, 2 to 4
      When the tester asks to resend 2 to 4
      Then the target must resend:
        | MsgSeqNum | MsgType       | PossDupFlag | GapFillFlag | NewSeqNo |
        | 2         | SequenceReset | Y           | Y           | 5        |
      And the session is alive

    @8 @must @needs:order-flow
    Scenario: mixed messages, all from 2
      When the tester asks to resend 2 to <open end>
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | GapFillFlag | NewSeqNo | OrigSendingTime                |
        | 2         | SequenceReset   | Y           | Y           | 5        |                                |
        | 5         | ExecutionReport | Y           |             |          | as SendingTime when first sent |
        | 6         | ExecutionReport | Y           |             |          | as SendingTime when first sent |
        | 7         | SequenceReset   | Y           | Y           | 9        |                                |
        | 9         | ExecutionReport | Y           |             |          | as SendingTime when first sent |
      And every resent ExecutionReport must equal the first in all other fields
      And the session is alive
