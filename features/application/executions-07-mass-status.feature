@application
Feature: Executions: mass status, liquidity, reconciliation
  What is asked for many orders is answered for each of them, counted, and marked at its end.

  Rule: A mass status request is answered by one status for each open order, the last one marked.

    @EXE-07.a @should @venue @since:FIX.4.4 @needs:order-flow @needs:massStatus @needs:quantityBands
    Scenario: Status of two orders
      Given an established session with the target
      When the tester sends NewOrderSingle as "a" with OrderQty 5
      Then the target must report New of "a" within 2 seconds
      When the tester sends NewOrderSingle as "b" with OrderQty 55
      Then the target must report New of "b" within 2 seconds
      And the target must report Partial fill of "b" within 5 seconds
      When the tester sends OrderMassStatusRequest as "request" with MassStatusReqType 7
      Then the target should send in any order within 2 seconds:
        | Status of "a" | OrdStatus New and MassStatusReqID same as request.MassStatusReqID and TotNumReports 2              |
        | Status of "b" | OrdStatus Partially filled and MassStatusReqID same as request.MassStatusReqID and TotNumReports 2 |
      And the target should have sent ExecutionReport with LastRptRequested Y once
      And the target must not send anything else

    @EXE-07.a @should @client @since:FIX.4.4 @needs:massStatus @needs:enterOrders @needs:showOrders
    Scenario: The target asks for the status of its orders
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "a" with OrderQty 5
      And the target's user sends NewOrderSingle as "b" with OrderQty 55
      And the target's user sends OrderMassStatusRequest with MassStatusReqID <unique> and MassStatusReqType 7
      Then the tester's venue has sent ExecutionReport with LastRptRequested Y within 2 seconds
      And the target should show "a" as New with LeavesQty 5
      And the target should show "b" as Partially filled with CumQty 20
      And the target should show a position of 20 in SIM
      And the target must accept it

    @EXE-07.b @should @venue @since:FIX.4.4 @needs:order-flow @needs:massStatus
    Scenario: Mass status and no orders
      Given an established session with the target
      When the tester sends OrderMassStatusRequest as "request" with MassStatusReqType 7
      Then the target should send one of these within 2 seconds:
        | ExecutionReport       | OrdStatus Rejected and TotNumReports 0 or absent and LastRptRequested Y or absent |
        | BusinessMessageReject | RefMsgType OrderMassStatusRequest                                                 |
      And the target must not send anything else

    @EXE-07.c @should @venue @since:FIX.4.4 @needs:order-flow @needs:massStatus @needs:quantityBands
    Scenario: Mass status of one symbol
      Given an established session with the target
      When the tester sends NewOrderSingle as "a" with OrderQty 5
      Then the target must report New of "a" within 2 seconds
      When the tester sends NewOrderSingle as "b" with OrderQty 5 and Symbol BAND
      Then the target must report New of "b" within 2 seconds
      When the tester sends OrderMassStatusRequest with MassStatusReqType 1 and Symbol BAND
      Then the target should report Status of "b" with TotNumReports 1 or absent within 2 seconds
      And the target must not send anything else

  Rule: A fill between the replies is neither lost nor counted twice.

    @EXE-07.d @should @client @since:FIX.4.4 @needs:massStatus @needs:enterOrders @needs:showOrders
    Scenario: Fill between two replies
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "a" with OrderQty 5
      And the target's user sends NewOrderSingle as "b" with OrderQty 6
      And the tester's market feeds "cross 2" in SIM
      And the target's user sends OrderMassStatusRequest with MassStatusReqID <unique> and MassStatusReqType 7
      Then the tester's venue has sent ExecutionReport with LastRptRequested Y within 2 seconds
      And the target should show a position of 2 in SIM
      And the target must accept it

  Rule: What a fill says beside its price and quantity does no harm.

    @EXE-12.a @may @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Liquidity indicator and commission
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 15
      And the tester's venue does "ack" with "order"
      And the tester's venue does "{fill: 15, set: {LastLiquidityInd: 2, Commission: 1.5, CommType: 3}}" with "order"
      Then the target must show "order" as Filled with CumQty 15
      And the target must accept it

  Rule: At the end of the day both sides have the same.

    @EXE-13.a @should @venue @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: What was traded adds up at the close
      Given an established session with the target
      When the tester sends NewOrderSingle as "a" with OrderQty 55
      Then the target must report New of "a" within 2 seconds
      And the target must report Partial fill of "a" with CumQty 20 within 5 seconds
      When the tester sends NewOrderSingle as "b" with OrderQty 25
      Then the target must report New of "b" within 2 seconds
      And the target must report Partial fill of "b" with CumQty 10 within 5 seconds
      And the target must report Fill of "b" with CumQty 25 within 5 seconds
      When the target's market closes
      Then the target should send one of these within 5 seconds:
        | ExecutionReport | ClOrdID same as a.ClOrdID and OrdStatus Done for day or Expired or Canceled and CumQty 20 |
      And the target may first report Expired of "a" with CumQty 20
      And the target must not send anything else

    @EXE-13.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target's books at the close
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "a" with OrderQty 55
      And the target's user sends NewOrderSingle as "b" with OrderQty 25
      And the tester's market closes
      Then the target should show "a" as Done for day or Expired or Canceled with CumQty 20 and LeavesQty 0
      And the target should show "b" as Filled with CumQty 25
      And the target should show a position of 45 in SIM
      And the target must accept it
