@session @venue
Feature: Supervision and leaving in the scripts of venues
  Venues watch their clients closely, with times of their own, and want to be left in good order. The tester plays the
  venue; HeartBtInt is short, and every time a multiple of it.

  Rule: Whoever is watched for one and a half intervals is never asked, and answers in half of one.

    @VN-14 @should
    Scenario: two intervals in turn
      Given an established session with HeartBtInt 4
      Then the target should send one of these within 1.5 HeartBtInt:
        | Heartbeat   |  |
        | TestRequest |  |
      When the tester sends Heartbeat
      Then the target should send one of these within 1.5 HeartBtInt:
        | Heartbeat   |  |
        | TestRequest |  |
      And the session is alive

    @VN-14 @must
    Scenario: TestRequest of a venue that was not content
      Given an established session with HeartBtInt 4
      When 0.5 HeartBtInt pass
      And the tester sends TestRequest with TestReqID WATCH
      Then the target must send Heartbeat with TestReqID WATCH within 0.5 HeartBtInt

  Rule: A side that keeps silent is asked within two intervals, and left within three.

    @VN-14 @should
    Scenario: silence
      Given an established session with HeartBtInt 4
      Then the target should send TestRequest within 2 HeartBtInt
      And the target should disconnect within 1.5 HeartBtInt

  Rule: Whoever leaves makes sure first that nothing is missing, then logs out, and is answered.

    @VN-10 @must
    Scenario: the venue leaves
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends TestRequest with MsgSeqNum 2 and TestReqID LAST
      Then the target must send Heartbeat with TestReqID LAST within 2 seconds
      When the tester sends Logout with MsgSeqNum 3
      Then the target must send Logout within 5 seconds

    @VN-10 @must @needs:logout
    Scenario: the client leaves
      Given an established session with HeartBtInt 2
      Then the target must send TestRequest as "question" within 3 HeartBtInt
      When the tester sends Heartbeat with TestReqID <same as question.TestReqID>
      And the target is told to log out
      Then the target must send Logout within 2 seconds
      And the target must stay connected for 0.5 HeartBtInt
      When the tester sends Logout
      Then the target must disconnect within 5 seconds

  Rule: A Logout behind which the connection ends at once counts, and the session goes on from there.

    @VN-15 @must @acceptor
    Scenario: the tester logs out, hangs up and comes back
      Given an established session with the target
      And the target keeps its numbers over a Logout
      And the target expects MsgSeqNum 5
      When the tester sends Logout with MsgSeqNum 5
      And the tester closes the connection
      And the tester logs on with MsgSeqNum 6
      Then the target must send Logon within 5 seconds
      And the session is alive and the target expects MsgSeqNum 7

    @VN-15 @must @initiator
    Scenario: the tester logs out and hangs up, and the target comes back
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester sends Logout with MsgSeqNum 5
      And the tester closes the connection
      Then the target should connect again within 60 seconds
      When the tester logs on with MsgSeqNum 6
      Then the session is alive and the target expects MsgSeqNum 7
