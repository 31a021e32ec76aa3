@application
Feature: Orders: immediate or cancel, fill or kill
  What does not trade at once is canceled: neither rejected nor left open.

  Rule: An immediate or cancel order that finds nothing is canceled with CumQty 0.

    @ORD-05.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Nothing to trade with
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty    | 50                  |
        | TimeInForce | Immediate or Cancel |
        | Price       | 90                  |
      And the target may first report New of "order"
      Then the target must answer "order" by one of these within 5 seconds:
        | Canceled | CumQty 0 |
        | Expired  | CumQty 0 |
      And the target must not send anything else

    @ORD-05.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: Nothing to trade with for the target
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty    | 50                  |
        | TimeInForce | Immediate or Cancel |
        | Price       | 90                  |
      Then the target must show "order" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

  Rule: An immediate or cancel order that trades whole is filled, and nothing is canceled.

    @ORD-05.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Filled at once
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty    | 50                  |
        | TimeInForce | Immediate or Cancel |
      And the target may first report New of "order"
      Then the target must report Fill of "order" with CumQty 50 and LeavesQty 0 within 5 seconds
      And the target must not send anything else

    @ORD-05.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order is filled at once
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty    | 50                  |
        | TimeInForce | Immediate or Cancel |
      Then the target must show "order" as Filled with CumQty 50 and LeavesQty 0
      And the target must accept it

  Rule: What is left of an immediate or cancel order is canceled behind the fill.

    @ORD-05.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Partly filled, the rest canceled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty    | 150                 |
        | TimeInForce | Immediate or Cancel |
      And the target may first report New of "order"
      Then the target must report Partial fill of "order" with CumQty 100 within 5 seconds
      And the target must answer "order" by one of these within 5 seconds:
        | Canceled | CumQty 100 |
        | Expired  | CumQty 100 |
      And the target must not send anything else

    @ORD-05.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order is over with its first fill
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty    | 150                 |
        | TimeInForce | Immediate or Cancel |
      Then the target must show "order" as Canceled with CumQty 100 and LeavesQty 0
      And the target must show a position of 100 in SIM
      And the target must accept it

  Rule: A fill or kill order trades whole, or not at all.

    @ORD-06.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Fill or kill filled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 50 and TimeInForce 4
      And the target may first report New of "order"
      Then the target must report Fill of "order" with CumQty 50 and LeavesQty 0 within 5 seconds
      And the target must not send anything else

    @ORD-06.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's fill or kill order is filled
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 50 and TimeInForce 4
      Then the target must show "order" as Filled with CumQty 50 and LeavesQty 0

    @ORD-06.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Fill or kill killed
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 150 and TimeInForce 4
      And the target may first report New of "order"
      Then the target must answer "order" by one of these within 5 seconds:
        | Canceled | CumQty 0 |
        | Expired  | CumQty 0 |
        | Rejected | CumQty 0 |
      And the target must not send anything else

    @ORD-06.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's fill or kill order is killed
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 150 and TimeInForce 4
      Then the target must show "order" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it
