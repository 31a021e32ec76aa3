@session
Feature: 9 Synchronise sequence numbers
  Numbers that no ResendRequest can bring together any more are set by people, who agree on them by telephone. No engine
  does it by itself.

  Rule: Numbers that can not be recovered are brought together by an action of the operators, and never by themselves.

    @9 @must @needs:setSequenceNumbers
    Scenario: both numbers set by hand
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the target is told to expect MsgSeqNum 50 next
      And the target is told to send MsgSeqNum 70 next
      And the tester sends TestRequest with MsgSeqNum 50 and TestReqID AGREED
      Then the target must send Heartbeat with MsgSeqNum 70 and TestReqID AGREED within 2 seconds
      And the session is alive and the target expects MsgSeqNum 51

    @9 @VN-19 @must
    Scenario: the counterparty's operator jumps by SequenceReset-Reset
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 7
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester sends SequenceReset with MsgSeqNum 8, GapFillFlag N and NewSeqNo 20
      Then the session is alive and the target expects MsgSeqNum 20

    @9 @must
    Scenario: a gap that nobody fills is no reason to reset
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 7
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      And the target must not send SequenceReset or Logon for 5 seconds
