@session @seed
Feature: Resetting numbers by Logon
  ForceSeqNumReset says when an engine asks for new numbers: never, in its first Logon, or in every Logon. A counterparty
  that does not reset loses what was not delivered; one that resets unasked loses it too.

  Rule: With ForceSeqNumReset 0 no Logon carries ResetSeqNumFlag, and numbers continue over every disconnect.

    @SD-08 @must @needs:configure
    Scenario: three Logons across two disconnects
      Given the target is configured with:
        | forceSeqNumReset | 0 |
      And the session is logged on
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag absent
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 2 and ResetSeqNumFlag absent
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 3 and ResetSeqNumFlag absent

  Rule: With ForceSeqNumReset 1 only the first Logon asks for a reset: that of a session without stored messages.

    @SD-09 @must @initiator @since:FIX.4.1 @needs:configure @needs:restart
    Scenario: first Logon, reconnect, restart with the files, restart without them
      Given the target is configured with:
        | forceSeqNumReset | 1 |
      And the session is logged on
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 2 and ResetSeqNumFlag absent
      When the target is killed and started again
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 3 and ResetSeqNumFlag absent
      When the target is killed and started again without its files
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y

    @SD-09 @must @initiator @since:FIX.4.1 @needs:configure @needs:restart
    Scenario: where the first Logon is that of the process, a restart asks again
      Given the target is configured with:
        | forceSeqNumReset     | 1      |
        | firstInitiationScope | object |
      And the session is logged on
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 2 and ResetSeqNumFlag absent
      When the target is killed and started again
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y

  Rule: With ForceSeqNumReset 2 every Logon asks for a reset.

    @SD-10 @VN-09 @VN-12 @must @initiator @since:FIX.4.1 @needs:configure
    Scenario: first Logon, lost link, Logout
      Given the target is configured with:
        | forceSeqNumReset | 2 |
      And the session is logged on
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      When the tester logs out
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y

    @SD-10 @must @acceptor @since:FIX.4.1 @needs:configure
    Scenario: an acceptor that is told to, though nobody asked
      Given the target is configured with:
        | forceSeqNumReset           | 2    |
        | forceSeqNumResetByAcceptor | true |
      And the session is logged on
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      And the session is alive and the target expects MsgSeqNum 2

    @SD-12 @must @initiator @until:FIX.4.0 @needs:configure
    Scenario: FIX.4.0 has no ResetSeqNumFlag
      Given the target is configured with:
        | forceSeqNumReset | 2 |
      And the session is logged on
      When the tester disconnects
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag absent
      And the session is alive and the target expects MsgSeqNum 2

  Rule: ForceSeqNumReset and IntradayLogoutTolerance together say how each Logon begins: the first, one after a lost link, one after a Logout.

    @must @since:FIX.4.1 @needs:configure
    Scenario Outline: ForceSeqNumReset <reset>, IntradayLogoutTolerance <tolerance>
      Given the target is configured with:
        | forceSeqNumReset        | <reset>     |
        | intradayLogoutTolerance | <tolerance> |
      And the session is logged on
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag <first>
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum <relink> and ResetSeqNumFlag <lost>
      When the tester logs out
      And the session is logged on again, the tester at MsgSeqNum <after>
      Then the Logon of the target must carry MsgSeqNum <after> and ResetSeqNumFlag <out>
      And the session is alive

      @SD-08
      Examples: never
        | reset | tolerance | first  | relink | lost   | after | out    |
        | 0     | true      | absent | 2      | absent | 4     | absent |
        | 0     | false     | absent | 2      | absent | 1     | absent |

      @SD-09 @initiator
      Examples: once
        | reset | tolerance | first  | relink | lost   | after | out    |
        | 1     | true      | Y      | 2      | absent | 4     | absent |
        | 1     | false     | Y      | 2      | absent | 1     | Y      |

      @SD-10 @initiator
      Examples: always
        | reset | tolerance | first  | relink | lost   | after | out    |
        | 2     | true      | Y      | 1      | Y      | 1     | Y      |
        | 2     | false     | Y      | 1      | Y      | 1     | Y      |

  Rule: Messages that could not be sent before a reset get new numbers and are delivered, or go back to the application.

    @SD-11 @must @initiator @since:FIX.4.1 @needs:configure @needs:sendApplicationMessage
    Scenario: queued messages get new numbers
      Given the target is configured with:
        | forceSeqNumReset | 2 |
      And the session is logged on
      When the tester disconnects
      And the target's application sends 2 messages
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      And the target must deliver these 2 messages once each, from MsgSeqNum 2

    @SD-11 @must @initiator @since:FIX.4.1 @needs:configure @needs:sendApplicationMessage @needs:observe
    Scenario: queued messages go back to the application
      Given the target is configured with:
        | forceSeqNumReset | 2      |
        | unsentAtReset    | reject |
      And the session is logged on
      When the tester disconnects
      And the target's application sends 2 messages
      And the session is logged on again
      Then the target's application must have 2 messages back
      And the target must deliver none of these messages

  Rule: A reply that restarts at 1 without ResetSeqNumFlag is accepted, and reported.

    @SD-13 @must @initiator @since:FIX.4.1 @needs:configure @needs:observe
    Scenario: Logon reply with MsgSeqNum 1 and no ResetSeqNumFlag
      Given the target is configured with:
        | forceSeqNumReset | 2 |
      And the Logon of the target has arrived
      When the tester sends Logon with MsgSeqNum 1
      Then the session is alive and the target expects MsgSeqNum 2
      And the target must warn with "without ResetSeqNumFlag"

  Rule: A reply that goes on from old numbers breaks the reset: Logout, disconnect.

    @SD-14 @must @initiator @since:FIX.4.1 @needs:configure
    Scenario: Logon reply with MsgSeqNum 57
      Given the target is configured with:
        | forceSeqNumReset | 2 |
      And the Logon of the target has arrived
      When the tester sends Logon with MsgSeqNum 57
      Then the target must send Logout within 2 seconds
      And the target must disconnect within 10 seconds
