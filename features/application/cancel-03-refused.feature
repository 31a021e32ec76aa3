@application
Feature: Cancel: refused by the venue
  A request that can not be done is refused by OrderCancelReject, never by an ExecutionReport, and changes nothing.

  Rule: An order that the venue does not know is said to be unknown: OrderID NONE, and both ids as they were sent.

    @CXL-03.a @must @venue @needs:order-flow
    Scenario: Unknown order canceled
      Given an established session with the target
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID <unique>
      Then the target must refuse "cancel" within 2 seconds:
        | CxlRejReason | 1        |
        | OrderID      | NONE     |
        | OrdStatus    | Rejected |
      And the target must not send anything else

    @CXL-03.b @should @venue @needs:order-flow
    Scenario: The id that was named in vain is free
      Given an established session with the target
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID <unique>
      Then the target must refuse "cancel" within 2 seconds
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and ClOrdID same as cancel.OrigClOrdID
      Then the target should report New of "order" with LeavesQty 5 within 2 seconds
      And the target must not send anything else

    @CXL-03.e @must @venue @needs:order-flow
    Scenario: Unknown order replaced
      Given an established session with the target
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID <unique> and OrderQty 5
      Then the target must refuse "replace" within 2 seconds:
        | CxlRejReason | 1 |
      And the target must not send anything else

  Rule: What is over can not be canceled; OrdStatus says how it ended.

    @CXL-03.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Filled order canceled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 15
      And the target may first report New of "order"
      Then the target must report Fill of "order" within 5 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      Then the target must refuse "cancel" within 2 seconds:
        | CxlRejReason | 0      |
        | OrdStatus    | Filled |
      And the target must not send anything else

    @CXL-03.d @must @venue @needs:order-flow
    Scenario: Canceled order canceled again
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Pending Cancel of "order" by "cancel"
      Then the target must report Canceled of "order" by "cancel" within 2 seconds
      When the tester sends OrderCancelRequest as "again" with OrigClOrdID same as order.ClOrdID
      Then the target must answer "again" by one of these within 2 seconds:
        | OrderCancelReject | CxlRejReason 0 and OrdStatus Canceled |
        | OrderCancelReject | CxlRejReason 1 and OrdStatus Canceled |
      And the target must not send anything else

  Rule: F takes its ClOrdID from the same space as D: one that was used before is a duplicate.

    @CXL-03.f @must @venue @needs:order-flow
    Scenario: Cancel under the ClOrdID of the order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel":
        | OrigClOrdID | same as order.ClOrdID |
        | ClOrdID     | same as order.ClOrdID |
      Then the target must refuse "cancel" within 2 seconds:
        | CxlRejReason | <FIX.4.2: 2, FIX.4.4: 6> |
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" with OrdStatus New and LeavesQty 5 within 2 seconds
      And the target must not send anything else

  Rule: An id that was replaced names its order no more.

    @CXL-03.g @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Cancel by the id that was replaced
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 7
      And the target may first report Pending Replace of "order" by "replace"
      Then the target must report Replaced of "order" by "replace" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      Then the target should refuse "cancel" within 2 seconds:
        | CxlRejReason | 0 or 1                                           |
        | OrigClOrdID  | same as replace.ClOrdID or same as order.ClOrdID |
      When the tester sends OrderStatusRequest with ClOrdID same as replace.ClOrdID
      Then the target should report Status of "replace" within 2 seconds:
        | OrdStatus | <FIX.4.2: New or Replaced, FIX.4.4: New> |
        | LeavesQty | 7                                        |
      And the target must not send anything else
