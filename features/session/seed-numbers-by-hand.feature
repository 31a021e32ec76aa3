@session @seed @needs:setSequenceNumbers
Feature: Numbers set by hand
  After a mishap people set sequence numbers by hand. Nothing is said to the counterparty: it meets a gap, or a number
  too low, and the rules for these take over.

  Rule: After the own number was raised the next message has a gap before it, and a request for it is filled.

    @SD-95 @must
    Scenario: five numbers left out while connected
      Given an established session with the target
      And the target has sent 1 Heartbeat
      When the target is told to send MsgSeqNum 8 next
      And the tester sends TestRequest with TestReqID AFTER
      Then the target must send Heartbeat with MsgSeqNum 8 and TestReqID AFTER within 2 seconds
      When the tester asks to resend 3 to 7
      Then the target must send SequenceReset with MsgSeqNum 3, GapFillFlag Y, PossDupFlag Y and NewSeqNo 8 within 2 seconds
      And the session is alive

  Rule: After the expected number was lowered the next Logon is too high, and old messages are asked for and come again.

    @SD-96 @must
    Scenario: 3 expected, Logon with MsgSeqNum 6
      Given an established session with the target
      And the target expects MsgSeqNum 6
      When the tester disconnects
      And the target is told to expect MsgSeqNum 3 next
      And the session is logged on again, the tester at MsgSeqNum 6
      Then the target must send ResendRequest with BeginSeqNo 3 and EndSeqNo "0 or 999999 or between 3 and 6" within 2 seconds
      When the tester sends TestRequest with MsgSeqNum 3, PossDupFlag Y and TestReqID AGAIN
      And the tester sends SequenceReset with MsgSeqNum 4, PossDupFlag Y, GapFillFlag Y and NewSeqNo 7
      Then the target must send Heartbeat with TestReqID AGAIN within 2 seconds
      And the session is alive and the target expects MsgSeqNum 7

  Rule: After the expected number was raised above the counterparty its Logon is too low, and refused.

    @SD-97 @must
    Scenario: 50 expected, Logon with MsgSeqNum 2
      Given an established session with the target
      When the tester disconnects
      And the target is told to expect MsgSeqNum 50 next
      And the tester logs on with MsgSeqNum 2
      Then the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum too low, expecting 50 but received 2"
      And the target must disconnect within 10 seconds

  Rule: A reset by hand says whether it is local alone or goes on the wire.

    @SD-98 @must
    Scenario: locally, the counterparty does the same
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the target is told to reset its numbers locally
      Then the target must keep silent for 1 second
      When the tester sends TestRequest with MsgSeqNum 1 and TestReqID FIRST
      Then the target must send Heartbeat with MsgSeqNum 1 and TestReqID FIRST within 2 seconds
      And the session is alive and the target expects MsgSeqNum 2

    @SD-98 @must
    Scenario: locally, the counterparty does not
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the target is told to reset its numbers locally
      And the tester sends Heartbeat with MsgSeqNum 5
      Then the target must send ResendRequest with MsgSeqNum 1 and BeginSeqNo 1 within 2 seconds

    @SD-98 @must @since:FIX.4.1
    Scenario: on the wire
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the target is told to reset its numbers on the wire
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 2 seconds
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the session is alive and the target expects MsgSeqNum 2
