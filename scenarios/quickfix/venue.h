// The venue: takes orders and requests of one session, keeps its own books, and answers as the bands say. Every session
// has a market of its own, so that testers side by side do not see each other's market close.
#pragma once

#include "loop.h"
#include "order.h"

#include <quickfix/Message.h>
#include <quickfix/SessionID.h>

#include <functional>
#include <list>
#include <map>
#include <random>
#include <set>
#include <string>

// Reasons by name, for OrdRejReason(103) and CxlRejReason(102); each version has its own number for them.
enum class Reason {
  option, unknownSymbol, closed, limit, tooLate, duplicate, stale, unsupported, quantity, account, credit, tick, band,
  stopPrice, conditional, other, unknownOrder, pending,
};
Reason reasonNamed(const std::string& name);

struct Symbol {
  const char *name, *tick, *lot;
};
const Symbol* symbolNamed(const std::string& name);

// The price at which every market begins.
const Decimal REFERENCE(100);

class Venue {
 public:
  // @param version 42, 44 or 52
  Venue(FIX::SessionID session, int version, Loop& loop) : session_(std::move(session)), version_(version), loop_(loop) {}

  static bool takes(const std::string& msgType, int version);
  void take(const FIX::Message& message);

  // A market event of the control channel: "close", "halt SIM", "order X fill: 10". @throws std::runtime_error
  void event(const std::string& text);

  // The tester begins anew with number 1: the market opens, and of what it left behind nothing is said unasked.
  void beginAnew();

 private:
  // venue.cpp
  void enter(const FIX::Message& message);
  Order& newOrder(const FIX::Message& message);
  std::string lifeOf(const Order& order, std::string& rule) const;

  // status.cpp
  void status(const FIX::Message& message);
  void massStatus(const FIX::Message& message);

  // order-life.cpp
  void run(Order& order);
  void perform(Order& order, const Step& step);
  void acknowledge(Order& order);
  void fill(Order& order, const Decimal& quantity, const Decimal& price);
  void cancelByVenue(Order& order, const std::string& reason);
  void expire(Order& order);
  void bust(Order& order, Execution& one);
  void correct(Order& order, Execution& one, const Decimal& quantity, const Decimal& price);
  Decimal priceOf(const Order& order, const std::string& text) const;
  Decimal quantityOf(const Order& order, const std::string& text) const;

  // checks.cpp
  struct Fault { Reason reason; std::string text; };
  bool hasFault(const FIX::Message& message, const Order& order, Fault& fault) const;
  bool hasFaultyTerms(const Order& order, const Terms& terms, Fault& fault) const;
  std::string rejectCode(Reason reason) const;
  std::string refusalCode(Reason reason) const;

  // requests.cpp
  void request(const FIX::Message& message, char kind);
  void massCancel(const FIX::Message& message);
  void begin(Order& order, Request& request);
  void runRequests(Order& order);
  // One step of a request: pending, accept, amendToCum or refuse. False when it is none of those.
  bool decide(Order& order, const std::string& id, const Step& step);
  void forget(Order& order, const std::string& id);
  void acceptRequest(Order& order, Request& request);
  void refuse(Order* order, const FIX::Message* message, char kind, const std::string& id, const std::string& orig,
              Reason reason, const std::string& text);
  Order* findForRequest(const FIX::Message& message);

  // market.cpp
  void closeMarket();
  void nextDay();
  void halt(const std::string& symbol);
  void resume(const std::string& symbol);
  void tradeAt(const std::string& symbol, const Decimal& price);
  void takeByVoice(const std::string& symbol, const std::string& side, const std::string& quantity, const std::string& price);
  void tell(const std::string& name, const Step& step);
  void split(const std::string& symbol, const Decimal& to, const Decimal& from);
  void trigger(Order& order, const Decimal& price);

  // reports.cpp
  enum class Kind { pendingNew, acknowledged, rejected, fill, pendingCancel, pendingReplace, cancelled, replaced, restated,
                    doneForDay, expired, suspended, stopped, calculated, triggered, bust, correct, status };
  FIX::Message report(const Order& order, Kind kind);
  void send(FIX::Message& message);
  void businessReject(const FIX::Message& message, const std::string& id, int reason, const std::string& text);
  char statusOf(const Order& order) const { return order.status(version_ == 42); }

  Order* orderNamed(const std::string& clOrdID);
  static Terms termsOf(const FIX::Message& message);
  std::string nextID(const char* prefix);

  const FIX::SessionID session_;
  const int version_;
  Loop& loop_;
  std::list<Order> orders_;
  // Every ClOrdID that a D, F or G of this session has used up, with its order where it has one.
  std::map<std::string, Order*> used_;
  std::map<std::string, Order*> byOrderID_;
  std::map<std::string, Decimal> last_;
  std::set<std::string> halted_;
  std::minstd_rand dice_{20261122};
  bool open_ = true, down_ = false;
  int day_ = 0;
};
