@application
Feature: Orders: market orders, fills, average price
  Every trade has a report of its own; CumQty, LeavesQty and AvgPx add up on each of them.

  Rule: A market order needs no price, and trades.

    @ORD-02.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Market order filled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 15 and OrdType Market
      And the target may first report New of "order"
      Then the target must report Fill of "order" within 5 seconds:
        | LastQty   | 15  |
        | LastPx    | any |
        | CumQty    | 15  |
        | LeavesQty | 0   |
      And the target must not send anything else

    @ORD-02.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: Market order of the target filled
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 15 and OrdType Market
      Then "order" must carry Price absent
      And the target must show "order" as Filled with CumQty 15 and LeavesQty 0
      And the target must show a position of 15 in SIM
      And the target must accept it

    @ORD-02.b @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Market order with a Price
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 15     |
        | OrdType  | Market |
        | Price    | 100    |
      And the target may first report New of "order"
      Then the target should answer "order" by one of these within 5 seconds:
        | Fill     | CumQty 15                                                       |
        | Rejected | OrdRejReason <FIX.4.2: 0, FIX.4.4: 11 or 99, FIX.5.0: 11 or 99> |

    @ORD-02.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Market order and nobody on the other side
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5      |
        | OrdType  | Market |
        | Symbol   | EMPTY  |
      Then the target must answer "order" by one of these within 5 seconds:
        | New      | CumQty 0 |
        | Canceled | CumQty 0 |
        | Expired  | CumQty 0 |
        | Rejected |          |
      And the target must not report Trade of "order" for 2 seconds
      And the target may first report Canceled of "order" with CumQty 0
      And the target may first report Expired of "order" with CumQty 0
      And the target may first report Restated of "order" with CumQty 0
      And the target must not send anything else

  Rule: A partial fill leaves the rest open, and the next one may complete the order.

    @ORD-03.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Partial fill, then the rest
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 25
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" within 5 seconds:
        | LastQty   | 10 |
        | CumQty    | 10 |
        | LeavesQty | 15 |
      And the target must report Fill of "order" within 5 seconds:
        | LastQty   | 15 |
        | CumQty    | 25 |
        | LeavesQty | 0  |
      And the target must not send anything else

    @ORD-03.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: Order of the target filled in two parts
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 25
      Then the target must show "order" as Filled with CumQty 25 and LeavesQty 0
      And the target must show a position of 25 in SIM
      And the target must accept it

    @ORD-03.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Partial fill stays open
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" within 5 seconds:
        | CumQty    | 20 |
        | LeavesQty | 35 |
      And the target must not report Trade of "order" for 5 seconds
      And the target must not send anything else

    @ORD-03.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target counts what has traded, not what is left
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      Then the target must show "order" as Partially filled with CumQty 20 and LeavesQty 35
      And the target must show a position of 20 in SIM
      And the target must accept it

  Rule: AvgPx is the sum of what was paid divided by CumQty, to half a unit of its last digit.

    @ORD-03.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Ten small fills
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 430
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 43 within 5 seconds
      And the target must report Partial fill of "order" with CumQty 86 within 5 seconds
      And the target must report Partial fill of "order" with CumQty 129 within 5 seconds
      And the target must report Partial fill of "order" with CumQty 172 within 5 seconds
      And the target must report Partial fill of "order" with CumQty 215 within 5 seconds
      And the target must report Partial fill of "order" with CumQty 258 within 5 seconds
      And the target must report Partial fill of "order" with CumQty 301 within 5 seconds
      And the target must report Partial fill of "order" with CumQty 344 within 5 seconds
      And the target must report Partial fill of "order" with CumQty 387 within 5 seconds
      And the target must report Fill of "order" within 5 seconds:
        | CumQty    | 430 |
        | LeavesQty | 0   |
      And the target must not send anything else

    @ORD-03.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target adds ten small fills
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 430
      Then the target must show "order" as Filled with CumQty 430 and AvgPx 100
      And the target must show a position of 430 in SIM

    @ORD-03.d @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Average price with a recurring decimal
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 410
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" within 5 seconds:
        | LastQty | 3                                      |
        | LastPx  | 100                                    |
        | AvgPx   | <FIX.4.2: 100, FIX.5.0: 100 or absent> |
      And the target must report Partial fill of "order" within 5 seconds:
        | LastQty | 4                                                              |
        | LastPx  | 99.99                                                          |
        | AvgPx   | <FIX.4.2: 99.9943 ± 0.005, FIX.5.0: 99.9943 ± 0.005 or absent> |
      And the target must report Fill of "order" within 5 seconds:
        | LastQty | 403                                                            |
        | LastPx  | 99.98                                                          |
        | AvgPx   | <FIX.4.2: 99.9802 ± 0.005, FIX.5.0: 99.9802 ± 0.005 or absent> |
      And the target must not send anything else

    @ORD-03.d @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target averages three prices
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 410
      Then the target must show "order" as Filled with CumQty 410 and AvgPx 99.9802439 ± 0.0001
      And the target must accept it

    @ORD-03.d @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target averages two prices whose mean can be written out
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 2
      And the tester's venue does "ack" with "order"
      And the tester's venue does "{fill: 1, px: 99.97}" with "order"
      And the tester's venue does "{fill: 1, px: 99.99}" with "order"
      Then the target must show "order" as Filled with CumQty 2 and AvgPx 99.98
      And the target must accept it

  Rule: A fill may be the first report of an order.

    @ORD-04.a @ORD-04.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Fill before the acknowledgement
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 325
      Then the tester's venue has sent ExecutionReport with ExecType New and OrdStatus Partially filled within 2 seconds
      And the target should show "order" as Partially filled with CumQty 10 and LeavesQty 315
      And the target should show a position of 10 in SIM
      And the target must accept it
