@application
Feature: Executions: recovered
  What happened while nobody listened is asked for, and booked once.

  Rule: Fills of a time without connection come by resend, marked as possible duplicates.

    @EXE-05.a @must @venue @acceptor @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: Two fills while the tester was away
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" as "ack" within 2 seconds
      When the tester disconnects
      And the target's venue does "fill: 2" with "order"
      And the target's venue does "fill: 1" with "order"
      And the tester logs on with HeartBtInt 30
      Then the target must send Logon within 2 seconds
      When the tester sends ResendRequest:
        | BeginSeqNo | same as ack.MsgSeqNum |
        | EndSeqNo   | <open end>            |
      Then the target must report New of "order" within 2 seconds:
        | MsgSeqNum   | same as ack.MsgSeqNum |
        | PossDupFlag | Y                     |
      And the target must report Partial fill of "order" within 2 seconds:
        | PossDupFlag | Y |
        | CumQty      | 2 |
      And the target must report Partial fill of "order" within 2 seconds:
        | PossDupFlag | Y |
        | CumQty      | 3 |
        | LeavesQty   | 2 |
      And the target must send SequenceReset within 2 seconds
      And the target must not send anything else

    @EXE-05.a @must @client @initiator @needs:enterOrders @needs:showOrders
    Scenario: Two fills while the target was away
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      Then the tester's venue has sent ExecutionReport with OrdStatus New within 2 seconds
      When the tester's venue disconnects
      And the tester's venue does "fill: 2" with "order"
      And the tester's venue does "fill: 1" with "order"
      And the tester's venue takes the connection of the target again
      And 2 seconds pass
      Then the target must show "order" as Partially filled with CumQty 3 and LeavesQty 2
      And the target must show a position of 3 in SIM
      And the target must accept it

  Rule: A fill that was lost is asked for.

    @EXE-05.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: Fill lost in a gap
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 305
      Then the target must send ResendRequest within 5 seconds
      And the target must show "order" as Filled with CumQty 305 and LeavesQty 0
      And the target must show a position of 305 in SIM
      And the target must accept it

  Rule: Behind a reset nothing comes again: the client asks how its orders stand.

    @EXE-05.c @should @client @initiator @needs:enterOrders @needs:showOrders @needs:configure
    Scenario: Fills while away, and the numbers begin anew
      Given the target is configured with:
        | forceSeqNumReset | 2 |
      And the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      Then the tester's venue has sent ExecutionReport with OrdStatus New within 2 seconds
      When the tester's venue disconnects
      And the tester's venue does "fill: 2" with "order"
      And the tester's venue takes the connection of the target again
      And 3 seconds pass
      Then the target should show "order" as Partially filled with CumQty 2 and LeavesQty 3
      And the target should show a position of 2 in SIM

  Rule: What was filled behind a Logout comes with the next session.

    @EXE-05.d @should @client @initiator @needs:enterOrders @needs:showOrders @needs:gtcOrders
    Scenario: Fill between two days
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and TimeInForce Good Till Cancel
      Then the tester's venue has sent ExecutionReport with OrdStatus New within 2 seconds
      When the tester's market closes
      And the tester's venue disconnects
      And the tester's market begins the next day
      And the tester's venue does "fill: 2" with "order"
      And the tester's venue takes the connection of the target again
      And 2 seconds pass
      Then the target should show "order" as Partially filled with CumQty 2 and LeavesQty 3
      And the target should show a position of 2 in SIM
      And the target must accept it
