@application
Feature: Quotes: asked for
  Who asks for a quote gets one under the id of the request, or a reason why not.

  Rule: A quote repeats the QuoteReqID; who hits it is filled at the quoted side, under the ids of the hit.

    @QUO-01.a @must @venue @needs:quotes @since:FIX.4.4
    Scenario Outline: Quote asked for, and <taken>
      Given an established session with the target
      When the tester sends QuoteRequest as "request"
      Then the target must send Quote as "quote" within 2 seconds:
        | QuoteReqID | same as request.QuoteReqID |
        | QuoteID    | any                        |
        | Symbol     | <symbol>                   |
        | <px>       | above 0                    |
      When the tester sends QuoteResponse as "hit":
        | QuoteID       | same as quote.QuoteID |
        | QuoteRespType | 1                     |
        | ClOrdID       | <unique>              |
        | Symbol        | same as quote.Symbol  |
        | Side          | <side>                |
        | OrderQty      | 1                     |
        | Price         | same as quote.<px>    |
      Then the target may first report New of "hit"
      And the target must report Fill of "hit" within 2 seconds:
        | LastPx      | same as quote.<px>      |
        | LastQty     | 1                       |
        | QuoteRespID | same as hit.QuoteRespID |
      And the target must not send anything else

      Examples:
        | taken  | side | px      |
        | lifted | Buy  | OfferPx |
        | hit    | Sell | BidPx   |

    @QUO-01.a @must @client @needs:quotes @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: The target lifts a quote
      Given the tester plays the venue
      When the target's user sends QuoteRequest as "request" with Symbol SIM
      Then the tester's venue has sent Quote as "quote" with QuoteReqID same as request.QuoteReqID within 2 seconds
      When the target's user sends QuoteResponse as "hit" with Symbol SIM and Side Buy and OrderQty 40
      Then "hit" must carry:
        | QuoteID       | same as quote.QuoteID |
        | QuoteRespID   | any                   |
        | QuoteRespType | 1                     |
      And the tester's venue has sent ExecutionReport with OrdStatus Filled within 2 seconds
      And the target must show "hit" as Filled with CumQty 40 and AvgPx 101
      And the target must show a position of 40 in SIM
      And the target must accept it

  Rule: A request that names no Side gets a quote of both sides, and one that names a Side the price of it.

    @QUO-01.b @should @venue @needs:quotes @since:FIX.4.4
    Scenario: Request without side
      Given an established session with the target
      When the tester sends QuoteRequest as "request"
      Then the target must send Quote as "quote" with QuoteReqID same as request.QuoteReqID within 2 seconds
      And "quote" should carry BidPx above 0
      And "quote" should carry OfferPx above 0
      And the target must not send anything else

    @QUO-01.b @should @venue @needs:quotes @since:FIX.4.4
    Scenario Outline: Request of a side to <side>
      Given an established session with the target
      When the tester sends QuoteRequest as "request":
        | NoRelatedSym | 1        |
        |   Symbol     | <symbol> |
        |   Side       | <side>   |
        |   OrderQty   | 7        |
      Then the target must send Quote as "quote" with QuoteReqID same as request.QuoteReqID within 2 seconds
      And "quote" should carry <px> above 0
      And "quote" should carry <size> 7
      And the target must not send anything else

      Examples:
        | side | px      | size      |
        | Buy  | OfferPx | OfferSize |
        | Sell | BidPx   | BidSize   |

    @QUO-01.b @should @client @needs:quotes @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: The target hits the bid of a two-way quote
      Given the tester plays the venue
      When the target's user sends QuoteRequest as "request" with Symbol SIM
      Then the tester's venue has sent Quote as "quote" with BidPx 99 and OfferPx 101 within 2 seconds
      When the target's user sends QuoteResponse as "hit" with Symbol SIM and Side Sell and OrderQty 40
      Then "hit" must carry QuoteID same as quote.QuoteID
      And the target should show "hit" as Filled with CumQty 40 and AvgPx 99
      And the target should show a position of -40 in SIM
      And the target must accept it

  Rule: An order that names the QuoteID is filled at the quoted side.

    @QUO-01.c @should @venue @needs:quotes @until:FIX.4.2
    Scenario: Quote, and an order on it
      Given an established session with the target
      When the tester sends QuoteRequest as "request"
      Then the target should send Quote as "quote" within 2 seconds:
        | QuoteReqID | same as request.QuoteReqID |
        | OfferPx    | above 0                    |
      When the tester sends NewOrderSingle as "order":
        | OrdType  | Previously quoted     |
        | QuoteID  | same as quote.QuoteID |
        | OrderQty | 1                     |
        | Price    | same as quote.OfferPx |
      Then the target may first report New of "order"
      And the target should report Fill of "order" within 2 seconds:
        | LastPx | same as quote.OfferPx |
      And the target must not send anything else

    @QUO-01.c @should @client @needs:quotes @needs:enterOrders @needs:showOrders @until:FIX.4.2
    Scenario: The target orders on a quote
      Given the tester plays the venue
      When the target's user sends QuoteRequest as "request" with Symbol SIM
      Then the tester's venue has sent Quote as "quote" with QuoteReqID same as request.QuoteReqID within 2 seconds
      When the target's user sends NewOrderSingle as "order":
        | Symbol   | SIM               |
        | Side     | Buy               |
        | OrdType  | Previously quoted |
        | OrderQty | 40                |
      Then "order" must carry QuoteID same as quote.QuoteID
      And the target should show "order" as Filled with CumQty 40 and AvgPx 101
      And the target should show a position of 40 in SIM
      And the target must accept it

  Rule: A request that can not be quoted is refused by its own reject, with its QuoteReqID and the reason.

    @QUO-01.d @must @venue @needs:quotes @since:FIX.4.4
    Scenario: Request for an unknown symbol
      Given an established session with the target
      When the tester sends QuoteRequest as "request" with NoRelatedSym[1].Symbol NOSUCH
      Then the target must send QuoteRequestReject within 2 seconds:
        | QuoteReqID               | same as request.QuoteReqID |
        | QuoteRequestRejectReason | 1                          |
      And the target must not send anything else

    @QUO-01.d @must @venue @needs:quotes @needs:quantityBands @since:FIX.4.4
    Scenario: Request that the venue passes on
      Given an established session with the target
      When the tester sends QuoteRequest as "request" with NoRelatedSym[1].Symbol RFQX
      Then the target must send QuoteRequestReject within 2 seconds:
        | QuoteReqID               | same as request.QuoteReqID |
        | QuoteRequestRejectReason | 10                         |
      And the target must not send anything else

    @QUO-01.d @must @client @needs:quotes @needs:enterOrders @since:FIX.4.4
    Scenario: The request of the target is refused
      Given the tester plays the venue
      When the target's user sends QuoteRequest as "request" with Symbol RFQX
      Then the tester's venue has sent QuoteRequestReject with QuoteReqID same as request.QuoteReqID within 2 seconds
      And the target must accept it
      When the target's user tries to send QuoteResponse with Symbol RFQX and Side Buy and OrderQty 40
      Then the target must not send QuoteResponse or NewOrderSingle for 2 seconds

  Rule: A request without a required field is rejected by the session for that field.

    @QUO-01.e @must @venue @needs:quotes @since:FIX.4.4
    Scenario: Request without QuoteReqID
      Given an established session with the target
      When the tester sends QuoteRequest as "request" with QuoteReqID absent
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | same as request.MsgSeqNum |
        | RefTagID            | 131                       |
        | RefMsgType          | R                         |
        | SessionRejectReason | Required tag missing      |
      And the target must not send anything else
