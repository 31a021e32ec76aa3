@session @venue @initiator
Feature: EBS, every Logon with a reset
  A maker's session lasts as long as its connection: each Logon begins both numbers anew.

  Rule: Every Logon carries MsgSeqNum 1 and ResetSeqNumFlag, also the one behind a lost link.

    @VN-09 @must @since:FIX.4.1
    Scenario: the first Logon, and the one behind a lost link
      Given an established session with the target
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      And the session is alive and the target expects MsgSeqNum 2
