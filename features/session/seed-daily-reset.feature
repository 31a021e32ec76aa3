@session @seed @schedule @needs:clock @needs:configure
Feature: Daily reset
  Sessions that run around the clock begin a new numbering at an hour of their own, by the clock on the wall of a zone.
  Whoever is connected restarts without leaving; whoever is not has restarted before the next Logon.

  Rule: At the reset time a session that stands restarts its numbers by Logon inside the session, without leaving.

    @SD-25 @must @since:FIX.4.1
    Scenario Outline: midnight in <zone> comes on the day when the clocks change
      Given the target is configured with:
        | performResetSeqNumTime | true     |
        | resetSequenceTime      | 00:00:00 |
        | resetSequenceTimeZone  | <zone>   |
      And it is Sunday <date> 23:59:58 in <zone>
      And the session is logged on
      And the target expects MsgSeqNum 5
      Then the target must keep silent for 1 second
      And the target must send Logon with MsgSeqNum 1, ResetSeqNumFlag Y and SendingTime /<second>/ within 3 seconds
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the session is alive and the target expects MsgSeqNum 2
      And the target must stay connected for 5 seconds

      Examples:
        | zone             | date       | second              |
        | America/New_York | 2026-11-01 | ^20261102-05:00:00  |
        | Europe/London    | 2026-03-29 | ^20260329-23:00:00  |

  Rule: A daily reset that was missed while the process was down is made up for before the next Logon.

    @SD-26 @must @needs:restart @needs:kill @needs:observe
    Scenario: down over midnight
      Given the target is configured with:
        | performResetSeqNumTime | true             |
        | resetSequenceTime      | 00:00:00         |
        | resetSequenceTimeZone  | America/New_York |
      And it is Sunday 2026-11-01 23:58:00 in America/New_York
      And the session is logged on
      And the target expects MsgSeqNum 5
      When the target is killed, and started again on Monday 2026-11-02 00:05:00 in America/New_York
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1
      And the session is alive and the target expects MsgSeqNum 2
      And the target must have archived 1 numbering

    @SD-26 @must @needs:restart @needs:kill @needs:observe
    Scenario: down, and back before midnight
      Given the target is configured with:
        | performResetSeqNumTime | true             |
        | resetSequenceTime      | 00:00:00         |
        | resetSequenceTimeZone  | America/New_York |
      And it is Sunday 2026-11-01 23:50:00 in America/New_York
      And the session is logged on
      And the target expects MsgSeqNum 5
      When the target is killed, and started again on Sunday 2026-11-01 23:55:00 in America/New_York
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 3
      And the target must have archived 0 numberings

    @SD-26 @VN-11 @must @acceptor @needs:observe
    Scenario: nobody is connected at midnight
      Given the target is configured with:
        | performResetSeqNumTime | true             |
        | resetSequenceTime      | 00:00:00         |
        | resetSequenceTimeZone  | America/New_York |
      And it is Sunday 2026-11-01 23:59:00 in America/New_York
      And the session is logged on
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the clock goes on to Monday 2026-11-02 00:00:01 in America/New_York
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1
      And the target must have archived 1 numbering
