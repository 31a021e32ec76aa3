// The client: what its user enters goes to the venue, and what the venue reports is kept: executions by ExecID, and from
// them quantity, average and position. What can not be right is protested against or noted, and never booked in silence.
#pragma once

#include "decimal.h"
#include "loop.h"

#include <quickfix/Message.h>
#include <quickfix/SessionID.h>

#include <list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using FieldList = std::vector<std::pair<int, std::string>>;

// A ClOrdID that we have used for an order: D or G name it, F does not.
struct Name {
  std::string id;
  char kind;  // D, F or G
  FieldList fields;
  bool answered = false, accepted = false, rejected = false;
};

struct Trade {
  Decimal quantity, price;
};

struct Held {
  std::vector<Name> names;
  std::string inForce, symbol, orderID;
  char side = 0;
  Decimal quantity, price;
  bool hasPrice = false;
  std::string status = "A";  // OrdStatus(39) as last told, or "unknown"
  Decimal leaves;
  std::map<std::string, Trade> trades;
  std::set<std::string> busted;
  bool reconciling = false;  // the venue's CumQty holds where we have missed something
  bool leftBehind = false;
  std::vector<std::string> alarms;

  bool isOver() const { return status == "4" || status == "8" || status == "C" || status == "3" || status == "2"; }
  Decimal traded() const {
    Decimal sum;
    for (const auto& one : trades) sum = sum + one.second.quantity;
    return sum;
  }
  Decimal value() const {
    Decimal sum;
    for (const auto& one : trades) sum = sum + one.second.quantity * one.second.price;
    return sum;
  }
  Name* named(const std::string& id) {
    for (Name& name : names)
      if (name.id == id) return &name;
    return nullptr;
  }
};

class Client {
 public:
  // @param version 42, 44 or 52
  // @param silence after which the client asks what became of a request
  Client(FIX::SessionID session, int version, Loop& loop, std::chrono::seconds silence)
      : session_(std::move(session)), version_(version), loop_(loop), silence_(silence) {}

  static bool takes(const std::string& msgType);
  void take(const FIX::Message& message);

  // The user acts: "new", "cancel", "replace" or "send". @returns the ClOrdID @throws std::runtime_error
  std::string enter(const std::string& action, const std::string& clOrdID, const std::string& msgType, FieldList fields);
  // Lines "Name=value". @throws std::runtime_error for an order that is not there
  std::string show(const std::string& clOrdID, const std::string& symbol) const;

  // Under which number a message of ours went out.
  void wentOut(const std::string& msgSeqNum, const std::string& clOrdID) { sent_[msgSeqNum] = clOrdID; }
  // The venue's session layer has refused a message of ours, or ours one of the venue's.
  void refusedByVenue(const std::string& refSeqNum);
  void refusedByUs(const std::string& refMsgType);
  void loggedOut() { saidLogout_ = true; }
  // Both numbers are 1 again: nothing that was missed will be sent again.
  void numbersBeganAnew();

 private:
  // client.cpp
  Held* find(const std::string& id);
  Held* findByOrderID(const std::string& orderID);
  const Held* find(const std::string& id) const { return const_cast<Client*>(this)->find(id); }
  const FIX::DataDictionary& applicationDictionary() const;
  void transmit(const std::string& msgType, const FieldList& fields);
  void note(Name& name, Held& order);
  void ask(const Held& order);
  void alarm(Held* order, const std::string& text);
  void refuse(const std::string& id, const std::string& why);
  void alarmAbout(const std::string& id, const std::string& text);
  std::string nextID();

  // client-reports.cpp
  void report(const FIX::Message& message);
  bool isKnown(Held& order, const FIX::Message& message, bool& consistent);
  void book(Held& order, const FIX::Message& message, const Decimal& quantity);
  void bust(Held& order, const std::string& reference);
  void correct(Held& order, const FIX::Message& message, const std::string& reference);
  void restate(Held& order, const FIX::Message& message);
  void reconcile(Held& order, const FIX::Message& message);
  void checkArithmetic(Held& order, const FIX::Message& message);
  void protest(const FIX::Message& message, char reason);
  void cancelReject(const FIX::Message& message);
  void businessReject(const FIX::Message& message);
  void massCancelReport(const FIX::Message& message);
  Held& adopt(const FIX::Message& message);

  const FIX::SessionID session_;
  const int version_;
  Loop& loop_;
  const std::chrono::seconds silence_;
  std::list<Held> orders_;
  std::map<std::string, Held*> byName_;
  std::map<std::string, std::string> sent_;
  // What each ExecID said.
  std::map<std::string, std::string> executions_;
  // Of requests that are about no order of their own: a mass cancel, a request for market data.
  std::map<std::string, std::vector<std::string>> requests_;
  std::vector<std::string> alarms_;
  bool saidLogout_ = true;
};
