@session @practice
Feature: Messages as they travel
  A connection is a stream of bytes. Where the network cuts it, and what else is in it, may change nothing that the
  session sees.

  Rule: A message is the same message wherever the network cuts it.

    @PX-33 @must
    Scenario: cut in two at every byte in turn
      Given an established session with the target
      When the tester sends TestRequests, each cut at another byte
      Then the target must answer each of these TestRequests, in order
      And the session is alive

    @PX-33 @must
    Scenario: one byte a segment
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends byte by byte TestRequest with TestReqID "bytes"
      Then the target must send Heartbeat with TestReqID "bytes" within 5 seconds
      And the session is alive and the target expects MsgSeqNum 3

    @PX-33 @must
    Scenario: many in one segment
      Given an established session with the target
      When the tester sends 50 TestRequests in one segment
      Then the target must answer each of these TestRequests, in order
      And the session is alive

  Rule: Bytes that are no message are passed over, and the next message behind them is found.

    @PX-34 @must
    Scenario Outline: garbage between messages: <garbage>
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends the bytes "<garbage>"
      Then the session is alive and the target expects MsgSeqNum 2

      Examples:
        | garbage             |
        | \|\|                |
        | 35=0\|34=2\|        |
        | 9=5\|35=0\|10=123\| |

    @PX-34 @should
    Scenario: garbage that does not end like a field
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends the bytes "hello"
      Then the session should be alive, and the target expect MsgSeqNum 2

    @PX-34 @must
    Scenario: garbage and a message in one segment
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends the bytes "noise|" and TestRequest with TestReqID "behind" in one segment
      Then the target must send Heartbeat with TestReqID "behind" within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3

    @PX-34 @should @acceptor
    Scenario: garbage before the Logon
      Given a connection to the target without Logon
      When the tester sends the bytes "noise|" and Logon with ResetSeqNumFlag <Y since FIX.4.1> in one segment
      Then the target should send Logon within 5 seconds

  Rule: BodyLength is a number of digits, leading zeros allowed; anything else makes the message garbled.

    @PX-35 @must
    Scenario: BodyLength with leading zeros
      Given an established session with the target
      When the tester sends TestRequest "zeros", its BodyLength with leading zeros
      Then the target must send Heartbeat with TestReqID "zeros" within 2 seconds
      And the session is alive

    @PX-35 @must
    Scenario Outline: garbled: <garbled>
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 2, garbled: <garbled>
      Then the target must disconnect within 15 seconds, or ignore it and expect MsgSeqNum 2

      Examples:
        | garbled                |
        | BodyLength with a sign |
        | BodyLength negative    |

    @PX-35 @should
    Scenario Outline: more than anybody takes: <garbled>
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 2, garbled: <garbled>
      Then the target should disconnect within 15 seconds, or ignore it and expect MsgSeqNum 2

      Examples:
        | garbled                       |
        | BodyLength of twenty digits   |
        | BodyLength beyond every limit |

  Rule: A data field ends where its length says, whatever it holds.

    @PX-36 @must @since:FIX.4.2
    Scenario: SOH and the beginning of a trailer in EncodedText
      Given an established session with the target
      And the target has sent 1 Heartbeat
      And the target expects MsgSeqNum 3
      When the tester sends Reject:
        | MessageEncoding | UTF-8                                    |
        | RefSeqNum       | 2                                        |
        | Text            | data                                     |
        | EncodedText     | a<SOH>10=000<SOH>8=FIX.4.4<SOH>9=5<SOH>b |
      Then the session is alive and the target expects MsgSeqNum 4

    @PX-36 @must @until:FIX.4.1
    Scenario: SOH and the beginning of a trailer in RawData
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Email:
        | EmailType   | 0                                        |
        | LinesOfText | 1                                        |
        | Text        | data                                     |
        | RawData     | a<SOH>10=000<SOH>8=FIX.4.0<SOH>9=5<SOH>b |
      Then the target may send Reject with RefSeqNum <last sent by the tester> within 1 second
      And the session is alive

  Rule: With the option for it a garbled message is rejected and counts.

    @PX-11 @must @needs:configure
    Scenario: a faulty CheckSum is rejected where that is configured
      Given the target is configured with:
        | rejectGarbledMessage | true |
      And an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 2, garbled: CheckSum with letters
      Then the target must send Reject with RefSeqNum 2 within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3

  Rule: With the check of CheckSum switched off a message is taken whatever its CheckSum says.

    @PX-12 @must @needs:configure
    Scenario: a wrong CheckSum is not looked at where that is configured
      Given the target is configured with:
        | validateChecksum | false |
      And an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 2, garbled: wrong CheckSum
      Then the session is alive and the target expects MsgSeqNum 3

  Rule: Who announces MaxMessageSize says what becomes of a longer message: it ends the session, or it is counted.

    @PX-45 @should @since:FIX.4.2 @needs:configure
    Scenario: a message longer than announced
      Given the target is configured with:
        | maxMessageSize | 400 |
      And an established session with the target
      Then the Logon of the target must carry MaxMessageSize 400
      When the tester sends TestRequest with TestReqID <600 letters>
      Then the target may send Reject within 1 second
      And the target may send Heartbeat within 1 second
      And the target should disconnect within 15 seconds, or go on and expect MsgSeqNum 3
