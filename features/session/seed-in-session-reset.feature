@session @seed
Feature: New numbers without leaving
  Sessions that run around the clock restart their numbers by a Logon inside the session. The connection stands, and
  nothing that was under way is lost.

  Rule: An engine that is told to reset sends Logon 34=1 with ResetSeqNumFlag, and both sides go on at 2.

    @SD-30 @must @since:FIX.4.1 @needs:setSequenceNumbers
    Scenario: the target asks
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the target is told to reset its numbers on the wire
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 2 seconds
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the session is alive and the target expects MsgSeqNum 2
      And the target must stay connected for 1 second

    @SD-30 @must @since:FIX.4.1 @needs:setSequenceNumbers @needs:configure
    Scenario: the target asks, and first makes sure that nothing is missing
      Given the target is configured with:
        | checkGapsBeforeReset | true |
      And an established session with the target
      When the target is told to reset its numbers on the wire
      Then the target must send TestRequest as "check" within 2 seconds
      When the tester sends Heartbeat with TestReqID <same as check.TestReqID>
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 2 seconds
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the session is alive and the target expects MsgSeqNum 2

    @SD-30 @must @since:FIX.4.1 @needs:setSequenceNumbers @needs:sendApplicationMessage
    Scenario: messages of the application wait for the reply, and get new numbers
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the target is told to reset its numbers on the wire
      And the target's application sends 2 messages
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 2 seconds
      And the target must not send NewOrderSingle or Heartbeat for 1 second
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target must deliver these 2 messages once each, from MsgSeqNum 2
      And the session is alive and the target expects MsgSeqNum 2

    @SD-30 @must @since:FIX.4.1 @needs:setSequenceNumbers @needs:configure
    Scenario: no reply
      Given the target is configured with:
        | logonTimeout | 2 |
      And an established session with the target
      When the target is told to reset its numbers on the wire
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 2 seconds
      And the target must send Logout within 3 seconds
      And the target must disconnect within 10 seconds

    @SD-30 @must @since:FIX.4.1 @needs:setSequenceNumbers @needs:observe
    Scenario: the application hears of new numbers, and of no end
      Given the session is logged on
      When the target is told to reset its numbers on the wire
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 2 seconds
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the session is alive and the target expects MsgSeqNum 2
      And the target's application must have heard of 1 new numbering, and of 0 ended connections

  Rule: A Logon 34=1 with ResetSeqNumFlag inside the session is confirmed by the same, whatever number was expected.

    @SD-31 @PX-08 @VN-11 @VN-19 @must @since:FIX.4.1
    Scenario: the tester asks
      Given an established session with the target
      And the target expects MsgSeqNum 50
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 5 seconds
      And the session is alive and the target expects MsgSeqNum 2
      And the target must stay connected for 1 second

    @SD-31 @must @since:FIX.4.1 @needs:observe
    Scenario: the application hears of new numbers, and of no end
      Given the session is logged on
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 5 seconds
      And the session is alive and the target expects MsgSeqNum 2
      And the target's application must have heard of 1 new numbering, and of 0 ended connections

  Rule: When both sides ask at once, each takes the other Logon for the reply, and none is sent twice.

    @SD-32 @must @since:FIX.4.1 @needs:setSequenceNumbers
    Scenario: both ask at the same time
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When both sides ask for a reset at the same time
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 5 seconds
      And the session is alive and the target expects MsgSeqNum 2

    @SD-32 @must @since:FIX.4.1 @needs:setSequenceNumbers @needs:configure
    Scenario: the tester asks while the target still makes sure
      Given the target is configured with:
        | checkGapsBeforeReset | true |
      And an established session with the target
      And the target expects MsgSeqNum 5
      When the target is told to reset its numbers on the wire
      Then the target must send TestRequest as "check" within 2 seconds
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 5 seconds
      When the tester sends Heartbeat with TestReqID <same as check.TestReqID>
      Then the session is alive and the target expects MsgSeqNum 3

  Rule: What was sent before a reset can not be asked for any more.

    @SD-33 @must @since:FIX.4.1 @needs:order-flow
    Scenario: old numbers are asked for
      Given an established session with the target
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 2         | Heartbeat       |
        | 3         | ExecutionReport |
        | 4         | ExecutionReport |
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 5 seconds
      When the tester asks to resend 3 to 4
      Then the target should send Reject with RefTagID BeginSeqNo within 2 seconds
      And the target may send SequenceReset with GapFillFlag Y within 1 second
      And the session is alive

  Rule: Messages that were under way when a reset was asked for count by the old numbers, until the reply.

    @SD-34 @must @since:FIX.4.1 @needs:setSequenceNumbers
    Scenario: a message under way when the target asks
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the target is told to reset its numbers on the wire
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 2 seconds
      When the tester sends TestRequest with MsgSeqNum 5 and TestReqID UNDERWAY
      And the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target must send Heartbeat with MsgSeqNum 2 and TestReqID UNDERWAY within 2 seconds
      And the session is alive and the target expects MsgSeqNum 2

  Rule: A Logon with ResetSeqNumFlag inside the session whose MsgSeqNum is not 1 ends it.

    @SD-35 @must @since:FIX.4.1
    Scenario: ResetSeqNumFlag with another MsgSeqNum in the session
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester sends Logon with MsgSeqNum 5 and ResetSeqNumFlag Y
      Then the target may send Reject with RefTagID MsgSeqNum within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must disconnect within 10 seconds without sending anything

    @SD-35 @must @since:FIX.4.1 @needs:configure
    Scenario: nothing is reset
      Given the target is configured with:
        | resetSeqNumOnNonGracefulTermination | false |
      And an established session with the target
      And the target expects MsgSeqNum 5
      When the tester sends Logon with MsgSeqNum 5 and ResetSeqNumFlag Y
      Then the target must disconnect within 10 seconds
      When the session is logged on again, the tester at MsgSeqNum 6
      Then the Logon of the target must carry MsgSeqNum "at least 3" and ResetSeqNumFlag absent
