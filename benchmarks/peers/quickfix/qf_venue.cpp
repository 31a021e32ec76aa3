// A venue on QuickFIX C++ as its users write one: MessageCracker, typed messages, orders in a map by ClOrdID.
//   qf_venue --port P --dict FIX44.xml --dir D [--sessions N]
// FileStore, validation by the dictionary on. Quantities below 10 are acknowledged and rest, others are acknowledged and filled;
// OrderCancelRequest and OrderCancelReplaceRequest are accepted while the order works. What was parsed once is not parsed or
// formatted again: fields of the order go into its reports as they are.
#include <quickfix/Application.h>
#include <quickfix/FileStore.h>
#include <quickfix/MessageCracker.h>
#include <quickfix/Session.h>
#include <quickfix/SessionSettings.h>
#include <quickfix/SocketAcceptor.h>
#include <quickfix/fix44/ExecutionReport.h>
#include <quickfix/fix44/NewOrderSingle.h>
#include <quickfix/fix44/OrderCancelReject.h>
#include <quickfix/fix44/OrderCancelReplaceRequest.h>
#include <quickfix/fix44/OrderCancelRequest.h>
#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <deque>
#include <map>
#include <memory>
#include <sstream>
#include <unistd.h>
#include <unordered_map>

static std::atomic<bool> finished(false);
static const size_t REMEMBERED = 50000;

struct Order {
  FIX::OrderID orderID; FIX::ClOrdID clOrdID; FIX::Symbol symbol; FIX::Side side; FIX::OrdType ordType; FIX::TimeInForce timeInForce;
  FIX::Account account; FIX::Currency currency; FIX::OrderQty orderQty; FIX::Price price;
  bool hasAccount = false, hasCurrency = false;
  double qty = 0, px = 0, cum = 0, cost = 0;
  bool canceled = false;
  std::vector<std::string> ids; // every ClOrdID of the chain
  bool open() const { return !canceled && cum < qty; }
  double leaves() const { return open() ? qty - cum : 0; }
  double avg() const { return cum > 0 ? cost / cum : 0; }
  char status() const { return canceled ? '4' : cum >= qty ? '2' : cum > 0 ? '1' : '0'; }
};
typedef std::shared_ptr<Order> OrderPtr;

struct Venue : FIX::Application, FIX::MessageCracker {
  std::unordered_map<std::string, OrderPtr> orders;
  std::deque<OrderPtr> over;
  long lastOrder = 0, lastExec = 0;

