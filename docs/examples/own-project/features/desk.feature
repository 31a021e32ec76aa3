@session @application
Feature: What this desk promises beyond the standard

  Background:
    Given an established session with the target

  @must @venue
  Scenario: A small order is filled at once
    When 100 shares are ordered at 10.25
    Then the target must report New of "order" within 2 seconds
    And the desk must have filled all of it within 2 seconds

  @must @venue
  Scenario: A large order rests
    When 101 shares are ordered at 10.25
    Then the target must report New of "order" within 2 seconds
    And the target must not report Trade of "order" for 1 second
