@application
Feature: Orders: rejected
  An order that a venue does not take is rejected once, by the reason that fits, and the session goes on.

  Rule: An order for an instrument that is not listed is rejected as unknown.

    @ORD-10.a @must @venue @needs:order-flow
    Scenario: Unknown symbol
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Symbol NOSUCH
      Then the target must reject "order" within 2 seconds:
        | OrdRejReason | 1 |
        | CumQty       | 0 |
      And the target must not send anything else

    @ORD-10.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target is told that the symbol is unknown
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and Symbol NOSUCH
      Then the target must show "order" as Rejected with CumQty 0 and LeavesQty 0
      And the target must accept it

  Rule: A price that is no multiple of the tick is rejected.

    @ORD-10.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Price off tick
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5     |
        | Symbol   | TICK5 |
        | Price    | 10.03 |
      Then the target must reject "order" within 2 seconds:
        | OrdRejReason | <FIX.4.2: 0, FIX.4.4: 99, FIX.5.0: 18> |
      And the target must not send anything else

    @ORD-10.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's price is off tick
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5     |
        | Symbol   | TICK5 |
        | Price    | 10.03 |
      Then the target must show "order" as Rejected with LeavesQty 0
      And the target must accept it

  Rule: A quantity that can not be is refused, by the venue or as a value that the version does not allow.

    @ORD-10.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario Outline: Quantity <quantity>
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty <quantity> and Symbol LOT100
      Then the target must answer "order" by one of these within 2 seconds:
        | Rejected | OrdRejReason <FIX.4.2: 0 or 3, FIX.4.4: 13 or 3> |
        | Reject   | SessionRejectReason 5 or 6 and RefTagID OrderQty |
      And the target must not send anything else

      Examples:
        | quantity   |
        | 0          |
        | -5         |
        | 150        |
        | 1000000000 |

  Rule: Orders that come while the market is closed are rejected.

    @ORD-10.d @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Market closed
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Symbol CLOSED
      Then the target must reject "order" within 2 seconds:
        | OrdRejReason | 2 |
      And the target must not send anything else

    @ORD-10.d @must @client @needs:enterOrders @needs:showOrders
    Scenario: The market is closed to the target
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and Symbol CLOSED
      Then the target must show "order" as Rejected with LeavesQty 0
      And the target must accept it

  Rule: The ClOrdID of an order that lives is not taken for another one; the answer tells how the first stands.

    @ORD-10.e @must @venue @needs:order-flow @needs:quantityBands
    Scenario: ClOrdID of a live order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends NewOrderSingle as "again" with ClOrdID same as order.ClOrdID and OrderQty 70
      Then the target must reject "again" as "refusal" within 2 seconds:
        | OrdRejReason | 6                            |
        | OrdStatus    | Partially filled or Rejected |
        | LeavesQty    | 35 or 0 or 70                |
      And "refusal" should carry OrdStatus Partially filled and CumQty 20 and LeavesQty 35
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" within 2 seconds:
        | OrdStatus | Partially filled |
        | OrderQty  | 55               |
        | CumQty    | 20               |
        | LeavesQty | 35               |
      And the target must not send anything else

    @ORD-10.f @should @venue @needs:order-flow @needs:quantityBands
    Scenario: ClOrdID of an order of the same day that is over
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Pending Cancel of "order" by "cancel"
      Then the target must report Canceled of "order" by "cancel" within 2 seconds
      When the tester sends NewOrderSingle as "again" with ClOrdID same as order.ClOrdID and OrderQty 5
      Then the target should reject "again" within 2 seconds:
        | OrdRejReason | 6                    |
        | OrdStatus    | Canceled or Rejected |
        | LeavesQty    | 0 or 5               |
      And the target must not send anything else

  Rule: A price too far from the market is rejected.

    @ORD-10.g @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Price outside the band
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | Symbol   | BAND |
        | Price    | 150  |
      Then the target should reject "order" within 2 seconds:
        | OrdRejReason | <FIX.4.2: 0, FIX.4.4: 99, FIX.5.0: 16> |
      And the target must not send anything else

    @ORD-10.g @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target's price is outside the band
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | Symbol   | BAND |
        | Price    | 150  |
      Then the target should show "order" as Rejected with LeavesQty 0
      And the target must accept it

  Rule: An account that is not known, or has no credit, can not trade.

    @ORD-10.h @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Unknown account
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-UNKNOWN
      Then the target should reject "order" within 2 seconds:
        | OrdRejReason | <FIX.4.2: 0, FIX.4.4: 15> |
      And the target must not send anything else

    @ORD-10.i @should @venue @needs:order-flow @needs:quantityBands
    Scenario: No credit
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-NOCREDIT
      Then the target should reject "order" within 2 seconds:
        | OrdRejReason | <FIX.4.2: 0 or 3, FIX.4.4: 0 or 3, FIX.5.0: 0 or 3 or 25> |
      And the target must not send anything else

    @ORD-10.h @ORD-10.i @should @client @needs:enterOrders @needs:showOrders
    Scenario Outline: The target's account is <account>
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and Account <account>
      Then the target should show "order" as Rejected with LeavesQty 0
      And the target must accept it

      Examples:
        | account      |
        | ACC-UNKNOWN  |
        | ACC-NOCREDIT |

  Rule: What the venue does not offer is rejected as unsupported.

    @ORD-10.j @should @venue @needs:order-flow @needs:quantityBands @since:FIX.4.4
    Scenario: Order type that is not offered
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5   |
        | OrdType  | 9   |
        | Price    | 100 |
      Then the target should reject "order" within 2 seconds:
        | OrdRejReason | 11 |
      And the target must not send anything else

  Rule: A field that the order type asks for is missing: one answer, and no more.

    @ORD-10.k @must @venue @needs:order-flow
    Scenario: Limit order without Price
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Price absent
      Then the target must answer "order" by one of these within 2 seconds:
        | BusinessMessageReject | BusinessRejectReason 5 |
        | Rejected              |                        |
      And the target must not send anything else

  Rule: What the dictionary asks for is the business of the session, and its number counts.

    @ORD-10.l @must @venue @needs:order-flow
    Scenario: Order without Side
      Given an established session with the target
      When the tester sends NewOrderSingle with OrderQty 5 and Side absent
      Then the target must send Reject within 2 seconds:
        | RefTagID            | Side           |
        | RefMsgType          | NewOrderSingle |
        | SessionRejectReason | 1              |
        | RefSeqNum           | 2              |
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      And the target must not send anything else

    @ORD-10.m @must @venue @needs:order-flow
    Scenario: Side that is none
      Given an established session with the target
      When the tester sends NewOrderSingle:
        | OrderQty | 5 |
        | 54       | Z |
      Then the target must send Reject within 2 seconds:
        | RefTagID            | Side                     |
        | RefMsgType          | NewOrderSingle or absent |
        | SessionRejectReason | 5                        |
      And the target must not send anything else

  Rule: A price of an outright order is above zero.

    @ORD-10.n @should @venue @needs:order-flow
    Scenario Outline: Price <price>
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Price <price>
      Then the target should reject "order" within 2 seconds
      And the target must not send anything else

      Examples:
        | price |
        | 0     |
        | -1    |

  Rule: An order that was long on its way is rejected as stale, or taken; it is not ignored.

    @ORD-10.o @must @venue @needs:order-flow @needs:staleness
    Scenario: TransactTime an hour ago
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty     | 5                      |
        | Symbol       | STALE                  |
        | TransactTime | -3600 seconds from now |
      Then the target must answer "order" by one of these within 2 seconds:
        | Rejected | OrdRejReason 8 |
        | New      |                |
      And the target must not send anything else
