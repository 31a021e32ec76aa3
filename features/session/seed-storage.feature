@session @seed @needs:process
Feature: What a session keeps in its files
  The type of storage says what outlives the process; files that are damaged are never taken for good ones; and what has
  ended goes to the archive. The target is a process of its own on real files.

  Rule: Damaged storage stops the session, or is put aside and the session begins anew, as StorageRecoveryStrategy says.

    @SD-85 @must
    Scenario: damaged log, StorageRecoveryStrategy none
      Given the target is configured with:
        | storageRecoveryStrategy | none |
      And the session is logged on
      And the target's application has sent 4 messages
      When the target is killed and its log is damaged
      And the target is started again
      Then the target must not take part in a Logon for 1 second
      And the target must warn with "damaged"
      And the target must have left its damaged files where they are

    @SD-85 @must
    Scenario: damaged log, StorageRecoveryStrategy createNewOnError
      Given the target is configured with:
        | storageRecoveryStrategy | createNewOnError |
      And the session is logged on
      And the target's application has sent 4 messages
      When the target is killed and its log is damaged
      And the target is started again
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1
      And the session is alive and the target expects MsgSeqNum 2
      And the target must warn with "begins at 1/1"
      And the target must have put its damaged files aside

  Rule: Persistent, memory-mapped and split storage bring numbers and messages through a restart; transient and null storage begin at 1/1.

    @SD-86 @must
    Scenario Outline: killed and started again with <type> storage
      Given the target is configured with:
        | storageType         | <type> |
        | maxStorageSliceSize | 400    |
      And the session is logged on
      And the target's application has sent 3 messages
      When the target is killed and started again
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 5
      And the session is alive
      When the tester asks to resend 2 to 4
      Then the target must resend 2 to 4 and nothing more
      And these 3 messages must have come again as they were first sent

      Examples:
        | type            |
        | persistent      |
        | persistentMM    |
        | splitPersistent |

    @SD-86 @must
    Scenario Outline: killed and started again with <type> storage
      Given the target is configured with:
        | storageType | <type> |
      And the session is logged on
      And the target's application has sent 3 messages
      When the target is killed and started again
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1
      And the session is alive and the target expects MsgSeqNum 2

      Examples:
        | type      |
        | transient |
        | null      |

  Rule: A session that is terminated leaves its files in the archive and none of its own; without an archive folder they stay, and that is an error.

    @SD-90 @must
    Scenario: terminated by Logout
      Given the target is configured with:
        | terminateOnLogout       | true  |
        | recreateOnLogout        | false |
        | intradayLogoutTolerance | false |
      And the session is logged on
      And the target's application has sent 2 messages
      When the tester logs out
      Then the target's files must hold 1 ended numbering, and none that goes on

    @SD-90 @must
    Scenario Outline: terminated by Logout, the archive folder missing, IntradayLogoutTolerance <tolerance>
      Given the target is configured with:
        | terminateOnLogout       | true        |
        | recreateOnLogout        | false       |
        | intradayLogoutTolerance | <tolerance> |
        | archivePath             | not-there   |
      And the session is logged on
      And the target's application has sent 2 messages
      When the tester logs out
      Then the target must not take part in a Logon for 1 second
      And the target's files must hold 0 ended numberings, and one that goes on
      And the target must warn with "the storage failed"

      Examples:
        | tolerance |
        | false     |
        | true      |
