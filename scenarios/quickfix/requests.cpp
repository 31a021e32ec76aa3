// Cancels and replaces: who may, what then, and one after the other.
#include "bands.h"
#include "fields.h"
#include "venue.h"

#include <algorithm>

// By OrderID where it is the only name, else by OrigClOrdID; null where they disagree.
Order* Venue::findForRequest(const FIX::Message& message) {
  const std::string orig = textOf(message, FIX::FIELD::OrigClOrdID), orderID = textOf(message, FIX::FIELD::OrderID);
  const auto byID = byOrderID_.find(orderID);
  Order* named = byID == byOrderID_.end() ? nullptr : byID->second;
  if (orig.empty()) return named;
  Order* order = orderNamed(orig);
  return !orderID.empty() && named != order ? nullptr : order;
}

void Venue::request(const FIX::Message& message, char kind) {
  const std::string id = textOf(message, FIX::FIELD::ClOrdID), orig = textOf(message, FIX::FIELD::OrigClOrdID);
  const bool duplicate = used_.count(id) > 0;
  if (duplicate && textOf(message.getHeader(), FIX::FIELD::PossResend) == "Y") return status(message);
  Order* order = findForRequest(message);
  const auto no = [&](Reason reason, const std::string& text) { refuse(order, &message, kind, id, orig, reason, text); };
  if (duplicate) return no(Reason::duplicate, "duplicate ClOrdID");
  used_[id] = order;
  if (order == nullptr) return no(Reason::unknownOrder, "unknown order");
  if (textOf(message, FIX::FIELD::Symbol) != order->symbol || charOf(message, FIX::FIELD::Side) != order->side)
    return no(Reason::other, "Symbol and Side must be those of the order");

  Request request;
  request.kind = kind;
  request.id = id;
  request.orig = orig.empty() ? order->id : orig;
  if (kind == 'G') request.terms = termsOf(message);
  if (order->manual) {
    order->requests.push_back(request);
    return;
  }
  request.steps = readSteps(kind == 'F' ? order->band->onCancel : order->band->onReplace);
  if (order->rule == "Q520") request.steps = randomAnswer(dice_);
  const bool pends = std::any_of(order->requests.begin(), order->requests.end(), [](const Request& r) { return r.begun; });
  if ((pends && !order->band->queues) || (!order->accepted && kind == 'G' && !order->isOver() && order->cum == Decimal(0)))
    return no(Reason::pending, "a request pends, or the order does");
  order->requests.push_back(request);
  runRequests(*order);
}

// What the market says of an order in its present state. What comes first in the queue has the word.
void Venue::begin(Order& order, Request& request) {
  const auto no = [&](Reason reason, const std::string& text) {
    const Request refused = request;
    order.requests.pop_front();
    refuse(&order, nullptr, refused.kind, refused.id, refused.orig, reason, text);
  };
  const bool replace = request.kind == 'G';
  if (order.isOver()) return no(Reason::tooLate, "too late");
  if (order.isFilled() && !(replace && order.band->reopens && request.terms.quantity > order.cum))
    return no(Reason::tooLate, "too late");
  if (request.orig != order.id) return no(Reason::unknownOrder, "OrigClOrdID is an older name of the order");
  Fault fault;
  if (replace && hasFaultyTerms(order, request.terms, fault)) return no(fault.reason, fault.text);
  request.begun = true;
  if (order.account == "ACC-PEND" && (request.steps.front().verb == "accept" || request.steps.front().verb == "refuse"))
    request.steps.insert(request.steps.begin(), Step{"pending", "", {}});
  // It is accepted, or not, when the order was.
  if (!order.accepted && request.steps.front().verb != "pending")
    request.steps.insert(request.steps.begin(), Step{"pending", "", {}});
}

void Venue::runRequests(Order& order) {
  if (order.manual) return;
  while (!order.requests.empty()) {
    if (!order.requests.front().begun) {
      begin(order, order.requests.front());
      continue;
    }
    Request& request = order.requests.front();
    if (request.next == request.steps.size()) {
      order.requests.pop_front();
      continue;
    }
    if (request.waiting) return;
    const Step step = request.steps[request.next];
    if ((step.verb == "accept" && !order.accepted) || step.verb == "silence") return;
    request.next++;
    if (step.verb == "wait") {
      const std::string id = request.id;
      loop_.after(std::chrono::milliseconds(std::stol(step.value)), [this, &order, id] {
        // It may have ended otherwise.
        if (order.leftBehind || order.requests.empty() || order.requests.front().id != id) return;
        order.requests.front().waiting = false;
        runRequests(order);
      });
      request.waiting = true;
      return;
    }
    const std::string id = request.id;
    if (!decide(order, id, step)) perform(order, step);
  }
}

void Venue::forget(Order& order, const std::string& id) {
  order.requests.erase(std::remove_if(order.requests.begin(), order.requests.end(),
                                      [&id](const Request& request) { return request.id == id; }),
                       order.requests.end());
}

