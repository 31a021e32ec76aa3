@session @seed @needs:configure @needs:backup
Feature: Backup connection
  An initiator that does not reach its primary destination, or loses it, tries it MaxTries times more and then goes over
  to its backup. What becomes of numbers and stored messages is agreed by KeepConnectionState.

  Rule: After the first attempt and MaxTries more the target goes over to the backup, and proposes its HeartBtInt.

    @SD-70 @initiator @must
    Scenario: the primary refuses
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 3    |
        | reconnectIntervalMs                | 1000 |
        | enableAutoSwitchToBackupConnection | true |
        | backupHeartBtInt                   | 15   |
      And the primary refuses
      When the target is started
      Then the target must log on at the backup
      And the Logon of the target must carry MsgSeqNum 1, HeartBtInt 15 and ResetSeqNumFlag absent
      And the target must send Heartbeat within 1.2 HeartBtInt
      And the session is alive
      And its attempts at the primary must be 1000 milliseconds apart
      And the target must have tried the primary 1 + 3 times, then the backup

  Rule: Without automatic switch the session ends non-gracefully when the tries are used up.

    @SD-71 @initiator @must @needs:observe
    Scenario: the primary refuses, no automatic switch
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries | 3 |
      And the primary refuses
      When the target is started
      Then the target must try the primary 1 + 3 times, then nobody
      And the target's session must be non-gracefully terminated

  Rule: With cyclic switch the tries of the backup are followed by those of the primary, and so on.

    @SD-72 @initiator @must
    Scenario: both refuse, and then the primary answers
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 2    |
        | enableAutoSwitchToBackupConnection | true |
        | cyclicSwitchBackupConnection       | true |
        | heartBtInt                         | 30   |
        | backupHeartBtInt                   | 15   |
      And the primary refuses
      And the backup refuses
      When the target is started
      Then the target must try the primary 1 + 2 times, then the backup 1 + 2 times, then the primary 1 + 2 times, then the backup once
      When the primary answers
      Then the target must try the backup 2 times, then the primary
      And the Logon of the target must carry MsgSeqNum 1 and HeartBtInt 30
      And the session is alive

  Rule: Without cyclic switch the session ends when the tries of the backup are used up.

    @SD-73 @initiator @must @needs:observe
    Scenario: both refuse, and that is the end
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 3    |
        | enableAutoSwitchToBackupConnection | true |
      And the primary refuses
      And the backup refuses
      When the target is started
      Then the target must try the primary 1 + 3 times, then the backup 1 + 3 times, then nobody
      And the target's session must be non-gracefully terminated

  Rule: With KeepConnectionState numbers and stored messages go over to the other connection.

    @SD-74 @VN-18 @initiator @must @needs:sendApplicationMessage
    Scenario: the primary is lost, numbers kept
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 3    |
        | enableAutoSwitchToBackupConnection | true |
        | keepConnectionState                | true |
        | backupHeartBtInt                   | 15   |
      And a session on the primary
      And the target's application has sent 2 messages
      When the primary fails
      Then the target must try the primary 3 times, then the backup
      And the Logon of the target must carry MsgSeqNum 4 and HeartBtInt 15
      And the session is alive
      When the tester asks to resend 1 to 4
      Then the target must resend:
        | MsgSeqNum | MsgType        | PossDupFlag | GapFillFlag | NewSeqNo |
        | 1         | SequenceReset  | Y           | Y           | 2        |
        | 2         | NewOrderSingle | Y           |             |          |
        | 3         | NewOrderSingle | Y           |             |          |
        | 4         | SequenceReset  | Y           | Y           | 5        |

    @SD-74 @initiator @must @needs:sendApplicationMessage
    Scenario: messages that wait for a connection, numbers kept
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 3    |
        | enableAutoSwitchToBackupConnection | true |
        | keepConnectionState                | true |
      And a session on the primary
      When the primary fails
      And the target's application sends 2 messages
      Then the target must try the primary 3 times, then the backup
      And the Logon of the target must carry MsgSeqNum 4
      When the tester asks to resend 2 to 3
      Then the target must deliver these 2 messages once each, from MsgSeqNum 2

  Rule: Without KeepConnectionState the other connection begins at 1 in storage of its own, and nothing sent before can be asked for.

    @SD-75 @initiator @must @needs:sendApplicationMessage
    Scenario: the primary is lost, numbers not kept
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 3    |
        | enableAutoSwitchToBackupConnection | true |
      And a session on the primary
      And the target's application has sent 2 messages
      When the primary fails
      Then the target must try the primary 3 times, then the backup
      And the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag absent
      When the tester asks to resend 2 to 3
      Then the target must send Reject with RefTagID 7 within 2 seconds
      And the session is alive

    @SD-75 @initiator @must @needs:sendApplicationMessage @needs:observe
    Scenario: messages that wait for a connection, numbers not kept
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 3    |
        | enableAutoSwitchToBackupConnection | true |
      And a session on the primary
      When the primary fails
      And the target's application sends 2 messages
      Then the target must try the primary 3 times, then the backup
      And the Logon of the target must carry MsgSeqNum 1
      And the session is alive
      And the target's application must have 2 messages back

  Rule: A Logon that is not answered in time is a failed try.

    @SD-76 @initiator @must
    Scenario: the primary keeps silent
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 2    |
        | enableAutoSwitchToBackupConnection | true |
        | keepConnectionState                | true |
        | logonTimeout                       | 5    |
      And the primary keeps silent
      When the target is started
      Then the target must try the primary 1 + 2 times, then the backup
      # Each try used two numbers, for Logon and for the Logout that gave it up.
      And the Logon of the target must carry MsgSeqNum 7
      And the session is alive

  Rule: What was missing when the connection was lost is asked for on the other one.

    @SD-77 @initiator @must
    Scenario: the primary is lost in the middle of a resend
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 1    |
        | enableAutoSwitchToBackupConnection | true |
        | keepConnectionState                | true |
      And a session on the primary
      When the tester sends Heartbeat with MsgSeqNum 8
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester fills 2 to 4
      And the primary fails
      Then the target must try the primary once, then the backup
      And the target must send ResendRequest with BeginSeqNo 5 within 2 seconds
      When the tester fills 5 to 9
      Then the session is alive and the target expects MsgSeqNum 10

  Rule: A switch by hand says Logout on the old connection and Logon on the new, and the tries count from zero.

    @SD-78 @initiator @must @needs:administer
    Scenario: to the backup and back by hand
      Given the target has a primary and a backup connection with:
        | reconnectMaxTries                  | 2    |
        | enableAutoSwitchToBackupConnection | true |
        | keepConnectionState                | true |
        | heartBtInt                         | 30   |
        | backupHeartBtInt                   | 15   |
      And a session on the primary
      When the target is told to go over to the backup
      Then the target must send Logout within 2 seconds
      When the tester sends Logout
      Then the target must try the backup
      And the Logon of the target must carry MsgSeqNum 3 and HeartBtInt 15
      When the target is told to go over to the primary
      Then the target must send Logout within 2 seconds
      When the tester sends Logout
      Then the target must try the primary
      And the Logon of the target must carry MsgSeqNum 5 and HeartBtInt 30
      When the primary fails
      Then the target must try the primary 2 times, then the backup
      And the session is alive

  Rule: A primary and a backup that share their store are one counterparty with one set of numbers; otherwise they are two.

    @SD-79 @initiator @must
    Scenario: one counterparty, and a target that keeps its numbers
      Given the target has a primary and a backup connection to one counterparty with:
        | reconnectMaxTries                  | 1    |
        | enableAutoSwitchToBackupConnection | true |
        | keepConnectionState                | true |
      And a session on the primary
      And the target expects MsgSeqNum 5
      When the primary fails
      Then the target must try the primary once, then the backup
      And the session is alive and the target expects MsgSeqNum 6

    @SD-79 @initiator @must
    Scenario: two counterparties, and a target that begins anew
      Given the target has a primary and a backup connection to two counterparties with:
        | reconnectMaxTries                  | 1    |
        | enableAutoSwitchToBackupConnection | true |
      And a session on the primary
      And the target expects MsgSeqNum 5
      When the primary fails
      Then the target must try the primary once, then the backup
      And the session is alive and the target expects MsgSeqNum 2

    @SD-79 @initiator @must
    Scenario: two counterparties, and a target that keeps its numbers
      Given the target has a primary and a backup connection to two counterparties with:
        | reconnectMaxTries                  | 1    |
        | enableAutoSwitchToBackupConnection | true |
        | keepConnectionState                | true |
      And a session on the primary
      And the target expects MsgSeqNum 5
      When the primary fails
      Then the target must try the primary once, then the backup
      And the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum too low"

    @SD-79 @acceptor @must @needs:sendApplicationMessage
    Scenario: a target with one store for both
      Given the target has a primary and a backup connection with:
        | keepConnectionState | true |
      When the tester logs on at the primary
      And the target's application has sent 2 messages
      And the tester disconnects
      And the tester logs on at the backup
      Then the Logon of the target must carry MsgSeqNum 4
      When the tester asks to resend 2 to 3
      Then the target must resend 2 to 3 and nothing more

    @SD-79 @acceptor @must @needs:sendApplicationMessage
    Scenario: a target with a store for each
      Given the target has a primary and a backup connection with:
        | keepConnectionState | false |
      When the tester logs on at the primary
      And the target's application has sent 2 messages
      And the tester disconnects
      And the tester logs on at the backup
      Then the Logon of the target must carry MsgSeqNum 1
      When the tester asks to resend 2 to 3
      Then the target must send Reject with RefTagID 7 within 2 seconds
      And the session is alive
