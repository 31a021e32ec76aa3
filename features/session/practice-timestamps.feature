@session @practice
Feature: Times of every precision
  SendingTime has whole seconds, milliseconds, or as many digits as two sides agreed upon.

  Rule: SendingTime is read with milliseconds and without, and should be read with more digits.

    @PX-13 @must @since:FIX.4.2
    Scenario Outline: SendingTime with <digits> digits
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "digits" and SendingTime <now with <digits> digits>
      Then the target must send Heartbeat with TestReqID "digits" within 2 seconds

      Examples:
        | digits |
        | 0      |
        | 3      |

    @PX-13 @should @since:FIXT.1.1
    Scenario Outline: SendingTime with <digits> digits, by agreement
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "digits" and SendingTime <now with <digits> digits>
      Then the target should send Heartbeat with TestReqID "digits" within 2 seconds

      Examples:
        | digits |
        | 6      |
        | 9      |
        | 12     |

  Rule: SendingTime is written in the precision that was configured.

    @PX-13 @must @since:FIX.4.2 @needs:configure
    Scenario Outline: <digits> digits configured
      Given the target is configured with:
        | timestampPrecision | <digits> |
      And an established session with the target
      When the tester sends TestRequest with TestReqID "precision"
      Then the target must send Heartbeat within 2 seconds:
        | TestReqID   | precision                          |
        | SendingTime | /^\d{8}-\d\d:\d\d:\d\d<fraction>$/ |

      Examples:
        | digits | fraction |
        | 0      |          |
        | 3      | [.]\d{3} |

    @PX-13 @must @since:FIXT.1.1 @needs:configure
    Scenario Outline: <digits> digits configured, by agreement
      Given the target is configured with:
        | timestampPrecision | <digits> |
      And an established session with the target
      When the tester sends TestRequest with TestReqID "precision"
      Then the target must send Heartbeat within 2 seconds:
        | TestReqID   | precision                               |
        | SendingTime | /^\d{8}-\d\d:\d\d:\d\d[.]\d{<digits>}$/ |

      Examples:
        | digits |
        | 6      |
        | 9      |

  Rule: A wall clock that is set forward or back moves SendingTime, and nothing else: intervals are steady.

    @PX-49 @must @needs:setClock
    Scenario Outline: the clock of the target is set <way>
      Given an established session with HeartBtInt 2
      When the target's clock is set <way> by 90 seconds
      Then the target must send Heartbeat within 1.6 HeartBtInt
      And its SendingTime must be 90 seconds <seen> ours
      When the tester sends Heartbeat
      Then the target must send Heartbeat within 1.6 HeartBtInt
      And the target must send TestRequest within 3 HeartBtInt
      And the target must disconnect within 4 HeartBtInt

      Examples:
        | way     | seen     |
        | forward | ahead of |
        | back    | behind   |
