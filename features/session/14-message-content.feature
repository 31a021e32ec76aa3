@session
Feature: 14 Receive application or administrative message
  What an engine does with a message that is well framed and in its turn, and whose fields are not what its version
  allows: it rejects the message, counts it, and goes on. FIX.4.0 and 4.1 have no SessionRejectReason, and versions before
  FIX.4.3 have none for some of these faults: the nearest one or none is right there.

  Background:
    Given an established session with the target

  Rule: A tag number that the standard does not define is rejected.

    @14.a @must
    Scenario Outline: Undefined tag in <message>
      When the tester sends <message> with <stated>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | 4999 or absent            |
        | RefMsgType          | <message> or absent       |
        | SessionRejectReason | Invalid tag number        |
      And the session is alive

      Examples:
        | message     | stated                       |
        | Heartbeat   | 4999 "X"                     |
        | TestRequest | 4999 "X" and TestReqID "14a" |

    @14.a @must @needs:order-flow
    Scenario: Undefined tag in an application message
      When the tester sends an order with 4999 "X"
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | 4999 or absent            |
        | RefMsgType          | NewOrderSingle or absent  |
        | SessionRejectReason | Invalid tag number        |
      And the session is alive

  Rule: A message without a required tag is rejected.

    @14.b @must
    Scenario Outline: <message> without <field>
      When the tester sends <message> with <stated>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | <field> or absent         |
        | RefMsgType          | <message> or absent       |
        | SessionRejectReason | Required tag missing      |
      And the session is alive

      Examples:
        | message       | field       | stated             |
        | TestRequest   | TestReqID   | TestReqID absent   |
        | ResendRequest | EndSeqNo    | BeginSeqNo 1       |
        | Heartbeat     | SendingTime | SendingTime absent |

    # Whose message it is may be asked before anything else is read, which makes it a problem of the CompID: that ends
    # the session.
    @14.b @must
    Scenario Outline: Heartbeat without <field>
      When the tester sends Heartbeat with <field> absent
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | <field> or absent         |
        | RefMsgType          | Heartbeat or absent       |
        | SessionRejectReason | 1 or 9                    |
      And the target must disconnect within 15 seconds, or go on and expect MsgSeqNum 3

      Examples:
        | field        |
        | SenderCompID |
        | TargetCompID |

    @14.b @must @needs:order-flow
    Scenario: An application message without a required tag
      When the tester sends an order with Side absent
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | Side or absent            |
        | RefMsgType          | NewOrderSingle or absent  |
        | SessionRejectReason | Required tag missing      |
      And the session is alive

  Rule: A tag that is defined, but not for this type of message, is rejected.

    @14.c @must
    Scenario Outline: <field> in <message>
      When the tester sends <message> with <stated>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>             |
        | RefTagID            | <field> or absent                     |
        | RefMsgType          | <message> or absent                   |
        | SessionRejectReason | Tag not defined for this message type |
      And the session is alive

      Examples:
        | message     | field      | stated                         |
        | Heartbeat   | HeartBtInt | HeartBtInt 30                  |
        | TestRequest | NewSeqNo   | TestReqID "14c" and NewSeqNo 9 |

    @14.c @must @needs:order-flow
    Scenario: A tag of another message in an application message
      When the tester sends an order with ExecID "X"
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>             |
        | RefTagID            | ExecID or absent                      |
        | RefMsgType          | NewOrderSingle or absent              |
        | SessionRejectReason | Tag not defined for this message type |
      And the session is alive

  Rule: A tag without a value is rejected.

    @14.d @must
    Scenario Outline: <field> without a value in <message>
      When the tester sends <message> with <field> <empty>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>     |
        | RefTagID            | <field> or absent             |
        | RefMsgType          | <message> or absent           |
        | SessionRejectReason | Tag specified without a value |
      And the session is alive

      Examples:
        | message     | field       |
        | TestRequest | TestReqID   |
        | Heartbeat   | SenderSubID |

  Rule: A value that is not in the list of its field, or out of its range, is rejected.

    @14.e @must @needs:order-flow
    Scenario Outline: <field> <value>
      When the tester sends an order with <field> <value>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | <field> or absent         |
        | RefMsgType          | NewOrderSingle or absent  |
        | SessionRejectReason | Value is incorrect        |
      And the session is alive

      Examples:
        | field   | value |
        | Side    | Z     |
        | OrdType | z     |

  Rule: A value in a format that is not that of its field is rejected.

    @14.f @must
    Scenario Outline: <field> <value> in ResendRequest
      When the tester sends ResendRequest with <stated>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>       |
        | RefTagID            | <field> or absent               |
        | RefMsgType          | ResendRequest or absent         |
        | SessionRejectReason | Incorrect data format for value |
      And the session is alive

      Examples:
        | field      | value | stated                     |
        | BeginSeqNo | ABC   | BeginSeqNo ABC, EndSeqNo 0 |
        | EndSeqNo   | 1.5   | BeginSeqNo 1, EndSeqNo 1.5 |
        | EndSeqNo   | +1    | BeginSeqNo 1, EndSeqNo +1  |

    # Y and N are the format of a Boolean, and may as well be taken for the list of its values. FIX.4.0 has characters.
    @14.f @must @since:FIX.4.1
    Scenario: A Boolean that is neither Y nor N
      When the tester sends Heartbeat with PossResend "X"
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | PossResend or absent      |
        | RefMsgType          | Heartbeat or absent       |
        | SessionRejectReason | 5 or 6                    |
      And the session is alive

    @14.f @must @needs:order-flow
    Scenario Outline: <field> <value> in an application message
      When the tester sends an order with <field> "<value>"
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>       |
        | RefTagID            | <field> or absent               |
        | RefMsgType          | NewOrderSingle or absent        |
        | SessionRejectReason | Incorrect data format for value |
      And the session is alive

      Examples:
        | field    | value |
        | OrderQty | ten   |
        | Price    | 1.2.3 |

      @since:FIX.4.2
      Examples:
        | field        | value               |
        | TransactTime | today               |
        | TransactTime | 2026-01-05T09:00:00 |

  Rule: A message whose header, body and trailer are out of order is rejected, or taken for garbled.

    @14.g @must
    Scenario Outline: <what>
      When the tester's next message has its fields in the order <order>
      And the tester sends TestRequest with TestReqID "14g" and SenderSubID "DESK"
      Then the target must reject it, or ignore it as garbled, within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefMsgType          | TestRequest or absent     |
        | SessionRejectReason | <reason>                  |
      And the session is alive

      @since:FIX.4.3
      Examples:
        | what                           | order                  | reason |
        | A header field behind the body | TestReqID, SendingTime | 14     |
        | A body field inside the header | TestReqID, SenderSubID | 14     |

      @until:FIX.4.2
      Examples:
        | what                           | order                  | reason                     |
        | A header field behind the body | TestReqID, SendingTime | absent or between 0 and 11 |
        | A body field inside the header | TestReqID, SenderSubID | absent or between 0 and 11 |

  Rule: A tag that appears more than once outside a repeating group is rejected.

    @14.h @must
    Scenario Outline: <field> twice in <message>
      When the tester sends <message> with <stated>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | <field> or absent         |
        | RefMsgType          | <message> or absent       |
        | SessionRejectReason | <reason>                  |
      And the session is alive

      @since:FIX.4.3
      Examples:
        | message     | field       | stated                           | reason |
        | TestRequest | TestReqID   | TestReqID "A", TestReqID "B"     | 13     |
        | Heartbeat   | SenderSubID | SenderSubID "A", SenderSubID "A" | 13     |

      @until:FIX.4.2
      Examples:
        | message     | field       | stated                           | reason                     |
        | TestRequest | TestReqID   | TestReqID "A", TestReqID "B"     | absent or between 0 and 11 |
        | Heartbeat   | SenderSubID | SenderSubID "A", SenderSubID "A" | absent or between 0 and 11 |

  # No message that every FIX.4.0 or 4.1 engine takes has a repeating group.
  Rule: A repeating group with more or fewer entries than its NumInGroup says is rejected.

    @14.i @must @since:FIX.4.3
    Scenario Outline: NoHops <count> with one entry
      When the tester sends TestRequest:
        | TestReqID | 14i     |
        | NoHops    | <count> |
        | HopCompID | HUB     |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | NoHops or absent          |
        | RefMsgType          | TestRequest or absent     |
        | SessionRejectReason | 16                        |
      And the session is alive

      Examples:
        | count |
        | 2     |
        | 3     |

    @14.i @must @since:FIX.4.2 @needs:order-flow
    Scenario Outline: NoAllocs <count> with two entries, <since>
      When the tester sends an order with:
        | NoAllocs     | <count> |
        | AllocAccount | A       |
        | 80           | 40      |
        | AllocAccount | B       |
        | 80           | 60      |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | NoAllocs or absent        |
        | RefMsgType          | NewOrderSingle or absent  |
        | SessionRejectReason | <reason>                  |
      And the session is alive

      @since:FIX.4.3
      Examples:
        | count | since      | reason |
        | 1     | FIX.4.3 on | 16     |
        | 3     | FIX.4.3 on | 16     |

      @until:FIX.4.2
      Examples:
        | count | since   | reason                     |
        | 1     | FIX.4.2 | absent or between 0 and 11 |
        | 3     | FIX.4.2 | absent or between 0 and 11 |

  # An entry is known by its first field. Without it there is no entry to count, so the count may be what is told as wrong.
  Rule: A repeating group whose entries do not keep the order of their fields is rejected.

    @14.j @must @since:FIX.4.3
    Scenario: An entry of NoHops that does not begin with HopCompID
      When the tester sends TestRequest:
        | TestReqID | 14j |
        | NoHops    | 1   |
        | HopRefID  | 7   |
        | HopCompID | HUB |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefMsgType          | TestRequest or absent     |
        | SessionRejectReason | 15 or 16                  |
      And the session is alive

    @14.j @must @since:FIX.4.3 @needs:order-flow
    Scenario: An entry of NoPartyIDs that does not begin with PartyID
      When the tester sends an order with:
        | NoPartyIDs    | 1      |
        | PartyIDSource | D      |
        | PartyID       | BROKER |
        | PartyRole     | 1      |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefMsgType          | NewOrderSingle or absent  |
        | SessionRejectReason | 15 or 16                  |
      And the session is alive

    @14.j @must @since:FIX.4.3 @needs:order-flow
    Scenario: An entry of NoPartyIDs with its fields in another order
      When the tester sends an order with:
        | NoPartyIDs    | 1      |
        | PartyID       | BROKER |
        | PartyRole     | 1      |
        | PartyIDSource | D      |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefMsgType          | NewOrderSingle or absent  |
        | SessionRejectReason | 15                        |
      And the session is alive

    @14.j @must @since:FIX.4.2 @until:FIX.4.2 @needs:order-flow
    Scenario: An entry of NoAllocs that does not begin with AllocAccount
      When the tester sends an order with:
        | NoAllocs     | 1   |
        | 80           | 100 |
        | AllocAccount | A   |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>  |
        | RefMsgType          | NewOrderSingle or absent   |
        | SessionRejectReason | absent or between 0 and 11 |
      And the session is alive

  Rule: A field that is not of type data and holds the delimiter SOH is rejected, or the message is taken for garbled.

    @14.k @must
    Scenario Outline: SOH in TestReqID, <since>
      When the tester sends TestRequest with TestReqID "14<SOH>k"
      Then the target must reject it, or ignore it as garbled, within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefMsgType          | TestRequest or absent     |
        | SessionRejectReason | <reason>                  |
      And the session is alive

      @since:FIX.4.3
      Examples:
        | since      | reason |
        | FIX.4.3 on | 17     |

      @until:FIX.4.2
      Examples:
        | since         | reason                     |
        | up to FIX.4.2 | absent or between 0 and 11 |

  # An order may be refused by the message that is there for orders; BusinessMessageReject is for what has no such message.
  Rule: A message without a tag that its other fields require is told of in a BusinessMessageReject, before FIX.4.2 in a Reject.

    @14.m @must @needs:order-flow @since:FIX.4.2
    Scenario: A limit order without Price
      When the tester sends an order with Price absent
      Then the target must send one of these within 2 seconds:
        | BusinessMessageReject | RefSeqNum <last sent by the tester>, RefMsgType NewOrderSingle, BusinessRejectReason 5 |
        | ExecutionReport       | OrdStatus Rejected                                                                     |
      And the session is alive

    @14.m @must @needs:order-flow @until:FIX.4.1
    Scenario: A limit order without Price, before BusinessMessageReject
      When the tester sends an order with Price absent
      Then the target must send one of these within 2 seconds:
        | Reject          | RefSeqNum <last sent by the tester> |
        | ExecutionReport | OrdStatus Rejected                  |
      And the session is alive