bool Venue::decide(Order& order, const std::string& id, const Step& step) {
  const auto found = std::find_if(order.requests.begin(), order.requests.end(),
                                  [&id](const Request& request) { return request.id == id; });
  if (found == order.requests.end()) return false;
  Request& request = *found;
  if (step.verb == "pending") {
    request.pending = true;
    FIX::Message out = report(order, request.kind == 'F' ? Kind::pendingCancel : Kind::pendingReplace);
    put(out, FIX::FIELD::ClOrdID, request.id);
    put(out, FIX::FIELD::OrigClOrdID, order.id);
    send(out);
    return true;
  }
  const bool accepts = step.verb == "accept" || step.verb == "amendToCum";
  if (!accepts && step.verb != "refuse" && step.verb != "reject") return false;
  // It may have filled or ended while the request pended.
  if (accepts && !order.isOver() && !(order.isFilled() && request.kind == 'F')) {
    acceptRequest(order, request);
    return true;
  }
  const Request refused = request;
  forget(order, id);
  refuse(&order, nullptr, refused.kind, refused.id, refused.orig, accepts ? Reason::tooLate : reasonNamed(step.value),
         "rule " + order.rule);
  return true;
}

void Venue::acceptRequest(Order& order, Request& request) {
  request.pending = false;
  const std::string before = order.id;
  if (request.kind == 'F') {
    order.cancelled = true;
    FIX::Message out = report(order, Kind::cancelled);
    put(out, FIX::FIELD::ClOrdID, request.id);
    put(out, FIX::FIELD::OrigClOrdID, before);
    return send(out);
  }
  order.terms = request.terms;
  // Never less than has traded.
  order.terms.quantity = most(order.terms.quantity, order.cum);
  order.id = request.id;
  order.replaced = true;
  FIX::Message out = report(order, Kind::replaced);
  put(out, FIX::FIELD::OrigClOrdID, before);
  send(out);
  if (order.terms.timeInForce == '3' || order.terms.timeInForce == '4') cancelByVenue(order, "");
}

void Venue::refuse(Order* order, const FIX::Message* message, char kind, const std::string& id, const std::string& orig,
                   Reason reason, const std::string& text) {
  FIX::Message out;
  out.getHeader().setField(FIX::FIELD::MsgType, "9");
  put(out, FIX::FIELD::OrderID, order == nullptr ? "NONE" : order->orderID);
  put(out, FIX::FIELD::ClOrdID, id);
  // The last name that was accepted; of an unknown order the name that came.
  put(out, FIX::FIELD::OrigClOrdID, order == nullptr ? orig.empty() ? "NONE" : orig : order->id);
  put(out, FIX::FIELD::OrdStatus, order == nullptr ? '8' : statusOf(*order));
  put(out, FIX::FIELD::CxlRejResponseTo, kind == 'F' ? '1' : '2');
  put(out, FIX::FIELD::CxlRejReason, refusalCode(reason));
  put(out, FIX::FIELD::Text, text);
  put(out, FIX::FIELD::TransactTime, timeNow());
  send(out);
}

void Venue::massCancel(const FIX::Message& message) {
  const std::string scope = textOf(message, FIX::FIELD::MassCancelRequestType), symbol = textOf(message, FIX::FIELD::Symbol);
  const std::string id = textOf(message, FIX::FIELD::ClOrdID);
  const char side = charOf(message, FIX::FIELD::Side);
  const char* fault = "";
  if (scope != "1" && scope != "7") fault = "0";
  else if (scope == "1" && symbolNamed(symbol) == nullptr) fault = "1";
  std::vector<Order*> found;
  for (Order& order : orders_)
    if (!*fault && !order.leftBehind && order.isLive() && order.accepted && (scope == "7" || order.symbol == symbol) &&
        (side == 0 || order.side == side))
      found.push_back(&order);
  used_[id] = nullptr;

  FIX::Message out;
  out.getHeader().setField(FIX::FIELD::MsgType, "r");
  put(out, FIX::FIELD::ClOrdID, id);
  put(out, FIX::FIELD::OrderID, nextID("M"));
  if (version_ >= 50) put(out, FIX::FIELD::MassActionReportID, nextID("M"));
  put(out, FIX::FIELD::MassCancelRequestType, scope);
  put(out, FIX::FIELD::MassCancelResponse, *fault ? "0" : scope);
  put(out, FIX::FIELD::MassCancelRejectReason, fault);
  if (!*fault) put(out, FIX::FIELD::TotalAffectedOrders, std::to_string(found.size()));
  put(out, FIX::FIELD::Symbol, symbol);
  put(out, FIX::FIELD::Side, side);
  put(out, FIX::FIELD::TransactTime, timeNow());
  for (const Order* order : found) {
    FIX::Group affected(FIX::FIELD::NoAffectedOrders, FIX::FIELD::OrigClOrdID);
    put(affected, FIX::FIELD::OrigClOrdID, order->id.empty() ? "NONE" : order->id);
    put(affected, FIX::FIELD::AffectedOrderID, order->orderID);
    out.addGroup(affected);
  }
  send(out);
  for (Order* order : found) {
    // An account that wants no more than the list.
    if (order->account == "ACC-RONLY") order->cancelled = true;
    else cancelByVenue(*order, "");
  }
}
