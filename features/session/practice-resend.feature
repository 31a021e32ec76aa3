@session @practice
Feature: Recovery with something in between
  Real recoveries are not alone on the line: requests cross, answers have holes, and life goes on while the past is sent
  again.

  Rule: A resent message that is faulty is rejected and counts, and what waits behind it is processed.

    @PX-04 @must @needs:order-flow
    Scenario: the missing message is faulty
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 3
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester sends an order with MsgSeqNum 2, PossDupFlag Y and OrderQty abc
      Then the target must send Reject with RefSeqNum 2 within 2 seconds
      When the tester fills 3 to 3
      Then the session is alive and the target expects MsgSeqNum 4

  Rule: A ResendRequest inside a gap is answered, and what fills the gap is applied.

    @PX-05 @must
    Scenario: ResendRequest inside a gap, then the gap is filled
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 5
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester asks to resend 1 to 1
      And the tester fills 2 to 5
      Then the target must resend 1 to 1
      And the target may send ResendRequest with BeginSeqNo 2 within 500 milliseconds
      When the tester fills 6 to 6
      Then the session is alive and the target expects MsgSeqNum 7

    @PX-05 @must
    Scenario: ResendRequest inside a gap, then SequenceReset-Reset
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 5
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester asks to resend 1 to 1
      And the tester sends SequenceReset with NewSeqNo 12
      Then the target must resend 1 to 1
      And the target may send ResendRequest with BeginSeqNo 2 within 500 milliseconds
      And the session is alive and the target expects MsgSeqNum 12

  Rule: A TestRequest behind a gap is answered once, at once or when the gap is closed.

    @PX-22 @must
    Scenario: TestRequest with MsgSeqNum too high
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends TestRequest with MsgSeqNum 4 and TestReqID "BEHIND"
      Then the target may send Heartbeat with TestReqID "BEHIND" within 1 second
      And the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester fills 2 to 3
      Then the target may send Heartbeat with TestReqID "BEHIND" within 1 second
      When the tester fills 4 to 4
      Then the session is alive and the target expects MsgSeqNum 5
      And the target should have sent Heartbeat with TestReqID "BEHIND" once

  Rule: A hole in the answer to a ResendRequest is asked for again, and what came is not asked for for ever.

    @PX-25 @VN-07 @must
    Scenario: 3 is missing in the answer
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 7
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester fills 2 to 2
      And the tester fills 4 to 4
      And the tester fills 6 to 6
      Then the target should send ResendRequest with BeginSeqNo 3 within 5 seconds
      # Once for each message that came behind the hole.
      And the target may send ResendRequest with BeginSeqNo "3 or 5" within 500 milliseconds
      And the target may send ResendRequest with BeginSeqNo 3 within 500 milliseconds
      And the target may send ResendRequest with BeginSeqNo 3 within 500 milliseconds
      When the tester fills 3 to 7
      Then the session is alive and the target expects MsgSeqNum 8

  Rule: Live messages between resent ones wait for their turn: the application gets all of them, in order.

    @PX-26 @must @needs:order-flow
    Scenario: live orders between resent ones
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends an order with MsgSeqNum 4 and ClOrdID THIRD
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester sends an order with MsgSeqNum 2, PossDupFlag Y and ClOrdID FIRST
      And the tester sends an order with MsgSeqNum 5 and ClOrdID FOURTH
      And the tester sends an order with MsgSeqNum 3, PossDupFlag Y and ClOrdID SECOND
      # What the engine asks for need not wait for what the application says.
      Then the target may send ResendRequest with BeginSeqNo 3 within 500 milliseconds
      And the target must send ExecutionReport with ClOrdID FIRST within 2 seconds
      And the target may send ResendRequest with BeginSeqNo "3 or 4" within 1 second
      And the target must send ExecutionReport with ClOrdID SECOND within 2 seconds
      And the target may send ResendRequest with BeginSeqNo 4 within 1 second
      When the tester sends again what was asked for, if anything was
      Then the target must send ExecutionReport with ClOrdID THIRD within 2 seconds
      And the target must send ExecutionReport with ClOrdID FOURTH within 2 seconds
      And the session is alive and the target expects MsgSeqNum 6

  Rule: A ResendRequest that is rejected is not sent again without end.

    @PX-27 @should
    Scenario: every ResendRequest is rejected
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 4
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester answers each ResendRequest by Reject for 5 seconds
      Then the target should have sent ResendRequest at most 10 times

  Rule: A gap may be asked for in pieces.

    @PX-06 @must @needs:configure
    Scenario: six messages missing, five asked for at a time
      Given the target is configured with:
        | resendRequestBlockSize | 5 |
      And an established session with the target
      And the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 10
      Then the target must send ResendRequest with BeginSeqNo 4 and EndSeqNo 8 within 2 seconds
      When the tester fills 4 to 8, one number after another
      Then the target must send ResendRequest with BeginSeqNo 9 and EndSeqNo "0 or 9 or 10 or 999999" within 2 seconds
      # Whether it held 10 or asks for it again: it is there now.
      When the tester fills 9 to 10
      Then the session is alive and the target expects MsgSeqNum 11
