@application
Feature: Cancel: the target's cancel is refused
  An OrderCancelReject ends the request and nothing else: the order stands as OrdStatus says.

  Rule: A cancel that comes behind the last fill is refused, and the order is Filled.

    @CXL-03.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target cancels what has just been filled
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 15
      And the tester's venue does "ack" with "order"
      And the target's user cancels "order" as "cancel"
      And the tester's venue does "fill: rest" with "order"
      And the tester's venue does "refuse: tooLate" with "cancel"
      Then the target must show "order" as Filled with CumQty 15 and LeavesQty 0
      And the target must show a position of 15 in SIM
      And the target must accept it

  Rule: Behind a refusal the order works as before, and may be canceled again under an id of its own.

    @CXL-03.h @must @client @needs:enterOrders @needs:showOrders
    Scenario: Refused, and canceled once more
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 85
      And the target's user cancels "order" as "first"
      Then the tester's venue has sent OrderCancelReject with OrdStatus New within 2 seconds
      And the target must show "order" as New with CumQty 0 and LeavesQty 85
      When the target's user cancels "order" as "second"
      Then "second" must carry:
        | ClOrdID     | other than first.ClOrdID |
        | OrigClOrdID | same as order.ClOrdID    |
      And "second" must carry ClOrdID other than order.ClOrdID
      And the target must show "order" as New with LeavesQty 85
      And the target must accept it

  Rule: An order that the venue does not know works no more.

    @CXL-03.i @should @client @needs:enterOrders @needs:showOrders
    Scenario: Refused as unknown
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 495
      And the target's user cancels "order" as "cancel"
      Then the tester's venue has sent OrderCancelReject with CxlRejReason 1 and OrdStatus Rejected within 2 seconds
      And the target may send OrderStatusRequest within 2 seconds
      And the target should show "order" with LeavesQty 0
      And the target should show "order" with OrdStatus not 8
      And the target must accept it

  Rule: A refusal needs no reason.

    @CXL-03.j @should @client @needs:enterOrders @needs:showOrders
    Scenario: Refused without CxlRejReason
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 85
      And the tester's venue does "ack" with "order"
      And the target's user cancels "order" as "cancel"
      And the tester's venue does "pending" with "cancel"
      Then the target should show "order" as Pending Cancel with LeavesQty 85
      When the tester's venue does "refuse: none" with "cancel"
      Then the tester's venue has sent OrderCancelReject with CxlRejReason absent within 2 seconds
      And the target should show "order" as New with CumQty 0 and LeavesQty 85
      And the target must accept it

  Rule: A refusal belongs to one order, and is no reason to ask again and again.

    @CXL-03.k @must @client @needs:enterOrders @needs:showOrders
    Scenario: The first of two cancels is refused
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "first" with OrderQty 5
      And the tester's venue does "ack" with "first"
      And the target's user sends NewOrderSingle as "second" with OrderQty 6
      And the tester's venue does "ack" with "second"
      And the target's user cancels "first" as "cancel of the first"
      And the tester's venue does "pending" with "cancel of the first"
      And the target's user cancels "second" as "cancel of the second"
      And the tester's venue does "pending" with "cancel of the second"
      And the tester's venue does "refuse: option" with "cancel of the first"
      Then the target must show "first" as New with LeavesQty 5
      And the target must show "second" as Pending Cancel with LeavesQty 6
      When 30 seconds pass
      Then the target must have sent OrderCancelRequest at most 2 times
      When the tester's venue does "accept" with "cancel of the second"
      Then the target must show "second" as Canceled with LeavesQty 0
      And the target must show "first" as New with LeavesQty 5
      And the target must accept it
