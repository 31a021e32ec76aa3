@application
Feature: Executions: unexpected content
  A report with something that the client does not know is a report still; one that does not add up is noticed.

  Rule: A field or value that the client does not know loses no fill.

    @EXE-11.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: Fill with an extra field
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 560
      Then the tester's venue has sent ExecutionReport with 20001 any within 2 seconds
      And the target must show "order" as Partially filled with CumQty 10 and LeavesQty 550
      And the target must accept it

    @EXE-11.b @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Fill with a value that no list has
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 565
      Then the tester's venue has sent ExecutionReport with 851 9 within 2 seconds
      And the target should show "order" as Partially filled with CumQty 10 and LeavesQty 555
      And the target must accept it

    @EXE-11.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Fill with a capacity that no list has
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 100
      And the tester's venue does "ack" with "order"
      And the tester's venue does "{fill: 10, set: {LastCapacity: 9}}" with "order"
      Then the tester's venue has sent ExecutionReport with 29 9 within 2 seconds
      And the target should show "order" as Partially filled with CumQty 10 and LeavesQty 90
      And the target must accept it

  Rule: The ExecType of a fill is that of the version.

    @EXE-11.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario: ExecType of a fill
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 15
      And the target may first report New of "order"
      Then the target must report Fill of "order" within 5 seconds:
        | ExecType      | <FIX.4.2: 2, FIX.4.4: F>      |
        | ExecTransType | <FIX.4.2: 0, FIX.4.4: absent> |

  Rule: Quantities that do not add up are noticed.

    @EXE-11.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: LeavesQty one too high
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 405
      And 2 seconds pass
      Then the target should react by OrderStatusRequest or by an alarm about "order" within 2 seconds
      And the target should show a position of 10 in SIM
      And the target must accept it

  Rule: A last fill that leaves nothing completes the order, whatever OrdStatus says first.

    @EXE-11.e @may @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Last fill told as a partial one
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 585
      And 2 seconds pass
      Then the target must show "order" as Filled with CumQty 585 and LeavesQty 0
      And the target must have sent OrderCancelRequest at most 0 times
      And the target must accept it
