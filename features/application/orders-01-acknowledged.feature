@application
Feature: Orders: acknowledged
  An order that is taken is told so once, under its own ClOrdID, with an OrderID that stays.

  Rule: A limit order is acknowledged by New: nothing traded, everything open.

    @ORD-01.a @must @venue @needs:order-flow
    Scenario: Limit order acknowledged
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds:
        | OrderID   | any |
        | ExecID    | any |
        | OrderQty  | 5   |
        | CumQty    | 0   |
        | LeavesQty | 5   |
      And the target must not send anything else

    @ORD-01.a @must @client @needs:enterOrders
    Scenario: Limit order of the target acknowledged
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      Then "order" must carry:
        | OrdType      | Limit |
        | OrderQty     | 5     |
        | TransactTime | any   |
      And the target must accept it

    @ORD-01.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target knows its order as working
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      Then the target must show "order" as New with CumQty 0 and LeavesQty 5

  Rule: The side is that of the order.

    @ORD-01.b @should @venue @needs:order-flow
    Scenario Outline: <side> order acknowledged
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Side <side>
      Then the target should report New of "order" within 2 seconds:
        | Side | <side> |

      Examples:
        | side       |
        | Sell       |
        | Sell short |

  Rule: The acknowledgement says what was ordered.

    @ORD-01.c @should @venue @needs:order-flow
    Scenario: Optional fields come back
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and TimeInForce Day
      Then the target should report New of "order" within 2 seconds:
        | OrderQty    | 5                   |
        | OrdType     | Limit               |
        | Price       | same as order.Price |
        | TimeInForce | Day                 |

    @ORD-01.c @should @venue @needs:order-flow @needs:quantityBands
    Scenario: The account comes back
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-1
      Then the target should report New of "order" with Account ACC-1 within 2 seconds

    @ORD-01.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: Acknowledgement with nothing but what is required
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-TERSE
      Then the target should show "order" as New with LeavesQty 5
      And the target must accept it
