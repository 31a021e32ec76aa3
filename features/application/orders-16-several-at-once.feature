@application
Feature: Orders: lists, spreads and crosses
  What is entered together is reported together, each part under its own id.

  Rule: A list of orders is acknowledged as a list, or order by order.

    @ORD-16.a @must @venue @needs:order-flow @needs:orderLists @needs:quantityBands
    Scenario: List of two orders
      Given an established session with the target
      When the tester sends NewOrderList as "list":
        | ListID      | <unique>                      |
        | BidType     | 3                             |
        | TotNoOrders | 2                             |
        | NoOrders    | 2                             |
        |   ClOrdID   | <unique>                      |
        |   ListSeqNo | 1                             |
        |   HandlInst | <FIX.4.2: 1, FIX.4.4: absent> |
        |   Symbol    | SIM                           |
        |   Side      | 1                             |
        |   OrderQty  | 5                             |
        |   OrdType   | 2                             |
        |   Price     | 100                           |
        |   ClOrdID   | <unique>                      |
        |   ListSeqNo | 2                             |
        |   HandlInst | <FIX.4.2: 1, FIX.4.4: absent> |
        |   Symbol    | SIM                           |
        |   Side      | 1                             |
        |   OrderQty  | 6                             |
        |   OrdType   | 2                             |
        |   Price     | 100                           |
      Then the target must send one of these within 2 seconds:
        | ListStatus      | ListID same as list.ListID                                               |
        | ExecutionReport | ListID same as list.ListID and OrdStatus New or Pending New and CumQty 0 |
      When 2 seconds pass
      And the tester sends OrderStatusRequest with ClOrdID same as list.NoOrders[1].ClOrdID
      And the target may first send ListStatus with ListID same as list.ListID
      And the target may first send ExecutionReport with ClOrdID same as list.NoOrders[1].ClOrdID and ExecType Pending New and ExecTransType <FIX.4.2: 0, FIX.4.4: absent>
      And the target may first send ExecutionReport with ClOrdID same as list.NoOrders[1].ClOrdID and ExecType New and ExecTransType <FIX.4.2: 0, FIX.4.4: absent>
      And the target may first send ExecutionReport with ClOrdID same as list.NoOrders[2].ClOrdID and ExecType Pending New and ExecTransType <FIX.4.2: 0, FIX.4.4: absent>
      And the target may first send ExecutionReport with ClOrdID same as list.NoOrders[2].ClOrdID and ExecType New and ExecTransType <FIX.4.2: 0, FIX.4.4: absent>
      Then the target must send ExecutionReport within 2 seconds:
        | ClOrdID       | same as list.NoOrders[1].ClOrdID |
        | ExecType      | <FIX.4.2: New, FIX.4.4: I>       |
        | ExecTransType | <FIX.4.2: 3, FIX.4.4: absent>    |
        | OrdStatus     | New                              |
        | LeavesQty     | 5                                |
      When the tester sends OrderStatusRequest with ClOrdID same as list.NoOrders[2].ClOrdID
      Then the target must send ExecutionReport within 2 seconds:
        | ClOrdID       | same as list.NoOrders[2].ClOrdID |
        | ExecType      | <FIX.4.2: New, FIX.4.4: I>       |
        | ExecTransType | <FIX.4.2: 3, FIX.4.4: absent>    |
        | OrdStatus     | New                              |
        | LeavesQty     | 6                                |
      And the target must not send anything else

    @ORD-16.a @must @client @needs:orderLists @needs:enterOrders @needs:showOrders
    Scenario: The target enters a list
      Given the tester plays the venue
      When the target's user sends NewOrderList as "list":
        | ListID      | <unique>                      |
        | BidType     | 3                             |
        | TotNoOrders | 2                             |
        | NoOrders    | 2                             |
        |   ClOrdID   | <unique>                      |
        |   ListSeqNo | 1                             |
        |   HandlInst | <FIX.4.2: 1, FIX.4.4: absent> |
        |   Symbol    | SIM                           |
        |   Side      | 1                             |
        |   OrderQty  | 5                             |
        |   OrdType   | 2                             |
        |   Price     | 100                           |
        |   ClOrdID   | <unique>                      |
        |   ListSeqNo | 2                             |
        |   HandlInst | <FIX.4.2: 1, FIX.4.4: absent> |
        |   Symbol    | SIM                           |
        |   Side      | 1                             |
        |   OrderQty  | 15                            |
        |   OrdType   | 2                             |
        |   Price     | 100                           |
      Then the tester's venue has sent ExecutionReport with OrdStatus Filled within 5 seconds
      And the target must show a position of 15 in SIM
      And the target must accept it

  Rule: A spread is reported as a whole, and leg by leg; the quantities agree.

    @ORD-16.b @must @venue @since:FIX.4.4 @needs:multileg @needs:quantityBands
    Scenario: Spread of two legs
      Given an established session with the target
      When the tester sends NewOrderMultileg as "spread":
        | ClOrdID       | <unique> |
        | Side          | 1        |
        | Symbol        | SIM      |
        | OrderQty      | 10       |
        | OrdType       | 2        |
        | Price         | 1        |
        | NoLegs        | 2        |
        |   LegSymbol   | SIM      |
        |   LegRatioQty | 1        |
        |   LegSide     | 1        |
        |   LegSymbol   | BAND     |
        |   LegRatioQty | 1        |
        |   LegSide     | 2        |
      And the target may first send ExecutionReport with ClOrdID same as spread.ClOrdID and OrdStatus Pending New
      Then the target must send ExecutionReport within 2 seconds:
        | ClOrdID               | same as spread.ClOrdID |
        | OrdStatus             | New                    |
        | MultiLegReportingType | 3 or absent            |
      And the target must send in any order within 5 seconds:
        | ExecutionReport | ClOrdID same as spread.ClOrdID and OrdStatus Filled and MultiLegReportingType 3 and LastQty 10 |
        | ExecutionReport | MultiLegReportingType 2 and Symbol SIM and LastQty 10                                          |
        | ExecutionReport | MultiLegReportingType 2 and Symbol BAND and LastQty 10                                         |
      And the target must not send anything else

    @ORD-16.b @must @client @since:FIX.4.4 @needs:multileg @needs:enterOrders @needs:showOrders
    Scenario: The target trades a spread
      Given the tester plays the venue
      When the target's user sends NewOrderMultileg as "spread":
        | ClOrdID       | <unique> |
        | Side          | 1        |
        | Symbol        | SIM      |
        | OrderQty      | 10       |
        | OrdType       | 2        |
        | Price         | 1        |
        | NoLegs        | 2        |
        |   LegSymbol   | SIM      |
        |   LegRatioQty | 1        |
        |   LegSide     | 1        |
        |   LegSymbol   | BAND     |
        |   LegRatioQty | 1        |
        |   LegSide     | 2        |
      Then the tester's venue has sent ExecutionReport with OrdStatus Filled and MultiLegReportingType 3 within 5 seconds
      And the target must show a position of 10 in SIM
      And the target must show a position of -10 in BAND
      And the target must accept it

  Rule: A cross is filled on both sides, or refused as a whole.

    @ORD-18.a @must @venue @since:FIX.4.4 @needs:crossOrders @needs:quantityBands
    Scenario: Cross of two sides
      Given an established session with the target
      When the tester sends NewOrderCross as "cross":
        | CrossID             | <unique> |
        | CrossType           | 1        |
        | CrossPrioritization | 0        |
        | Symbol              | SIM      |
        | OrdType             | 2        |
        | Price               | 100      |
        | NoSides             | 2        |
        |   Side              | 1        |
        |   ClOrdID           | <unique> |
        |   OrderQty          | 25       |
        |   Side              | 2        |
        |   ClOrdID           | <unique> |
        |   OrderQty          | 25       |
      And the target may first send ExecutionReport with ClOrdID same as cross.NoSides[1].ClOrdID and OrdStatus Pending New
      And the target may first send ExecutionReport with ClOrdID same as cross.NoSides[2].ClOrdID and OrdStatus Pending New
      And the target may first send ExecutionReport with ClOrdID same as cross.NoSides[1].ClOrdID and OrdStatus New
      And the target may first send ExecutionReport with ClOrdID same as cross.NoSides[2].ClOrdID and OrdStatus New
      Then the target must send in any order within 5 seconds:
        | ExecutionReport | ClOrdID same as cross.NoSides[1].ClOrdID and Side 1 and OrdStatus Filled and CrossID same as cross.CrossID and CumQty 25 |
        | ExecutionReport | ClOrdID same as cross.NoSides[2].ClOrdID and Side 2 and OrdStatus Filled and CrossID same as cross.CrossID and CumQty 25 |
      And the target must not send anything else

    @ORD-18.a @must @client @since:FIX.4.4 @needs:crossOrders @needs:enterOrders @needs:showOrders
    Scenario: The target enters a cross
      Given the tester plays the venue
      When the target's user sends NewOrderCross as "cross":
        | CrossID             | <unique> |
        | CrossType           | 1        |
        | CrossPrioritization | 0        |
        | Symbol              | SIM      |
        | OrdType             | 2        |
        | Price               | 100      |
        | NoSides             | 2        |
        |   Side              | 1        |
        |   ClOrdID           | <unique> |
        |   OrderQty          | 25       |
        |   Side              | 2        |
        |   ClOrdID           | <unique> |
        |   OrderQty          | 25       |
      Then the tester's venue has sent ExecutionReport with Side 2 and OrdStatus Filled within 5 seconds
      And the target must show a position of 0 in SIM
      And the target must accept it

    @ORD-18.b @must @venue @since:FIX.4.4 @needs:crossOrders @needs:quantityBands
    Scenario: Cross of two equal sides
      Given an established session with the target
      When the tester sends NewOrderCross as "cross":
        | CrossID             | <unique> |
        | CrossType           | 1        |
        | CrossPrioritization | 0        |
        | Symbol              | SIM      |
        | OrdType             | 2        |
        | Price               | 100      |
        | NoSides             | 2        |
        |   Side              | 1        |
        |   ClOrdID           | <unique> |
        |   OrderQty          | 25       |
        |   Side              | 1        |
        |   ClOrdID           | <unique> |
        |   OrderQty          | 25       |
      Then the target must send in any order within 5 seconds:
        | ExecutionReport | ClOrdID same as cross.NoSides[1].ClOrdID and OrdStatus Rejected and CumQty 0 |
        | ExecutionReport | ClOrdID same as cross.NoSides[2].ClOrdID and OrdStatus Rejected and CumQty 0 |
      And the target must not send anything else
