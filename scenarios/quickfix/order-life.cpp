// The steps of an order, one after the other: by its band, or as the control channel says.
#include "fields.h"
#include "venue.h"

#include <sstream>
#include <stdexcept>

void Venue::run(Order& order) {
  while (order.next < order.life.size()) {
    const Step step = order.life[order.next++];
    if (order.leftBehind) return;
    if (step.verb == "wait") {
      loop_.after(std::chrono::milliseconds(std::stol(step.value)), [this, &order] { run(order); });
      return;
    }
    // What waited has been overtaken by a cancel, say.
    if (order.isOver() && step.verb != "bust" && step.verb != "correct") return;
    perform(order, step);
  }
}

void Venue::perform(Order& order, const Step& step) {
  const std::string& verb = step.verb;
  if (verb == "ack") return acknowledge(order);
  if (verb == "admit") { order.accepted = true; return; }
  if (verb == "pendingNew") {
    FIX::Message out = report(order, Kind::pendingNew);
    put(out, FIX::FIELD::Text, "rule " + order.rule);
    return send(out);
  }
  if (verb == "fill") return fill(order, quantityOf(order, step.value), priceOf(order, step.get("px")));
  if (verb == "fills") {
    const long count = std::stol(step.value);
    const Decimal each = order.leaves().over(count, 0) * Decimal(count) > order.leaves()
                             ? order.leaves().over(count, 0) - Decimal(1)
                             : order.leaves().over(count, 0);
    for (long i = 1; i <= count; i++) fill(order, i < count ? each : order.leaves(), priceOf(order, step.get("px")));
    return;
  }
  if (verb == "reject") {
    order.rejected = true;
    FIX::Message out = report(order, Kind::rejected);
    put(out, FIX::FIELD::OrdRejReason, step.get("OrdRejReason", rejectCode(reasonNamed(step.value))));
    put(out, FIX::FIELD::Text, "rule " + order.rule);
    return send(out);
  }
  if (verb == "cancel") {
    static const std::map<std::string, std::string> NAMED = {
        {"none", ""}, {"verbal", "2"}, {"option", "4"}, {"halt", "6"}, {"system", "7"}, {"market", "8"}};
    const auto named = NAMED.find(step.value);
    return cancelByVenue(order, named == NAMED.end() ? step.value : named->second);
  }
  if (verb == "expire") return expire(order);
  if (verb == "bust") return bust(order, order.living(std::stol(step.value.empty() ? "1" : step.value)));
  if (verb == "correct") {
    Execution& one = order.living(std::stol(step.value.empty() ? step.get("k", "1") : step.value));
    Decimal quantity = step.get("qty").empty() ? one.quantity : Decimal::of(step.get("qty"));
    if (!step.get("by").empty()) quantity = quantity + quantityOf(order, step.get("by"));
    return correct(order, one, quantity, step.get("px").empty() ? one.price : priceOf(order, step.get("px")));
  }
  if (verb == "restate") {
    const std::string reason = step.value.empty() ? step.get("reason", "5") : step.value;
    const std::string to = step.get("qty"), price = step.get("price", step.get("px"));
    // With a sign it is a difference.
    if (!to.empty() && (to[0] == '-' || to[0] == '+'))
      order.terms.quantity = order.terms.quantity + Decimal::of(to[0] == '+' ? to.substr(1) : to);
    else if (!to.empty()) order.terms.quantity = Decimal::of(to);
    if (!price.empty()) order.terms.price = Decimal::of(price), order.terms.hasPrice = true;
    FIX::Message out = report(order, Kind::restated);
    put(out, FIX::FIELD::ExecRestatementReason, reason == "verbal" ? "2" : reason);
    return send(out);
  }
  if (verb == "stop") {
    order.stopped = true;
    FIX::Message out = report(order, Kind::stopped);
    put(out, FIX::FIELD::LastShares, quantityOf(order, step.value.empty() ? step.get("qty") : step.value).text());
    put(out, FIX::FIELD::LastPx, priceOf(order, step.get("px")).text());
    return send(out);
  }
  if (verb == "trigger") return trigger(order, REFERENCE);
  Kind kind;
  if (verb == "doneForDay") order.doneForDay = true, kind = Kind::doneForDay;
  else if (verb == "suspend") order.suspended = true, kind = Kind::suspended;
  else if (verb == "release") order.suspended = false, kind = Kind::acknowledged;
  else if (verb == "calculate") order.calculated = true, kind = Kind::calculated;
  else throw std::runtime_error("'" + verb + "' is no step that this venue knows");
  FIX::Message out = report(order, kind);
  send(out);
}

