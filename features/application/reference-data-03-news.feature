@application
Feature: Reference data: news
  News is for people; whatever it says never breaks the framing.

  Rule: News of several lines, and raw data with SOH in it, is taken without an answer.

    @MKT-11.a @may @client @needs:news
    Scenario Outline: News with <what>
      Given the tester plays the venue
      When the tester's market feeds "<script>" in NEWS
      Then the tester's venue has sent News with Headline "<headline>" within 2 seconds
      And the target must accept it
      And the target must not send anything else

      Examples:
        | what                       | script                           | headline                     |
        | three lines and raw data   | 3 raw flash Recovery is Complete | Recovery is Complete         |
        | one line in the background | 1 background                     | News of the simulated market |
        | a hundred lines            | 100 raw Much to read             | Much to read                 |

    @MKT-11.a @may @client @needs:news @needs:enterOrders @needs:showOrders
    Scenario: News between an order and its reports
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the tester's market feeds "3 raw flash Recovery is Complete" in NEWS
      And the tester's venue does "fill: 5" with "order"
      Then the target must show "order" as Filled with CumQty 5
      And the target must accept it
