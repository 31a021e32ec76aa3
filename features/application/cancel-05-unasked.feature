@application
Feature: Cancel: by the venue, unasked
  A venue that cancels by itself reports it under the ClOrdID of the order, for nobody has asked under another.

  Rule: An unasked cancel carries no OrigClOrdID, and says why.

    @CXL-05.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Canceled by the venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 105
      Then the target must report New of "order" within 2 seconds
      And the target must answer "order" by one of these within 5 seconds:
        | Canceled | CumQty 0 and ExecRestatementReason any |
        | Canceled | CumQty 0 and Text any                  |
      And the target must not send anything else

    @CXL-05.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order is canceled by the venue
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 105
      Then the target must show "order" as New with LeavesQty 105
      And the tester's venue has sent ExecutionReport with OrdStatus Canceled within 5 seconds
      And the target must show "order" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it
      And the target must have sent OrderCancelRequest at most 0 times
      And the target must have sent NewOrderSingle at most 1 times

  Rule: What has traded before an unasked cancel stays.

    @CXL-05.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The rest of the target's order is canceled by the venue
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 115
      Then the tester's venue has sent ExecutionReport with OrdStatus Canceled within 5 seconds
      And the target must show "order" as Canceled with CumQty 50 and LeavesQty 0
      And the target must show a position of 50 in SIM
      And the target must accept it

  Rule: A cancel of the venue and one of the client may cross: the order is canceled, once.

    @CXL-05.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target's cancel crosses that of the venue
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 105
      And the tester's venue does "ack" with "order"
      And the target's user cancels "order" as "cancel"
      And the tester's venue does "cancel: broker" with "order"
      Then the target should show "order" as Canceled with CumQty 0 and LeavesQty 0
      When the tester's venue does "refuse: tooLate" with "cancel"
      Then the tester's venue has sent OrderCancelReject with CxlRejReason 0 and OrdStatus Canceled within 2 seconds
      When 30 seconds pass
      Then the target should show "order" as Canceled with CumQty 0 and LeavesQty 0
      And the target should have sent OrderCancelRequest at most 1 times
      And the target must accept it

  Rule: What is told late of an id that was replaced ends nothing.

    @CXL-10.g @must @client @needs:enterOrders @needs:showOrders
    Scenario: Late cancel of the id that the target has replaced
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 515
      And the target's user replaces "order" as "replace" with OrderQty 530
      Then the tester's venue has sent ExecutionReport with ExecType Replaced within 5 seconds
      And the tester's venue has sent ExecutionReport with ClOrdID same as order.ClOrdID and ExecType Canceled within 5 seconds
      And the target must show "order" with OrdStatus <FIX.4.2: 0 or 5, FIX.4.4: 0> and CumQty 0 and LeavesQty 530
      When the tester's venue does "fill: 30" with "replace"
      Then the target must show "order" as Partially filled with CumQty 30 and LeavesQty 500
      And the target must show a position of 30 in SIM
      And the target must accept it
