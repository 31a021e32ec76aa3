@session
Feature: 7 Receive Reject
  A Reject says that a message of ours was not understood. It is counted and told to people; two sides that rejected each
  other's Rejects would never end.

  Rule: A valid Reject is accepted and counted, and is not answered.

    @7 @must
    Scenario: Reject received
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Reject with RefSeqNum 1
      Then the session is alive and the target expects MsgSeqNum 3

    @7 @must @since:FIX.4.2
    Scenario: Reject received, with a reason
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Reject:
        | RefSeqNum           | 1                  |
        | RefTagID            | HeartBtInt         |
        | RefMsgType          | Logon              |
        | SessionRejectReason | Value is incorrect |
        | Text                | only to see        |
      Then the session is alive and the target expects MsgSeqNum 3

    @7 @should
    Scenario: Reject of a message that was never sent
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Reject with RefSeqNum 5000
      Then the session should be alive, and the target expect MsgSeqNum 3

    @7 @must @needs:observe
    Scenario: Reject received, and people are told
      Given an established session with the target
      When the tester sends Reject with RefSeqNum 1 and Text "nobody understands this"
      Then the session is alive
      And the target must warn with "nobody understands this"
