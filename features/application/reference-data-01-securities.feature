@application
Feature: Reference data: securities
  What there is to trade comes as a list or one by one, and a client can have spreads made.

  Rule: The fragments of a list hold as many securities as they say in all, and the last alone is marked as last.

    @MKT-07.a @should @venue @needs:securityList @since:FIX.4.4
    Scenario: All securities
      Given an established session with the target
      When the tester sends SecurityListRequest as "list" with SecurityListRequestType 4
      Then the target should send a whole SecurityList for "list" within 10 seconds
      And the target must not send anything else

    @MKT-07.a @should @venue @needs:securityList @since:FIX.4.4
    Scenario: List of one
      Given an established session with the target
      When the tester sends SecurityListRequest as "list" with SecurityListRequestType 0 and Symbol <symbol>
      Then the target should send SecurityList within 2 seconds:
        | SecurityReqID          | same as list.SecurityReqID |
        | SecurityResponseID     | any                        |
        | SecurityRequestResult  | 0                          |
        | NoRelatedSym           | 1                          |
        | NoRelatedSym[1].Symbol | <symbol>                   |
      And the target must not send anything else

    @MKT-07.a @should @client @needs:securityList @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: The target takes a list of 250 in three fragments
      Given the tester plays the venue
      When the target's user sends SecurityListRequest as "list" with SecurityListRequestType 4
      Then "list" must carry SecurityReqID any
      And the tester's venue has sent SecurityList with LastFragment Y and TotNoRelatedSym 250 within 5 seconds
      And the target should show 250 securities of "list"
      And the target must accept it

  Rule: A request for securities that are not there, or in a way that is not supported, is answered as such.

    @MKT-07.b @should @venue @needs:securityList @since:FIX.4.4
    Scenario: List of an unknown symbol
      Given an established session with the target
      When the tester sends SecurityListRequest as "list" with SecurityListRequestType 0 and Symbol NOSUCH
      Then the target should send SecurityList within 2 seconds:
        | SecurityReqID         | same as list.SecurityReqID |
        | SecurityRequestResult | 1 or 2 or 5                |
        | NoRelatedSym          | 0 or absent                |
      And the target must not send anything else

  Rule: A client does not take half a list for the whole.

    @MKT-07.c @should @client @needs:securityList @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: Last fragment missing
      Given the tester plays the venue
      When the target's user sends SecurityListRequest as "list" with SecurityListRequestType 0 and Symbol FRAG
      Then the tester's venue has sent SecurityList with LastFragment N within 5 seconds
      When 40 seconds pass
      Then the target should show no securities of "list"
      And the target may show an alarm about "list"
      And the target must accept it

  Rule: A request for a security is answered by its definition, under the id of the request.

    @MKT-08.a @should @venue @needs:securityDefinition
    Scenario: Definition of a security
      Given an established session with the target
      When the tester sends SecurityDefinitionRequest as "request" with SecurityRequestType 0 and Symbol <symbol>
      Then the target should send SecurityDefinition within 2 seconds:
        | SecurityReqID        | same as request.SecurityReqID |
        | SecurityResponseID   | any                           |
        | SecurityResponseType | 1                             |
        | Symbol               | <symbol>                      |
      And the target must not send anything else

    @MKT-08.a @should @client @needs:securityDefinition @needs:enterOrders
    Scenario: The target asks for a definition
      Given the tester plays the venue
      When the target's user sends SecurityDefinitionRequest as "request" with SecurityRequestType 0 and Symbol SIM
      Then "request" should carry SecurityReqID any
      And the tester's venue has sent SecurityDefinition with SecurityReqID same as request.SecurityReqID and SecurityResponseType 1 within 2 seconds
      And the target must accept it

  Rule: A spread that a client defines gets a symbol, and an order for it works.

    @MKT-08.b @must @venue @needs:securityDefinition @needs:spreads @needs:quantityBands @since:FIX.4.4
    Scenario: Spread of two legs
      Given an established session with the target
      When the tester sends SecurityDefinitionRequest as "request":
        | SecurityRequestType | 1    |
        | NoLegs              | 2    |
        |   LegSymbol         | SIM  |
        |   LegRatioQty       | 1    |
        |   LegSide           | 1    |
        |   LegSymbol         | BAND |
        |   LegRatioQty       | 1    |
        |   LegSide           | 2    |
      Then the target must send SecurityDefinition as "spread" within 2 seconds:
        | SecurityReqID        | same as request.SecurityReqID |
        | SecurityResponseType | 1 or 2                        |
        | Symbol               | /^(?!SIM$\|BAND$)./           |
      When the tester sends NewOrderSingle as "order":
        | Symbol   | same as spread.Symbol |
        | OrderQty | 5                     |
        | Price    | 1                     |
      Then the target must report New of "order" within 2 seconds:
        | Symbol | same as spread.Symbol |
      And the target must not send anything else

    @MKT-08.b @must @venue @needs:securityDefinition @needs:spreads @since:FIX.4.4
    Scenario: Spread with a leg that is not there
      Given an established session with the target
      When the tester sends SecurityDefinitionRequest as "request":
        | SecurityRequestType | 1        |
        | NoLegs              | 2        |
        |   LegSymbol         | <symbol> |
        |   LegRatioQty       | 1        |
        |   LegSide           | 1        |
        |   LegSymbol         | NOSUCH   |
        |   LegRatioQty       | 1        |
        |   LegSide           | 2        |
      Then the target must send SecurityDefinition within 2 seconds:
        | SecurityReqID        | same as request.SecurityReqID |
        | SecurityResponseType | 5 or 6                        |
      And the target must not send anything else

    @MKT-08.b @must @client @needs:securityDefinition @needs:spreads @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: The target has a spread made, and trades it
      Given the tester plays the venue
      When the target's user sends SecurityDefinitionRequest as "request":
        | SecurityRequestType | 1    |
        | NoLegs              | 2    |
        |   LegSymbol         | SIM  |
        |   LegRatioQty       | 1    |
        |   LegSide           | 1    |
        |   LegSymbol         | BAND |
        |   LegRatioQty       | 1    |
        |   LegSide           | 2    |
      Then the tester's venue has sent SecurityDefinition as "spread" with SecurityReqID same as request.SecurityReqID and SecurityResponseType 2 within 2 seconds
      When the target's user sends NewOrderSingle as "order":
        | Symbol   | same as spread.Symbol |
        | OrderQty | 15                    |
        | Price    | 1                     |
      Then "order" must carry Symbol same as spread.Symbol
      And the target must show "order" as Filled with CumQty 15
      And the target must accept it

  Rule: A request for a security that can not be defined is refused by its own answer.

    @MKT-08.c @should @venue @needs:securityDefinition
    Scenario: Definition of an unknown symbol
      Given an established session with the target
      When the tester sends SecurityDefinitionRequest as "request" with SecurityRequestType 0 and Symbol NOSUCH
      Then the target should send SecurityDefinition within 2 seconds:
        | SecurityReqID        | same as request.SecurityReqID |
        | SecurityResponseType | 5 or 6                        |
      And the target must not send anything else