Decimal Venue::quantityOf(const Order& order, const std::string& text) const {
  if (text.empty() || text == "rest") return order.leaves();
  if (text.back() == '%')
    return (order.terms.quantity * Decimal::of(text.substr(0, text.size() - 1))).over(100, 0);
  return Decimal::of(text);
}

// The limit of the order, of a market order the reference; or so many ticks better than that for whoever sent it.
Decimal Venue::priceOf(const Order& order, const std::string& text) const {
  const Decimal own = order.terms.hasPrice && order.terms.type != '1' ? order.terms.price : REFERENCE;
  if (text.empty() || text == "limit") return own;
  std::istringstream in(text);
  std::string where, by;
  long count = 0;
  in >> where >> by >> count;
  if (where != "better" && where != "worse" && where != "up") return Decimal::of(text);
  const Decimal ticks = Decimal(count) * Decimal::of(symbolNamed(order.symbol)->tick);
  return where != "up" && (order.side == '1') == (where == "better") ? own - ticks : own + ticks;
}

void Venue::acknowledge(Order& order) {
  order.accepted = true;
  order.sleeping = order.terms.type == '3' || order.terms.type == '4';
  FIX::Message out = report(order, Kind::acknowledged);
  put(out, FIX::FIELD::Text, "rule " + order.rule);
  send(out);
  if (order.terms.timeInForce == '6' && !order.terms.expireTime.empty()) {
    const double seconds = FIX::UtcTimeStampConvertor::convert(order.terms.expireTime) - FIX::UtcTimeStamp();
    loop_.after(std::chrono::milliseconds(seconds > 0 ? static_cast<long>(seconds * 1000) + 100 : 0), [this, &order] {
      if (order.isLive() && !order.leftBehind) expire(order);
    });
  }
  // A cancel that came before may have its answer now.
  runRequests(order);
}

void Venue::fill(Order& order, const Decimal& quantity, const Decimal& price) {
  // What was cancelled may have traded before, and the venue learns of it late.
  const Decimal part = order.isOver() ? quantity : least(quantity, order.leaves());
  if (part <= Decimal(0)) return;
  order.executions.push_back({"", part, price, day_, true});
  order.cum = order.traded();
  FIX::Message out = report(order, Kind::fill);
  order.executions.back().id = textOf(out, FIX::FIELD::ExecID);
  put(out, FIX::FIELD::LastShares, part.text());
  put(out, FIX::FIELD::LastPx, price.text());
  if (version_ >= 44) put(out, FIX::FIELD::LastLiquidityInd, order.rule == "POST" || order.rule == "Q1" ? "1" : "2");
  send(out);
}

void Venue::bust(Order& order, Execution& one) {
  one.live = false;
  order.cum = order.traded();
  FIX::Message out = report(order, Kind::bust);
  put(out, FIX::FIELD::ExecRefID, one.id);
  send(out);
}

void Venue::correct(Order& order, Execution& one, const Decimal& quantity, const Decimal& price) {
  const std::string before = one.id;
  one.quantity = quantity;
  one.price = price;
  order.cum = order.traded();
  FIX::Message out = report(order, Kind::correct);
  // A correction of the correction names the correction.
  one.id = textOf(out, FIX::FIELD::ExecID);
  put(out, FIX::FIELD::ExecRefID, before);
  put(out, FIX::FIELD::LastShares, quantity.text());
  put(out, FIX::FIELD::LastPx, price.text());
  send(out);
}

void Venue::cancelByVenue(Order& order, const std::string& reason) {
  if (!order.isLive()) return;
  order.cancelled = true;
  FIX::Message out = report(order, Kind::cancelled);
  put(out, FIX::FIELD::ExecRestatementReason, version_ < 43 && reason > "5" ? "4" : reason);
  put(out, FIX::FIELD::Text, "rule " + order.rule);
  send(out);
}

void Venue::expire(Order& order) {
  order.expired = true;
  FIX::Message out = report(order, Kind::expired);
  send(out);
}