  void onCreate(const FIX::SessionID&) {}
  void onLogon(const FIX::SessionID&) {}
  void onLogout(const FIX::SessionID&) {}
  void toAdmin(FIX::Message&, const FIX::SessionID&) {}
  void toApp(FIX::Message&, const FIX::SessionID&) throw(FIX::DoNotSend) {}
  void fromAdmin(const FIX::Message&, const FIX::SessionID&) throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) {}
  void fromApp(const FIX::Message& m, const FIX::SessionID& id) throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) { crack(m, id); }

  FIX44::ExecutionReport reportOf(const Order& o, char execType) {
    char exec[24]; snprintf(exec, sizeof exec, "E%ld", ++lastExec);
    FIX44::ExecutionReport r(o.orderID, FIX::ExecID(exec), FIX::ExecType(execType), FIX::OrdStatus(o.status()), o.side,
                             FIX::LeavesQty(o.leaves()), FIX::CumQty(o.cum), FIX::AvgPx(o.avg()));
    r.set(o.clOrdID); r.set(o.symbol); r.set(o.orderQty); r.set(o.ordType); r.set(o.price); r.set(o.timeInForce);
    if (o.hasAccount) r.set(o.account);
    if (o.hasCurrency) r.set(o.currency);
    r.set(FIX::TransactTime(FIX::UtcTimeStamp(), 3));
    return r;
  }
  void reject(Order& o, const FIX::SessionID& id, int reason, const std::string& text) {
    FIX44::ExecutionReport r = reportOf(o, '8');
    r.set(FIX::OrdStatus('8')); r.set(FIX::LeavesQty(0)); r.set(FIX::OrdRejReason(reason)); r.set(FIX::Text(text));
    FIX::Session::sendToTarget(r, id);
  }
  void onMessage(const FIX44::NewOrderSingle& m, const FIX::SessionID& id) {
    OrderPtr order = std::make_shared<Order>(); Order& o = *order;
    m.get(o.clOrdID); m.get(o.symbol); m.get(o.side); m.get(o.ordType); m.get(o.orderQty); m.get(o.price);
    if ((o.hasAccount = m.isSetField(FIX::FIELD::Account))) m.get(o.account);
    if ((o.hasCurrency = m.isSetField(FIX::FIELD::Currency))) m.get(o.currency);
    if (m.isSetField(FIX::FIELD::TimeInForce)) m.get(o.timeInForce); else o.timeInForce.setValue('0');
    o.qty = o.orderQty.getValue(); o.px = o.price.getValue();
    char name[24]; snprintf(name, sizeof name, "O%ld", ++lastOrder); o.orderID.setValue(name);
    if (o.symbol.getValue() != "SIM") return reject(o, id, 1, "unknown symbol");
    if (orders.count(o.clOrdID.getValue())) return reject(o, id, 6, "duplicate ClOrdID");
    double ticks = o.px * 100;
    if (!(o.qty > 0) || !(o.px > 0) || std::fabs(ticks - std::round(ticks)) > 1e-6) return reject(o, id, 99, "quantity or price");
    if (o.ordType.getValue() != '2') return reject(o, id, 11, "OrdType is not supported");
    keep(order, o.clOrdID.getValue());
    FIX44::ExecutionReport ack = reportOf(o, '0');
    FIX::Session::sendToTarget(ack, id);
    if (o.qty >= 10) fill(order, o.qty, o.px, id);
  }
  void fill(const OrderPtr& order, double qty, double px, const FIX::SessionID& id) {
    Order& o = *order; o.cum += qty; o.cost += qty * px;
    FIX44::ExecutionReport r = reportOf(o, 'F');
    r.set(FIX::LastQty(qty)); r.set(FIX::LastPx(px));
    FIX::Session::sendToTarget(r, id);
    if (!o.open()) bury(order);
  }
  void onMessage(const FIX44::OrderCancelRequest& m, const FIX::SessionID& id) {
    FIX::ClOrdID cl; FIX::OrigClOrdID orig; m.get(cl); m.get(orig);
    OrderPtr order = working(cl, orig, id, '1');
    if (!order) return;
    Order& o = *order; keep(order, cl.getValue()); o.canceled = true;
    FIX44::ExecutionReport r = reportOf(o, '4');
    r.set(cl); r.set(orig);
    FIX::Session::sendToTarget(r, id);
    bury(order);
  }
  void onMessage(const FIX44::OrderCancelReplaceRequest& m, const FIX::SessionID& id) {
    FIX::ClOrdID cl; FIX::OrigClOrdID orig; m.get(cl); m.get(orig);
    OrderPtr order = working(cl, orig, id, '2');
    if (!order) return;
    Order& o = *order; keep(order, cl.getValue());
    o.clOrdID = cl; m.get(o.orderQty); m.get(o.price); o.qty = o.orderQty.getValue(); o.px = o.price.getValue();
    FIX44::ExecutionReport r = reportOf(o, '5');
    r.set(orig);
    FIX::Session::sendToTarget(r, id);
  }
  // The order that a request is about, or nothing when the request has been refused.
  OrderPtr working(const FIX::ClOrdID& cl, const FIX::OrigClOrdID& orig, const FIX::SessionID& id, char responseTo) {
    auto found = orders.find(orig.getValue()); OrderPtr order = found == orders.end() ? OrderPtr() : found->second;
    int reason = orders.count(cl.getValue()) ? 6 : !order || order->clOrdID.getValue() != orig.getValue() ? 1 : !order->open() ? 0 : -1;
    if (reason < 0) return order;
    FIX44::OrderCancelReject r(order ? order->orderID : FIX::OrderID("NONE"), cl, orig, FIX::OrdStatus(order ? order->status() : '8'), FIX::CxlRejResponseTo(responseTo));
    r.set(FIX::CxlRejReason(reason));
    FIX::Session::sendToTarget(r, id);
    return OrderPtr();
  }
  void keep(const OrderPtr& order, const std::string& clOrdID) { orders[clOrdID] = order; order->ids.push_back(clOrdID); }
  // Orders that are over stay known until so many others are.
  void bury(const OrderPtr& order) {
    over.push_back(order);
    if (over.size() <= REMEMBERED) return;
    for (const std::string& name : over.front()->ids) orders.erase(name);
    over.pop_front();
  }
};

static void onSignal(int) { finished = true; }
int main(int argc, char** argv) {
  std::map<std::string, std::string> opt;
  for (int i = 1; i + 1 < argc; i += 2) opt[argv[i] + 2] = argv[i + 1];
  std::ostringstream cfg;
  cfg << "[DEFAULT]\nConnectionType=acceptor\nStartTime=00:00:00\nEndTime=00:00:00\nHeartBtInt=3600\nSocketNodelay=Y\nUseDataDictionary=Y\n"
      << "DataDictionary=" << opt["dict"] << "\nFileStorePath=" << opt["dir"] << "\nCheckLatency=N\nPersistMessages=Y\nLogonTimeout=60\n"
      << "SocketReuseAddress=Y\nSocketAcceptPort=" << opt["port"] << "\n";
  long n = opt.count("sessions") ? atol(opt["sessions"].c_str()) : 1;
  for (long i = 1; i <= n; i++) cfg << "[SESSION]\nBeginString=FIX.4.4\nSenderCompID=VENUE\nTargetCompID=CLIENT" << i << "\n";
  std::istringstream is(cfg.str()); FIX::SessionSettings settings(is); FIX::FileStoreFactory store(settings);
  signal(SIGTERM, onSignal); signal(SIGINT, onSignal);
  Venue app; FIX::SocketAcceptor acceptor(app, store, settings);
  acceptor.start(); printf("listening pid %d\n", getpid()); fflush(stdout);
  while (!finished) usleep(100000);
  _exit(0);
}
