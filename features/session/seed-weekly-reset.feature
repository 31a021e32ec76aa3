@session @seed @schedule @needs:clock
Feature: Weekly reset
  Venues with weekly sessions keep the numbers over the days of the week and start at 1 in the new week.

  Rule: Numbers continue from day to day and reset when the week ends, whatever daylight saving does.

    @must
    Scenario Outline: three weeks in <zone>, with the end of daylight saving time at <dst>
      Given the session's schedule:
        | TimeZone       | <zone>           |
        | StartTime      | Sunday 17:00:00  |
        | DisconnectTime | Mon-Thu 17:00:00 |
        | ConnectTime    | Mon-Thu 18:00:00 |
        | TerminateTime  | Friday 17:00:00  |
        | HeartBtInt     | 3600             |
      And it is Sunday <first> 16:59:00 in <zone>
      When the week begins
      Then the next Logon must carry MsgSeqNum 1
      When 40 messages are exchanged each day until Friday 17:00:00
      Then the Logon of each day must continue the numbers of the day before
      And the session must have been established on 5 days
      And the messages of the week must be archived
      When two more weeks pass the same way
      Then the Logon of each day must continue the numbers of the day before
      And the session must have been established on 15 days
      And each week must begin with MsgSeqNum 1
      And the week of <before> must begin at <summer> UTC
      And the week of <after> must begin at <winter> UTC

      @SD-23 @VN-01 @VN-21
      Examples: a zone west of Greenwich
        | zone             | first      | dst        | before     | summer   | after      | winter   |
        | America/New_York | 2026-10-25 | 2026-11-01 | 2026-10-25 | 21:00:00 | 2026-11-01 | 22:00:00 |

      @SD-27
      Examples: another zone, whose clocks change a week earlier
        | zone          | first      | dst        | before     | summer   | after      | winter   |
        | Europe/London | 2026-10-18 | 2026-10-25 | 2026-10-18 | 16:00:00 | 2026-10-25 | 17:00:00 |

  Rule: A reset that was missed while the process was down is made up for before the next Logon.

    @SD-24 @VN-21 @must @needs:restart
    Scenario: down over the end of the week
      Given the session's schedule:
        | TimeZone       | America/New_York |
        | StartTime      | Sunday 17:00:00  |
        | DisconnectTime | Mon-Thu 17:00:00 |
        | ConnectTime    | Mon-Thu 18:00:00 |
        | TerminateTime  | Friday 17:00:00  |
        | HeartBtInt     | 3600             |
      And it is Wednesday 2026-10-28 17:30:00 in America/New_York
      And the session is established in the middle of the week
      When the target is stopped on Friday 2026-10-30 16:00:00 and started on Sunday 2026-11-01 18:00:00
      Then the next Logon must carry MsgSeqNum 1
      And the messages of the week must be archived
