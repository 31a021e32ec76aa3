@session
Feature: Gallery: what holds for every message
  Faults of the rogues' gallery that nothing else told: the target says the right thing, and says it under the wrong
  name, number or time, or once too often.

  Rule: Each message says who sends it and when, under the next number, with the fields that its version has.

    @1B.b @must @initiator
    Scenario: The Logon in order
      Given an established session with the target
      Then every message of the target must be in order

    @4.a @4.b @must
    Scenario: Heartbeats in order, asked for and not
      Given an established session with HeartBtInt 2
      When the tester sends TestRequest with TestReqID ORDER
      Then the target must send Heartbeat with TestReqID ORDER within 2 seconds
      And the target must send Heartbeat within 1.6 HeartBtInt
      And the session is alive
      And every message of the target must be in order

    @PX-39 @must
    Scenario: Rejects in order
      Given an established session with the target
      When the tester sends TestRequest
      Then the target must send Reject within 2 seconds
      And the session is alive
      And every message of the target must be in order

    @8 @must @needs:order-flow
    Scenario: Messages sent again, and those behind them, in order
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | Heartbeat       |
        | 3         | ExecutionReport |
        | 4         | ExecutionReport |
        | 5         | Heartbeat       |
      When the tester asks to resend 2 to 3
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | NewSeqNo |
        | 2         | SequenceReset   | Y           | 3        |
        | 3         | ExecutionReport | Y           |          |
      And the session is alive
      And every message of the target must be in order

    # Whoever is configured to begin again with each connection is in order too, and asks for what it believes to miss.
    @SD-08 @must
    Scenario: A second connection in order
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the tester disconnects
      And the session is logged on again
      And the tester sends TestRequest with TestReqID AGAIN
      Then the target may send ResendRequest within 1 second
      And the target may send Heartbeat with TestReqID AGAIN within 1 second
      And every message of the target must be in order

  Rule: A message that is sent again carries the time of its repetition, and beside it that of its first sending.

    @8 @must @needs:order-flow
    Scenario: An ExecutionReport that is sent again two seconds later
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | ExecutionReport |
      And 2 seconds pass
      When the tester asks to resend 2 to 2
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | OrigSendingTime                |
        | 2         | ExecutionReport | Y           | as SendingTime when first sent |
      And each message sent again must carry a SendingTime of its own

  Rule: A BeginSeqNo that no counter holds is no small number.

    @SD-44 @must
    Scenario: BeginSeqNo that is 3 in 32 bits
      Given an established session with the target
      And the target has sent 9 Heartbeats
      When the tester asks to resend 4294967299 to <open end>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum | <last sent by the tester> |
      And the session is alive

  Rule: A Heartbeat needs no answer, and one in each interval is enough.

    @5 @must
    Scenario: A Heartbeat is not answered
      Given an established session with the target
      When the tester sends Heartbeat
      Then the target must not send Heartbeat or Logon for 1 second
      And the session is alive

    @4.a @should
    Scenario: One Heartbeat in an interval
      Given an established session with HeartBtInt 2
      Then the target should send Heartbeat within 1.6 HeartBtInt
      And the target should not send Heartbeat or Logon for 0.1 HeartBtInt

  Rule: The answer to a TestRequest is taken for one.

    @6 @must
    Scenario: Connected on after the answer
      Given an established session with HeartBtInt 2
      Then the target must send TestRequest as "question" within 3 HeartBtInt:
        | TestReqID | any |
      When the tester sends Heartbeat with TestReqID <same as question.TestReqID>
      Then the target must stay connected for 1.5 HeartBtInt

  Rule: What becomes of a message that is not supported, the session goes on.

    @2.r @must @since:FIX.4.2
    Scenario: A message that few support
      Given an established session with the target
      When the tester sends ListStatusRequest with ListID FP1
      Then the target may send BusinessMessageReject within 500 milliseconds
      And the target may send Reject within 500 milliseconds
      And the target may send ListStatus within 500 milliseconds
      And the session is alive
