@session @seed
Feature: What a Logout ends
  IntradayLogoutTolerance decides whether Logout ends the trading day, with its numbers, or only the connection.

  Rule: Without IntradayLogoutTolerance a Logout ends the session: it takes no Logon until it is made again, then from 1.

    @SD-15 @must @needs:configure @needs:administer @needs:observe
    Scenario: the tester logs out and comes back
      Given the target is configured with:
        | intradayLogoutTolerance | false |
        | recreateOnLogout        | false |
      And the session is logged on
      When the tester logs out
      Then the target's session must be correctly terminated
      And the target must not take part in a Logon for 5 seconds
      When the target's session is made again
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag absent
      And the session is alive and the target expects MsgSeqNum 2

    @SD-15 @must @needs:configure @needs:administer @needs:observe
    Scenario: the target is told to end the session
      Given the target is configured with:
        | intradayLogoutTolerance | false |
      And the session is logged on
      When the target's session is stopped
      Then the target must send Logout within 2 seconds
      When the tester sends Logout
      Then the target must disconnect within 5 seconds
      And the target's session must be correctly terminated
      And the target must not take part in a Logon for 5 seconds
      When the target's session is made again
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag absent

    @SD-15 @must @needs:configure @needs:administer
    Scenario: the tester comes back with the numbers that it has kept
      Given the target is configured with:
        | intradayLogoutTolerance | false |
        | recreateOnLogout        | false |
      And the session is logged on
      When the tester logs out
      And the target's session is made again
      And the session is logged on again, the tester at MsgSeqNum 3
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag absent
      And the target must send ResendRequest with BeginSeqNo 1 and EndSeqNo "0 or 999999 or between 2 and 3" within 2 seconds
      When the tester sends SequenceReset with MsgSeqNum 1, GapFillFlag Y, PossDupFlag Y and NewSeqNo 4
      Then the session is alive and the target expects MsgSeqNum 4

    @SD-16 @must @initiator @needs:configure
    Scenario: no attempt after a Logout of the tester
      Given the target is configured with:
        | intradayLogoutTolerance | false |
        | recreateOnLogout        | false |
      And the session is logged on
      When the tester logs out
      Then the target must not take part in a Logon for 5 seconds

  Rule: With IntradayLogoutTolerance numbers go on after a Logout, both Logouts counted.

    @SD-17 @VN-13 @must @needs:configure
    Scenario: Logout exchange, then Logon
      Given the target is configured with:
        | intradayLogoutTolerance | true |
      And the session is logged on
      When the tester logs out
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 3 and ResetSeqNumFlag absent
      And the session is alive and the target expects MsgSeqNum 4

    @SD-18 @must @needs:configure @needs:sendApplicationMessage
    Scenario: messages sent while logged out
      Given the target is configured with:
        | intradayLogoutTolerance | true |
      And the session is logged on
      When the tester logs out
      And the target's application sends 2 messages
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 5
      When the tester asks to resend 3 to <open end>
      Then the target must deliver these 2 messages once each, from MsgSeqNum 3
      And each of them must carry the SendingTime of its delivery, and OrigSendingTime where it repeats
      And the target must send SequenceReset with MsgSeqNum 5, GapFillFlag Y, PossDupFlag Y and NewSeqNo 6 within 2 seconds
      And the session is alive and the target expects MsgSeqNum 5

  Rule: With ResetSeqNumOnNonGracefulTermination a lost link restarts the numbers, without ResetSeqNumFlag.

    @SD-19 @must @needs:configure
    Scenario: link cut
      Given the target is configured with:
        | resetSeqNumOnNonGracefulTermination | true |
      And the session is logged on
      When the tester disconnects
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag absent
      And the session is alive and the target expects MsgSeqNum 2

    @SD-20 @must @needs:configure
    Scenario: correct Logout keeps the numbers
      Given the target is configured with:
        | resetSeqNumOnNonGracefulTermination | true |
        | intradayLogoutTolerance             | true |
      And the session is logged on
      When the tester logs out
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 3 and ResetSeqNumFlag absent

    @SD-21 @must @since:FIX.4.1 @needs:configure @needs:observe
    Scenario: together with ForceSeqNumReset 2
      Given the target is configured with:
        | resetSeqNumOnNonGracefulTermination | true |
        | forceSeqNumReset                    | 2    |
      Then the target must warn of its configuration with "resetSeqNumOnNonGracefulTermination"

    @SD-19 @must @initiator @needs:configure @needs:observe
    Scenario: a lost link begins one numbering, however often the target tries to come back
      Given the target is configured with:
        | resetSeqNumOnNonGracefulTermination | true |
      And the session is logged on
      When the tester disconnects
      And the target must not connect more than 5 times within 3 seconds
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum "at least 2" and ResetSeqNumFlag absent
      And the target must have archived 1 numbering

  Rule: RecreateOnLogout, TerminateOnLogout and IntradayLogoutTolerance together say what becomes of a session after Logout.

    @SD-22 @must @needs:configure @needs:observe
    Scenario Outline: the session goes on: recreateOnLogout <recreate>, terminateOnLogout <terminate>, intradayLogoutTolerance <tolerance>
      Given the target is configured with:
        | recreateOnLogout        | <recreate>  |
        | terminateOnLogout       | <terminate> |
        | intradayLogoutTolerance | <tolerance> |
      And the session is logged on
      When the tester logs out
      Then the target's session must be waiting
      When the session is logged on again, the tester at MsgSeqNum <second>
      Then the Logon of the target must carry MsgSeqNum <second> and ResetSeqNumFlag absent
      When the tester logs out
      And the session is logged on again, the tester at MsgSeqNum <third>
      Then the Logon of the target must carry MsgSeqNum <third> and ResetSeqNumFlag absent
      And the target must have archived <archived> numberings
      And the session is alive

      Examples:
        | recreate | terminate | tolerance | second | third | archived |
        | true     | false     | true      | 3      | 5     | 0        |
        | true     | true      | true      | 3      | 5     | 2        |
        | true     | true      | false     | 1      | 1     | 2        |
        | true     | false     | false     | 1      | 1     | 2        |

    @SD-22 @must @needs:configure @needs:administer @needs:observe
    Scenario Outline: the session rests: recreateOnLogout <recreate>, terminateOnLogout <terminate>, intradayLogoutTolerance <tolerance>
      Given the target is configured with:
        | recreateOnLogout        | <recreate>  |
        | terminateOnLogout       | <terminate> |
        | intradayLogoutTolerance | <tolerance> |
      And the session is logged on
      When the tester logs out
      Then the target's session must be <state>
      And the target must have archived <archived> numberings
      And the target must not take part in a Logon for 5 seconds
      When the target's session is made again
      And the session is logged on again, the tester at MsgSeqNum <next>
      Then the Logon of the target must carry MsgSeqNum <next> and ResetSeqNumFlag absent
      And the session is alive

      Examples:
        | recreate | terminate | tolerance | state                | archived | next |
        | false    | true      | false     | removed              | 1        | 1    |
        | false    | false     | false     | correctly terminated | 1        | 1    |
        | false    | false     | true      | disconnected         | 0        | 3    |
