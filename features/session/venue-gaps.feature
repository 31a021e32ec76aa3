@session @venue
Feature: Gaps in the scripts of venues
  Venues lose messages on purpose, in both directions and more than once, and look at what the client asks for and how
  often. The tester plays the venue.

  Rule: When the Heartbeat that answers a TestRequest shows a gap, what is missing is asked for before anything else.

    @VN-03 @must
    Scenario: gap before the answer
      Given an established session with HeartBtInt 2
      And the target expects MsgSeqNum 3
      Then the target must send TestRequest as "question" within 3 HeartBtInt
      When the tester sends Heartbeat with MsgSeqNum 5 and TestReqID <same as question.TestReqID>
      Then the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 3                              |
        | EndSeqNo   | 0 or 999999 or between 3 and 5 |
      When the tester fills 3 to 5
      Then the session is alive and the target expects MsgSeqNum 6

    @VN-03 @must @needs:order-flow
    Scenario: the message that was lost before the answer comes again
      Given an established session with HeartBtInt 2
      And the target expects MsgSeqNum 3
      Then the target must send TestRequest as "question" within 3 HeartBtInt
      When the tester sends Heartbeat with MsgSeqNum 4 and TestReqID <same as question.TestReqID>
      Then the target must send ResendRequest with BeginSeqNo 3 within 2 seconds
      When the tester sends an order with MsgSeqNum 3, PossDupFlag Y and ClOrdID LOST
      Then the target may send ResendRequest with BeginSeqNo 4 within 500 milliseconds
      And the target must send ExecutionReport with ClOrdID LOST within 2 seconds
      And the target may send ResendRequest with BeginSeqNo 4 within 500 milliseconds
      When the tester fills 4 to 4
      Then the session is alive and the target expects MsgSeqNum 5

  Rule: A ResendRequest inside an answer is answered, and what comes out of order there is not asked for again.

    @VN-05 @must
    Scenario: ResendRequests both ways
      Given an established session with the target
      And the target has sent 2 Heartbeats
      And the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 6
      Then the target must send ResendRequest with BeginSeqNo 4 within 2 seconds
      When the tester fills 4 to 4
      And the tester sends ResendRequest with MsgSeqNum 7:
        | BeginSeqNo | 2 |
        | EndSeqNo   | 3 |
      Then the target may send ResendRequest with BeginSeqNo "4 or 5" within 500 milliseconds
      And the target must resend 2 to 3
      And the target may send ResendRequest with BeginSeqNo "4 or 5" within 500 milliseconds
      And the target should have sent ResendRequest once
      # A target that drops what is out of order asks for 6 and 7 again: they are there now, and 2 to 3 are not wanted twice.
      When the tester fills 5 to 7, one number after another
      Then the target may send ResendRequest with BeginSeqNo between 6 and 7 within 500 milliseconds
      And the session is alive and the target expects MsgSeqNum 8

    @VN-06 @must @needs:order-flow
    Scenario: one of four messages is asked for inside a gap
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | ExecutionReport |
        | 3         | ExecutionReport |
        | 4         | ExecutionReport |
        | 5         | ExecutionReport |
      And the target expects MsgSeqNum 6
      When the tester sends Heartbeat with MsgSeqNum 8
      Then the target must send ResendRequest with BeginSeqNo 6 within 2 seconds
      When the tester fills 6 to 6
      And the tester sends ResendRequest with MsgSeqNum 9:
        | BeginSeqNo | 4 |
        | EndSeqNo   | 4 |
      Then the target may send ResendRequest with BeginSeqNo "6 or 7" within 500 milliseconds
      And the target must resend 4 to 4
      And the target may send ResendRequest with BeginSeqNo "6 or 7" within 500 milliseconds
      And the target should have sent ResendRequest once
      When the tester fills 7 to 9, one number after another
      Then the target may send ResendRequest with BeginSeqNo between 8 and 9 within 500 milliseconds
      And the session is alive and the target expects MsgSeqNum 10

  Rule: An order that the application calls stale is filled over, also inside a gap.

    @VN-06 @must @needs:sendApplicationMessage @needs:observe
    Scenario: the third of four orders is stale
      Given an established session with the target
      And the target's application has sent 4 messages
      And the target's application objects to the resend of 4
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 4
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester fills 2 to 2
      And the tester sends ResendRequest with MsgSeqNum 5:
        | BeginSeqNo | 4 |
        | EndSeqNo   | 4 |
      Then the target must send SequenceReset with MsgSeqNum 4, GapFillFlag Y, PossDupFlag Y and NewSeqNo 5 within 2 seconds
      When the tester fills 3 to 5
      Then the session is alive and the target expects MsgSeqNum 6
      And the target should have sent ResendRequest once

  Rule: A gap that shows while another one is filled is recovered as well, without asking for ever.

    @VN-07 @must
    Scenario: the next gap begins before the first is filled
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 4
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester fills 2 to 2
      And the tester sends Heartbeat with MsgSeqNum 7
      Then the target may send ResendRequest with BeginSeqNo between 3 and 5 within 500 milliseconds
      When the tester fills 3 to 4
      Then the target may send ResendRequest with BeginSeqNo 5 within 1 second
      # Some look again only when something comes.
      When the tester sends Heartbeat with MsgSeqNum 8
      Then the target may send ResendRequest with BeginSeqNo 5 within 1 second
      And the target should have sent ResendRequest at least 2 times
      When the tester fills 5 to 8
      Then the target may send ResendRequest with BeginSeqNo between 6 and 8 within 500 milliseconds
      And the session is alive and the target expects MsgSeqNum 9
      And the target must have sent ResendRequest at most 10 times

  Rule: A ResendRequest that the counterparty can not answer is not sent again without end, and the session goes on.

    @VN-12 @must @since:FIX.4.2
    Scenario: BusinessMessageReject in the place of an answer
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 4
      Then the target must send ResendRequest as "request" with BeginSeqNo 2 within 2 seconds
      When the tester sends BusinessMessageReject with MsgSeqNum 5:
        | RefSeqNum            | <same as request.MsgSeqNum> |
        | RefMsgType           | ResendRequest               |
        | BusinessRejectReason | 0                           |
        | Text                 | no replay here              |
      Then the target must stay connected for 2 seconds
      And the target must have sent ResendRequest at most 10 times
      When the tester fills 2 to 5
      Then the target may send ResendRequest with BeginSeqNo between 2 and 5 within 500 milliseconds
      And the session is alive and the target expects MsgSeqNum 6

  Rule: A ResendRequest for the number to come neither ends the session nor uses that number twice.

    # Reject, a gap fill or nothing: what comes next has the number that was asked for, or the one behind it.
    @VN-16 @should
    Scenario: the gap fill is answered by a ResendRequest for its NewSeqNo
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 4
      When the tester asks to resend 5 to 5
      Then the target may send Reject with MsgSeqNum 5 within 1 second
      And the target may send SequenceReset with GapFillFlag Y within 1 second
      When the tester sends TestRequest with TestReqID NEXT
      Then the target must send Heartbeat with MsgSeqNum "5 or 6" and TestReqID NEXT within 2 seconds
      And the session is alive
