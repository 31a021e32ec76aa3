@session
Feature: Gallery: how a session begins and ends
  Faults of the rogues' gallery around the first and the last message of a session that nothing else told.

  Rule: A connection on which nobody logs on is not kept for ever.

    @2S @should @acceptor
    Scenario: Nothing is said
      Given a connection to the target without Logon
      Then the target should disconnect within 15 seconds without sending anything

  Rule: A Logout is answered once, and counts.

    @13.b @must
    Scenario: One Logout in answer
      Given an established session with the target
      When the tester sends Logout
      Then the target must send Logout within 5 seconds
      When 1 second pass
      Then the target must have sent Logout at most 1 times

    # A target that is configured to begin again after a Logout misses everything from 1 on.
    @13.b @must
    Scenario: The Logon behind a Logout fits
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester logs out
      And the session is logged on again
      Then the target may send ResendRequest with BeginSeqNo 1 within 1 second
      And the target must keep silent for 1 second

    @12 @13.a @must @needs:logout
    Scenario: Nothing behind the answer to its Logout
      Given an established session with the target
      When the target is told to log out
      Then the target must send Logout within 2 seconds
      When the tester sends Logout
      Then the target must disconnect within 5 seconds without sending anything

  Rule: Until its Logout is answered a side answers TestRequests.

    @12 @should @needs:logout
    Scenario: TestRequest between Logout and its answer
      Given an established session with the target
      When the target is told to log out
      Then the target should send Logout within 2 seconds
      When the tester sends TestRequest with TestReqID STILL
      Then the target should send Heartbeat with TestReqID STILL within 2 seconds

  Rule: A Logout above a gap is answered when the gap is closed, also where the answer to the request goes over it.

    @PX-23 @should
    Scenario: A GapFill over the Logout
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Logout with MsgSeqNum 4
      Then the target should send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester sends SequenceReset with MsgSeqNum 2, PossDupFlag Y, GapFillFlag Y and NewSeqNo 5
      Then the target should send Logout within 5 seconds

  Rule: What waits to be sent waits until nothing is missing.

    @16.b @should @needs:sendApplicationMessage
    Scenario: Messages that wait, and a gap before the Logon
      Given the session is logged on
      And the target expects MsgSeqNum 3
      When the tester disconnects
      And the target's application sends 2 messages
      And the session is logged on again, the tester at MsgSeqNum 6
      And the target has gone on with its numbers
      Then the target should send ResendRequest with BeginSeqNo 3 within 2 seconds
      And the target should not send NewOrderSingle or Heartbeat for 1 second
      When the tester fills 3 to 6
      Then the target must deliver these 2 messages once each and in order, under new numbers or where the tester asks for them

  Rule: A target that was killed goes on with what it had stored.

    @SD-86 @must @needs:kill @needs:restart
    Scenario: Both numbers go on
      Given an established session with the target
      And the target has sent 3 Heartbeats
      And the target expects MsgSeqNum 9
      When the target is killed and started again
      And the tester logs on with MsgSeqNum 9
      Then the target may send Logon within 2 seconds
      And the session is alive and the target expects MsgSeqNum 10
      And the Logon of the target must carry MsgSeqNum "at least 5"
      And every message of the target must be in order

    @SD-86 @must @needs:kill @needs:restart @needs:order-flow
    Scenario: What was sent before can be asked for
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | ExecutionReport |
        | 3         | ExecutionReport |
      When the target is killed and started again
      And the session is logged on again
      And the tester asks to resend 2 to 3
      Then the target must resend:
        | MsgSeqNum | MsgType         | PossDupFlag | OrigSendingTime                |
        | 2         | ExecutionReport | Y           | as SendingTime when first sent |
        | 3         | ExecutionReport | Y           | as SendingTime when first sent |
      And the session is alive
