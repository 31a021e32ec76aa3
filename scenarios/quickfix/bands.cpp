#include "bands.h"

namespace {

const char* const TOO_LATE = "refuse: tooLate";

const Band BANDS[] = {
    {10, 19, "Q10", "ack; fill: rest", TOO_LATE, TOO_LATE},
    {20, 29, "Q20", "ack; fill: 10; fill: rest", TOO_LATE, TOO_LATE},
    {30, 39, "Q30", "ack", "accept", "accept; fill: rest"},
    {40, 49, "Q40", "ack; fill: 20", "accept", "accept; fill: rest"},
    {50, 59, "Q50", "ack; fill: 20", "accept", "accept"},
    {60, 69, "Q60", "reject: other", TOO_LATE, TOO_LATE},
    {70, 79, "Q70", "ack", "accept", "refuse: option"},
    {80, 89, "Q80", "ack", "refuse: option", "accept"},
    {90, 99, "Q90", "ack; doneForDay", TOO_LATE, TOO_LATE},
    {100, 109, "Q100", "ack; wait: 1000; cancel: 4", "accept", "accept"},
    {110, 119, "Q110", "ack; fill: 50; cancel: 4", TOO_LATE, TOO_LATE},
    {120, 129, "Q120", "ack", "accept", "accept"},
    {130, 139, "Q130", "ack; fill: 50", "accept", "accept"},
    {140, 149, "Q140", "pendingNew; wait: 1000; ack", "pending; accept", "accept"},
    {150, 159, "Q150", "pendingNew; reject: other", TOO_LATE, TOO_LATE},
    {160, 169, "Q160", "ack; fill: rest; wait: 1000; bust: 1", "accept", "accept", false, true},
    {170, 179, "Q170", "ack; fill: rest; correct: 1, px: up by 1 ticks", TOO_LATE, TOO_LATE},
    {180, 189, "Q180",
     "ack; fill: 10%; fill: rest; bust: 1; correct: 1, px: better by 1 ticks; fill: rest; correct: 1, px: limit", TOO_LATE,
     "pending; accept; correct: 1, by: 5%", false, true},
    {190, 199, "Q190", "ack; restate: 5, qty: -10", "accept", "accept"},
    {200, 209, "Q200", "ack; stop: 10%; fill: 10%, px: better by 1 ticks", "accept", "accept"},
    {210, 219, "Q210", "ack; wait: 1000; suspend; wait: 1000; release", "accept", "refuse: option"},
    {220, 229, "Q220", "ack; fill: 20", "pending; fill: 10; accept", "pending; accept"},
    {230, 239, "Q230", "ack; fill: 20", "pending; fill: rest; refuse: tooLate", "fill: rest; refuse: tooLate"},
    {240, 249, "Q240", "ack; fill: 10", "accept", "fill: 5; pending; fill: 5; accept"},
    {250, 259, "Q250", "ack; fill: 20", "accept", "accept"},
    {260, 269, "Q260", "ack; fill: 10", "accept", "pending; fill: 10; refuse: option"},
    {270, 274, "Q270", "ack; fill: 10", "accept", "pending; wait: 2000; accept"},
    {275, 279, "Q275", "ack; fill: 10", "accept", "pending; wait: 2000; accept", true},
    {280, 299, "Q280", "ack; fill: 10", "accept", "accept"},
    {300, 309, "Q300", "ack; fill: 10; fill: rest", TOO_LATE, TOO_LATE},
    {310, 319, "Q310", "admit", "accept", "accept"},
    {320, 329, "Q320", "fill: 10; ack", "accept", "accept"},
    {330, 334, "Q330", "businessReject", TOO_LATE, TOO_LATE},
    {350, 359, "Q350", "ack; fill: 20", "accept", "accept"},
    {360, 364, "Q360", "ack; fill: 50; doneForDay; correct: 1, qty: 40; bust: 1", TOO_LATE, TOO_LATE},
    {365, 369, "Q365", "ack; fill: rest; calculate", TOO_LATE, TOO_LATE},
    {410, 419, "Q410", "ack; fill: 3; fill: 4, px: better by 1 ticks; fill: rest, px: better by 2 ticks", TOO_LATE, TOO_LATE},
    {420, 429, "Q420", "ack; fill: 50%", "pending; accept; bust: 1; fill: 40", "accept"},
    {430, 439, "Q430", "ack; fills: 10", TOO_LATE, TOO_LATE},
    {450, 459, "Q450", "ack; fill: rest", TOO_LATE, "pending; accept", false, true},
    {470, 479, "Q470", "ack; reject: other", TOO_LATE, TOO_LATE},
    {480, 489, "Q480", "reject: other", TOO_LATE, TOO_LATE},
    {520, 529, "Q520", "random", "random", "random", true},
    {570, 579, "Q570", "ack", "pending; silence", "pending; silence"},
    {580, 589, "Q580", "ack; fill: rest", TOO_LATE, TOO_LATE},
};
const Band RESTS = {0, 0, "Q1", "ack", "accept", "accept"};

}  // namespace

const Band& bandOf(const Decimal& quantity) {
  // A band is of whole numbers; a fraction between two of them rests like any other.
  for (const Band& band : BANDS)
    if (quantity >= Decimal(band.low) && quantity <= Decimal(band.high)) return band;
  return RESTS;
}

Steps randomLife(std::minstd_rand& dice) {
  std::string steps = "ack";
  for (unsigned fills = dice() % 4; fills > 0; fills--)
    steps += "; wait: " + std::to_string(dice() % 600) + "; fill: " + std::to_string(1 + dice() % 300);
  return readSteps(steps);
}

Steps randomAnswer(std::minstd_rand& dice) {
  static const char* const ANSWERS[] = {
      "accept", "accept", "pending; accept", "pending; wait: 40; accept", "fill: 20; accept", "pending; fill: 30; wait: 15; accept",
      "refuse: option", "pending; wait: 25; refuse: option", "fill: 10; pending; refuse: other",
  };
  return readSteps(ANSWERS[dice() % (sizeof ANSWERS / sizeof *ANSWERS)]);
}
