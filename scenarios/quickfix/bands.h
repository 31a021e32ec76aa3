// How the venue treats an order, by its first OrderQty: the table of quantity bands that fixproof prints with
// `fixproof simulate --rules`, as far as a venue of good faith does such things. What is not listed rests.
#pragma once

#include "decimal.h"
#include "steps.h"

#include <random>
#include <string>

struct Band {
  int low, high;
  const char *name, *onNew, *onCancel, *onReplace;
  // What becomes of a request while another one pends: refused, or queued behind it.
  bool queues = false;
  // A filled order is open again when a replace raises its quantity.
  bool reopens = false;
};

const Band& bandOf(const Decimal& quantity);

// Q520, whose orders live as chance will have it: some steps for an order, or for a request about it.
Steps randomLife(std::minstd_rand& dice);
Steps randomAnswer(std::minstd_rand& dice);
