@application
Feature: Cancel: races with fills
  What has traded has traded: a cancel that comes behind a fill keeps it, or comes too late.

  Rule: An order that fills while its cancel pends stays Pending Cancel until the cancel is refused, and is Filled then.

    @CXL-11.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Cancel lost to the last fill
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 235
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      Then the target may report Pending Cancel of "order" by "cancel" as "pending" with CumQty 20 and LeavesQty 215 within 2 seconds
      And the target must report Trade of "order" within 5 seconds:
        | OrderID   | same as pending.OrderID |
        | OrdStatus | Pending Cancel          |
        | LastQty   | 215                     |
        | CumQty    | 235                     |
        | LeavesQty | 0                       |
      And the target must refuse "cancel" within 5 seconds:
        | CxlRejReason | 0      |
        | OrdStatus    | Filled |
      And the target must not send anything else

    @CXL-11.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's cancel is lost to the last fill
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 235
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 20" with "order"
      And the target's user cancels "order" as "cancel"
      And the tester's venue does "pending" with "cancel"
      And the tester's venue does "fill: rest" with "order"
      Then the target must show "order" as Pending Cancel with CumQty 235 and LeavesQty 0
      When the tester's venue does "refuse: tooLate" with "cancel"
      Then the target must show "order" as Filled with CumQty 235 and LeavesQty 0
      And the target must show a position of 235 in SIM
      And the target must accept it

  Rule: CumQty of a cancel holds all fills that went before it.

    @CXL-11.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Cancel won against a fill
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 225
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      Then the target must send in any order within 5 seconds:
        | Trade of "order"                      | LastQty 20 and CumQty 20 |
        | Pending Cancel of "order" by "cancel" |                          |
        | Trade of "order"                      | LastQty 10 and CumQty 30 |
        | Canceled of "order" by "cancel"       | CumQty 30                |
      And the target must not send anything else

    @CXL-11.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's cancel wins against a fill
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 225
      And the tester's venue does "ack" with "order"
      And the target's user cancels "order" as "cancel"
      And the tester's venue does "fill: 30" with "order"
      And the tester's venue does "accept" with "cancel"
      Then the tester's venue has sent ExecutionReport with OrdStatus Canceled and CumQty 30 within 2 seconds
      And the target must show "order" as Canceled with CumQty 30 and LeavesQty 0
      And the target must show a position of 30 in SIM
      And the target must accept it

  Rule: However fills and requests cross, both sides agree in the end.

    @CXL-11.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Hundred random races
      Given an established session with the target
      When the tester sends 100 orders, and cancels and replaces them at random times
      Then the status of each of these orders must be what its reports have told
      And the target must not send anything else

    @CXL-11.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: Hundred random races of the target
      Given the tester plays the venue
      When the target's user sends 100 orders, and cancels and replaces them at random times
      Then the target must show each of these orders, and the position, as it was told
      And the target must accept it
