@application
Feature: Executions: status of an order
  A status report says how an order stands; it changes nothing, and its ExecID is not that of an execution.

  Rule: The status of an order is told truly in each of its states.

    @EXE-06.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Status of a new order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" as "ack" within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" within 2 seconds:
        | OrderID   | same as ack.OrderID |
        | OrdStatus | New                 |
        | CumQty    | 0                   |
        | LeavesQty | 5                   |
      And the target must not send anything else

    @EXE-06.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Status of a partly filled order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" within 5 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" within 2 seconds:
        | OrdStatus | Partially filled                       |
        | CumQty    | 20                                     |
        | LeavesQty | 35                                     |
        | AvgPx     | <FIX.4.2: 100, FIX.5.0: 100 or absent> |
      And the target must not send anything else

    @EXE-06.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Status of a filled order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 15
      And the target may first report New of "order"
      Then the target must report Fill of "order" within 5 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" within 2 seconds:
        | OrdStatus | Filled                                 |
        | CumQty    | 15                                     |
        | LeavesQty | 0                                      |
        | AvgPx     | <FIX.4.2: 100, FIX.5.0: 100 or absent> |
      And the target must not send anything else

    @EXE-06.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Status of a pending order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 145
      Then the target may report Pending New of "order" as "pending" within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" within 2 seconds:
        | OrderID   | same as pending.OrderID |
        | OrdStatus | Pending New             |
        | CumQty    | 0                       |

    @EXE-06.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Status of a canceled order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 105
      Then the target must report New of "order" within 2 seconds
      And the target must report Canceled of "order" within 5 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" with OrdStatus Canceled and CumQty 0 within 2 seconds
      And the target must not send anything else

    @EXE-06.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Status while a replace pends
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 275
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 300
      Then the target may report Pending Replace of "order" by "replace" as "pending" within 1 second
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" within 1 second:
        | OrderID   | same as pending.OrderID |
        | OrdStatus | Pending Replace         |
        | OrderQty  | 275                     |
        | CumQty    | 10                      |
        | LeavesQty | 265                     |
      And the target must report Replaced of "order" by "replace" within 5 seconds
      And the target must not send anything else

  Rule: The status of an order that was never seen says so.

    @EXE-06.b @must @venue @needs:order-flow
    Scenario: Status of an unknown order
      Given an established session with the target
      When the tester sends OrderStatusRequest as "request" with ClOrdID <unique>
      Then the target must answer "request" by one of these within 2 seconds:
        | Status                | OrdStatus Rejected and CumQty 0 and LeavesQty 0 |
        | BusinessMessageReject | BusinessRejectReason 1                          |
      And the target must not send anything else

  Rule: The id of a status request comes back.

    @EXE-06.c @must @venue @since:FIX.4.4 @needs:order-flow
    Scenario: OrdStatusReqID
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderStatusRequest as "request":
        | ClOrdID        | same as order.ClOrdID |
        | OrdStatusReqID | <unique>              |
      Then the target must report Status of "order" with OrdStatusReqID same as request.OrdStatusReqID within 2 seconds
      And the target must not send anything else

  Rule: An id that was replaced is answered by the state of the order, or as unknown.

    @EXE-06.d @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Status under a superseded id
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 6
      And the target may first report Pending Replace of "order" by "replace"
      Then the target must report Replaced of "order" by "replace" within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target should send one of these within 2 seconds:
        | ExecutionReport | ClOrdID same as replace.ClOrdID and OrderQty 6 and LeavesQty 6 |
        | ExecutionReport | OrdStatus Rejected and LeavesQty 0                             |
      And the target must not send anything else

  Rule: A status report books nothing at the client.

    @EXE-06.e @must @client @needs:enterOrders @needs:showOrders
    Scenario: Status three times
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      And the tester's venue does "status" with "order"
      And the tester's venue does "status" with "order"
      And the tester's venue does "status" with "order"
      Then the target must show "order" as Partially filled with CumQty 20 and LeavesQty 35
      And the target must show a position of 20 in SIM
      And the target must accept it

  Rule: A client that is not answered asks, and orders nothing a second time.

    @EXE-06.f @should @client @needs:enterOrders @needs:showOrders
    Scenario: No answer to an order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 315
      And 65 seconds pass
      Then the target should react by OrderStatusRequest or by an alarm about "order" within 2 seconds
      And the target must have sent NewOrderSingle at most 1 times
      And the target must accept it
