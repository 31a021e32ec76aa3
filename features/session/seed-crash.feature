@session @seed
Feature: Killed at any instant
  Outgoing: stored, then sent. Incoming: counted after it was processed. So an engine whose process is killed loses no
  message, and repeats none without PossDupFlag, whatever the instant. The target is a process of its own on real files;
  it is killed in earnest, exactly where the scenario says, and started again on what it left.

  Rule: A message that was stored counts, though it was never sent: the counterparty sees the gap, and gets it when it asks.

    @SD-80 @must @needs:process
    Scenario: killed between the store and the wire
      Given the session is logged on
      And the target's application has sent 2 messages
      And the target is to die after storing MsgSeqNum 4, before sending it
      When the target's application sends 1 messages
      And the target dies
      Then the target must not have sent MsgSeqNum 4
      When the target is started again
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 5
      When the tester asks to resend 4 to <open end>
      Then the target must send NewOrderSingle with MsgSeqNum 4 and PossDupFlag Y within 2 seconds
      And the target must resend 5 to 5 and nothing more
      And each of these messages must have come once

  Rule: A message that was not stored does not exist: it is not sent, and its number goes to the next one.

    @SD-81 @must @needs:process
    Scenario: killed before the store
      Given the session is logged on
      And the target's application has sent 2 messages
      And the target is to die before storing MsgSeqNum 4
      When the target's application sends 1 messages
      And the target dies
      Then the target must not have sent MsgSeqNum 4
      When the target is started again
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 4
      When the tester asks to resend 2 to <open end>
      Then the target must resend 2 to 4 and nothing more

  Rule: An incoming message counts when it was processed: one that was under way is asked for again, and comes with PossDupFlag.

    @SD-82 @must @needs:process
    Scenario: killed while the application has the message
      Given the session is logged on
      And 3 orders of the tester have been acknowledged
      And the target is to die while its application has MsgSeqNum 5
      When the tester sends an order
      And the target dies
      And the target is started again
      And the session is logged on again
      Then the target must send ResendRequest with BeginSeqNo 5 within 2 seconds
      When the tester sends again what was asked for
      Then the target must send ExecutionReport within 2 seconds
      And the session is alive and the target expects MsgSeqNum 7
      And the target's application must have had the order twice, the last time with PossDupFlag

    @SD-83 @must @needs:process
    Scenario: killed when the application has taken the message, before that is stored
      Given the session is logged on
      And 3 orders of the tester have been acknowledged
      And the target is to die when its application has taken MsgSeqNum 5, before that is stored
      When the tester sends an order
      And the target dies
      And the target is started again
      And the session is logged on again
      Then the target must send ResendRequest with BeginSeqNo 5 within 2 seconds
      When the tester sends again what was asked for
      Then the target must send ExecutionReport within 2 seconds
      And the session is alive and the target expects MsgSeqNum 7
      And the target's application must have had the order twice, the last time with PossDupFlag

  Rule: A record that was torn by the end of the process is cut off with a warning; what was stored before stays.

    @SD-84 @must @needs:process
    Scenario Outline: killed in the middle of a write, behind <written>
      Given the session is logged on
      And the target's application has sent 2 messages
      And the target is to die while it writes MsgSeqNum 4, behind <written>
      When the target's application sends 1 messages
      And the target dies
      Then the target must not have sent MsgSeqNum 4
      When the target is started again
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 4
      And the target must warn with "unfinished record"
      When the tester asks to resend 2 to <open end>
      Then the target must send NewOrderSingle with MsgSeqNum 2 and PossDupFlag Y within 2 seconds
      And the target must send NewOrderSingle with MsgSeqNum 3 and PossDupFlag Y within 2 seconds
      And the target must resend 4 to 4 and nothing more

      Examples:
        | written               |
        | the first byte        |
        | half of it            |
        | all but the last byte |

  Rule: An answer to a ResendRequest that was broken off changes nothing: asked again, the target sends everything under its first number.

    @SD-87 @must @needs:process
    Scenario: killed in the middle of an answer
      Given the target is configured with:
        | resendMessagesBlockSize | 2 |
      And the session is logged on
      And the target's application has sent 6 messages
      And the target is to die in an answer, when it is the turn of MsgSeqNum 5
      When the tester asks to resend 2 to <open end>
      Then the target must resend 2 to 3
      When the target dies
      And the target is started again
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 8
      And the target may send ResendRequest with BeginSeqNo 2 within 1 second
      When the tester sends again what was asked for, if anything was
      And the tester asks to resend 2 to <open end>
      Then the target must resend 2 to 9 and nothing more
      And these 6 messages must have come again as they were first sent

  Rule: A reset that was broken off has happened, or has not: all numbers and messages are old, or all are new.

    @SD-88 @must @needs:process @since:FIX.4.1
    Scenario Outline: killed in a reset, <instant>
      Given the session is logged on
      And the target's application has sent 2 messages
      And the target is to die in a reset, <instant>
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      And the target dies
      Then the target must not have confirmed the reset
      When the target is started again
      And the session is logged on again, the tester at MsgSeqNum <expected>
      Then the Logon of the target must carry MsgSeqNum <next>
      And the target's files must hold <ended> ended numberings, and one that goes on
      And the session is alive
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to <last> and nothing more

      Examples:
        | instant                         | expected | next | last | ended |
        | before the archive              | 2        | 4    | 5    | 0     |
        | between archive and new storage | 1        | 1    | 2    | 1     |
        | behind the new storage          | 1        | 1    | 2    | 1     |

  Rule: A message on which the application fails is not lost: it comes again after a new Logon, or is answered by a reject, as configured.

    @SD-89 @must @needs:configure @needs:observe
    Scenario: the application fails, and the session ends for it
      Given the target is configured with:
        | applicationNotAvailable | logout |
      And the session is logged on
      And 1 orders of the tester have been acknowledged
      And the target's application fails on the next delivery
      When the tester sends an order
      Then the target must send Logout within 2 seconds
      And the target must disconnect within 10 seconds
      When the session is logged on again
      Then the target must send ResendRequest with BeginSeqNo 3 within 2 seconds
      When the tester sends again what was asked for
      Then the target must send ExecutionReport within 2 seconds
      And the session is alive
      And the target's application must have had the order once, the last time with PossDupFlag

    @SD-89 @must @needs:configure @needs:observe @since:FIX.4.2
    Scenario: the application fails, and the message is rejected
      Given the target is configured with:
        | applicationNotAvailable | reject |
      And the session is logged on
      And the target's application fails on the next delivery
      When the tester sends an order
      Then the target must send BusinessMessageReject with RefSeqNum 2 and BusinessRejectReason 4 within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3
