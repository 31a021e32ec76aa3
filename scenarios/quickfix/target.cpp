// A real target: an order desk on QuickFIX/C++ 1.15.1, as acceptor or initiator, for all eight FIX versions.
//
// The session layer is QuickFIX's own, untouched: what fixproof sees here is what thousands of installations do.
// This file only chooses settings, answers orders, and sees to it that no process is left behind. What answers orders here
// is as little as the session suite needs; the venue and the client of the application suite are applications.h.
//
// Build with -std=c++14: QuickFIX's headers use exception specifications that C++17 removed.
#include "applications.h"
#include "control-path.h"

#include <quickfix/Application.h>
#include <quickfix/FileStore.h>
#include <quickfix/Log.h>
#include <quickfix/Message.h>
#include <quickfix/MessageStore.h>
#include <quickfix/Session.h>
#include <quickfix/SessionSettings.h>
#include <quickfix/SocketAcceptor.h>
#include <quickfix/SocketInitiator.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <memory>
#include <mutex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

// --- Versions ---------------------------------------------------------------------------------------------------

struct Version {
  const char* id;           // as fixproof names it
  const char* beginString;
  const char* application;  // DefaultApplVerID, empty below FIXT.1.1
  const char* dictionary;   // file name without .xml
  const char* suffix;       // of the tester's CompID: a QuickFIX session is BeginString and CompIDs, no more
  int ordinal;
};

const Version VERSIONS[] = {
    {"FIX.4.0", "FIX.4.0", "", "FIX40", "", 40},
    {"FIX.4.1", "FIX.4.1", "", "FIX41", "", 41},
    {"FIX.4.2", "FIX.4.2", "", "FIX42", "", 42},
    {"FIX.4.3", "FIX.4.3", "", "FIX43", "", 43},
    {"FIX.4.4", "FIX.4.4", "", "FIX44", "", 44},
    {"FIXT.1.1/FIX.5.0", "FIXT.1.1", "FIX.5.0", "FIX50", "-50", 50},
    {"FIXT.1.1/FIX.5.0SP1", "FIXT.1.1", "FIX.5.0SP1", "FIX50SP1", "-50SP1", 51},
    {"FIXT.1.1/FIX.5.0SP2", "FIXT.1.1", "FIX.5.0SP2", "FIX50SP2", "", 52},
};
const char* const TARGET_COMP_ID = "QUICKFIX";

int ordinalOf(const FIX::SessionID& id) {
  for (const Version& v : VERSIONS) {
    if (id.getBeginString().getValue() != v.beginString) continue;
    if (!id.isFIXT()) return v.ordinal;
    const std::string tester = id.getTargetCompID(), suffix = v.suffix;
    const size_t dash = tester.find('-');
    if ((dash == std::string::npos ? "" : tester.substr(dash)) == suffix) return v.ordinal;
  }
  return 0;
}

// --- Options ----------------------------------------------------------------------------------------------------

struct Options {
  bool acceptor = true;
  int port = 0;
  bool portGiven = false;
  std::string dictionaries = "dictionaries";
  int heartbeat = 30;
  int testers = 0;  // sessions per version; 0: four as acceptor, one as initiator
  std::vector<std::string> versions;
  std::string store = "memory", dir = "store";
  std::string resetTime;
  std::vector<std::string> settings;
  bool log = false, detach = false;
  int parent = 0;
  std::string application = "desk", control;
  int silence = 30;
};

const char* const USAGE =
    "usage: target --role acceptor|initiator --port N [options]\n"
    "  --dictionaries DIR    folder with FIX40.xml … FIX50SP2.xml, FIXT11.xml (default: dictionaries)\n"
    "  --versions LIST       e.g. FIX.4.4,FIXT.1.1/FIX.5.0SP2 (default: all eight)\n"
    "  --testers N           sessions per version: TESTER, TESTER2 … TESTERN (default: acceptor 4, initiator 1)\n"
    "  --heartbeat S         HeartBtInt the initiator proposes (default: 30)\n"
    "  --store memory|file   memory starts with number 1 at each start (default: memory)\n"
    "  --dir DIR             folder of the file store (default: store)\n"
    "  --reset-time HH:MM:SS UTC time of the daily reset (default: twelve hours from the start)\n"
    "  --set KEY=VALUE       any other QuickFIX setting, over the ones chosen here; may be repeated\n"
    "  --application A       desk, which accepts every order, and no more; or orders, which is a venue as acceptor and a\n"
    "                        client as initiator (default: desk)\n"
    "  --control DIR         folder of the control socket of orders (default: none)\n"
    "  --silence S           seconds after which the client asks what became of a request (default: 30)\n"
    "  --log                 messages and events to stderr\n"
    "  --detach              outlive the process that started this one\n";

[[noreturn]] void usage(const std::string& problem) {
  std::cerr << "target: " << problem << "\n" << USAGE;
  exit(2);
}

int number(const std::string& name, const std::string& text, int low, int high) {
  char* end = nullptr;
  const long n = strtol(text.c_str(), &end, 10);
  if (text.empty() || *end || n < low || n > high)
    usage(name + " is '" + text + "', allowed are " + std::to_string(low) + " to " + std::to_string(high));
  return static_cast<int>(n);
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream in(list);
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  return parts;
}

std::string oneOf(const std::string& name, const std::string& text, const char* a, const char* b) {
  if (text != a && text != b) usage(name + " is '" + text + "', allowed are " + a + " and " + b);
  return text;
}

Options parse(int argc, char** argv) {
  Options o;
  for (int i = 1; i < argc; i++) {
    const std::string name = argv[i];
    if (name == "--help") { std::cout << USAGE; exit(0); }
    if (name == "--log") { o.log = true; continue; }
    if (name == "--detach") { o.detach = true; continue; }
    if (i + 1 == argc) usage(name + " is unknown or lacks its value");
    const std::string value = argv[++i];
    if (name == "--role") o.acceptor = oneOf(name, value, "acceptor", "initiator") == "acceptor";
    else if (name == "--port") { o.port = number(name, value, 0, 65535); o.portGiven = true; }
    else if (name == "--dictionaries") o.dictionaries = value;
    else if (name == "--heartbeat") o.heartbeat = number(name, value, 1, 86400);
    else if (name == "--testers") o.testers = number(name, value, 1, 1000);
    else if (name == "--versions") o.versions = split(value);
    else if (name == "--store") o.store = oneOf(name, value, "memory", "file");
    else if (name == "--dir") o.dir = value;
    else if (name == "--reset-time") o.resetTime = value;
    else if (name == "--set" && value.find('=') != std::string::npos) o.settings.push_back(value);
    else if (name == "--set") usage("--set is '" + value + "', it takes KEY=VALUE");
    else if (name == "--application") o.application = oneOf(name, value, "desk", "orders");
    else if (name == "--control") o.control = value;
    else if (name == "--silence") o.silence = number(name, value, 1, 86400);
    else if (name == "--parent") o.parent = number(name, value, 0, 1 << 30);
    else usage(name + " is unknown");
  }
  if (!o.portGiven) usage("--port is missing");
  if (!o.acceptor && o.port == 0) usage("--port 0 makes sense for an acceptor only");
  for (const std::string& v : o.versions)
    if (std::none_of(std::begin(VERSIONS), std::end(VERSIONS), [&](const Version& k) { return v == k.id; }))
      usage("--versions has '" + v + "', allowed are FIX.4.0 … FIX.4.4, FIXT.1.1/FIX.5.0, …SP1, …SP2");
  if (o.testers == 0) o.testers = o.acceptor ? 4 : 1;
  return o;
}

// --- Settings ---------------------------------------------------------------------------------------------------

// QuickFIX has a reset in every schedule, also in one of 24 hours: at equal start and end it comes at midnight UTC. A
// session that ends one second before it starts is reset just there instead, and half a day away it surprises nobody.
struct Schedule { std::string start, end; };

std::string timeOfDay(long seconds) {
  char text[16];
  seconds = (seconds + 86400) % 86400;
  snprintf(text, sizeof text, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return text;
}

Schedule scheduleOf(const Options& o) {
  long start = time(nullptr) % 86400 + 12 * 3600;
  if (!o.resetTime.empty()) {
    int h = 0, m = 0, s = 0;
    char more = 0;
    if (sscanf(o.resetTime.c_str(), "%2d:%2d:%2d%c", &h, &m, &s, &more) != 3 || h < 0 || h > 23 || m < 0 || m > 59 ||
        s < 0 || s > 59)
      usage("--reset-time is '" + o.resetTime + "', it takes HH:MM:SS");
    start = h * 3600L + m * 60 + s;
  }
  return {timeOfDay(start), timeOfDay(start - 1)};
}

std::string settingsOf(const Options& o) {
  const Schedule schedule = scheduleOf(o);
  const std::string folder = o.dictionaries + "/";
  std::ostringstream s;
  s << "[DEFAULT]\nConnectionType=" << (o.acceptor ? "acceptor" : "initiator") << "\nStartTime=" << schedule.start
    << "\nEndTime=" << schedule.end << "\nReconnectInterval=1\nSocketNodelay=Y\nUseDataDictionary=Y\nCheckLatency=Y\n"
    << "MaxLatency=120\nPersistMessages=Y\nResetOnLogon=N\nResetOnLogout=N\nResetOnDisconnect=N\nRefreshOnLogon=N\n"
    << "LogonTimeout=10\nLogoutTimeout=2\nFileStorePath=" << o.dir << "\n";
  if (o.acceptor) s << "SocketAcceptPort=" << o.port << "\nSocketReuseAddress=Y\n";
  else s << "SocketConnectHost=127.0.0.1\nSocketConnectPort=" << o.port << "\nHeartBtInt=" << o.heartbeat << "\n";
  for (const std::string& setting : o.settings) s << setting << "\n";

  for (const Version& v : VERSIONS) {
    if (!o.versions.empty() && std::find(o.versions.begin(), o.versions.end(), v.id) == o.versions.end()) continue;
    for (int i = 1; i <= o.testers; i++) {
      s << "[SESSION]\nBeginString=" << v.beginString << "\nSenderCompID=" << TARGET_COMP_ID << "\nTargetCompID=TESTER"
        << (i > 1 ? std::to_string(i) : "") << v.suffix << "\n";
      if (!*v.application) {
        s << "DataDictionary=" << folder << v.dictionary << ".xml\n";
        continue;
      }
      s << "DefaultApplVerID=" << v.application << "\nTransportDataDictionary=" << folder << "FIXT11.xml\n"
        << "AppDataDictionary=" << folder << v.dictionary << ".xml\n";
    }
  }
  return s.str();
}

// --- The order desk ---------------------------------------------------------------------------------------------

// Accepts every NewOrderSingle with an ExecutionReport (New); any other application message is unsupported.
class OrderDesk : public FIX::NullApplication {
 public:
  void fromApp(const FIX::Message& message, const FIX::SessionID& session)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue,
            FIX::UnsupportedMessageType) override {
    FIX::MsgType type;
    message.getHeader().getField(type);
    if (type != FIX::MsgType_NewOrderSingle) throw FIX::UnsupportedMessageType();
    if (wasSeen(message, session)) return;
    FIX::Message report = accepted(message, ordinalOf(session));
    FIX::Session::sendToTarget(report, session);
  }

 private:
  // PossResend is the application's business: an order that says it may have come before is taken once.
  bool wasSeen(const FIX::Message& order, const FIX::SessionID& session) {
    FIX::ClOrdID clOrdID;
    FIX::PossResend possResend(false);
    order.getField(clOrdID);
    order.getHeader().getFieldIfSet(possResend);
    const std::lock_guard<std::mutex> lock(mutex_);
    return !seen_.insert(session.toString() + " " + clOrdID.getValue()).second && possResend;
  }

  FIX::Message accepted(const FIX::Message& order, int version) {
    FIX::ClOrdID clOrdID; FIX::Symbol symbol; FIX::Side side; FIX::OrderQty quantity(0); FIX::OrdType type;
    order.getField(clOrdID);
    order.getField(symbol);
    order.getField(side);
    order.getField(type);
    FIX::Price price;
    if (type == FIX::OrdType_LIMIT) order.getField(price);  // QuickFIX turns what is not there into a reject
    order.getFieldIfSet(quantity);  // an order may state CashOrderQty(152) instead
    const std::string n = std::to_string(++count_);

    FIX::Message report;
    report.getHeader().setField(FIX::MsgType(FIX::MsgType_ExecutionReport));
    report.setField(FIX::OrderID("ORDER-" + n));
    report.setField(FIX::ExecID("EXEC-" + n));
    if (version <= 42) report.setField(FIX::ExecTransType(FIX::ExecTransType_NEW));
    if (version >= 41) report.setField(FIX::ExecType(FIX::ExecType_NEW));
    report.setField(FIX::OrdStatus(FIX::OrdStatus_NEW));
    report.setField(clOrdID);
    report.setField(symbol);
    report.setField(side);
    report.setField(quantity);
    if (version <= 41) report.setField(FIX::LastShares(0));  // required up to FIX.4.1
    if (version <= 41) report.setField(FIX::LastPx(0));
    if (version >= 41) report.setField(FIX::LeavesQty(quantity));
    report.setField(FIX::CumQty(0));
    report.setField(FIX::AvgPx(0));
    return report;
  }

  std::atomic<long> count_{0};
  std::mutex mutex_;
  std::set<std::string> seen_;
};

// --- Log --------------------------------------------------------------------------------------------------------

class StderrLog : public FIX::Log {
 public:
  explicit StderrLog(const std::string& name) : name_(name) {}
  void clear() override {}
  void backup() override {}
  void onIncoming(const std::string& text) override { line("<", text); }
  void onOutgoing(const std::string& text) override { line(">", text); }
  void onEvent(const std::string& text) override { line("-", text); }

 private:
  void line(const char* kind, std::string text) {
    std::replace(text.begin(), text.end(), '\001', '|');
    fprintf(stderr, "%s %s %s %s\n", FIX::UtcTimeStampConvertor::convert(FIX::UtcTimeStamp(), 3).c_str(),
            name_.c_str(), kind, text.c_str());
  }
  const std::string name_;
};

class StderrLogFactory : public FIX::LogFactory {
 public:
  FIX::Log* create() override { return new StderrLog("-"); }
  FIX::Log* create(const FIX::SessionID& id) override { return new StderrLog(id.toString()); }
  void destroy(FIX::Log* log) override { delete log; }
};

// --- Start ------------------------------------------------------------------------------------------------------

// A SocketInitiator knows its sessions by the numbers of their sockets, and takes one for the other where many end and
// begin at the same moment: some never connect again. So each session of an initiator has a process of its own, forked
// when the dictionaries are read. Returns in the processes of the sessions only, each with its own.
FIX::SessionID serveEachApart(const FIX::Initiator& initiator, const sigset_t& quit) {
  const int parent = getpid();
  for (const FIX::SessionID& own : initiator.getSessions()) {
    const int child = fork();
    if (child < 0) throw std::runtime_error("no further process can be started");
    if (child > 0) continue;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    for (const FIX::SessionID& other : initiator.getSessions())
      if (!(other == own)) FIX::Session::lookupSession(other)->logout();  // it is not enabled, and never connects
    return own;
  }
  int received = 0;
  sigwait(&quit, &received);
  _exit(0);  // the sessions end with it
}

void serveOrders(RunningApplication& orders, const Options& o, const std::string& beginString, const std::string& tester) {
  orders.start();
  if (o.control.empty()) return;
  serveControl(controlPath(o.control, o.acceptor ? "acceptor" : "initiator", beginString, tester),
               [&orders](const Words& words) { return orders.told(words); });
}

int boundPort = 0;

}  // namespace

// QuickFIX listens on every address and knows no setting for it; a test target belongs on loopback. The library is
// linked dynamically, so this definition takes the place of the C library's.
extern "C" int bind(int socket, const sockaddr* address, socklen_t length) {
  sockaddr_in loopback;
  const bool isTCP = address->sa_family == AF_INET && length >= sizeof loopback;
  if (isTCP) {
    loopback = *reinterpret_cast<const sockaddr_in*>(address);
    loopback.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address = reinterpret_cast<const sockaddr*>(&loopback);
  }
  const int result = static_cast<int>(syscall(SYS_bind, socket, address, length));
  socklen_t size = sizeof loopback;
  if (isTCP && result == 0 && getsockname(socket, reinterpret_cast<sockaddr*>(&loopback), &size) == 0)
    boundPort = ntohs(loopback.sin_port);
  return result;
}

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  sigset_t quit;
  sigemptyset(&quit);
  sigaddset(&quit, SIGTERM);
  sigaddset(&quit, SIGINT);
  pthread_sigmask(SIG_BLOCK, &quit, nullptr);  // before any thread starts, so that sigwait below is the only taker
  signal(SIGPIPE, SIG_IGN);
  if (!options.detach) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (options.parent && getppid() != options.parent) return 0;  // it went away before we could ask to be told
  }

  try {
    std::istringstream text(settingsOf(options));
    FIX::SessionSettings settings(text);
    OrderDesk desk;
    std::unique_ptr<RunningApplication> orders;
    if (options.application == "orders")
      orders = options.acceptor ? makeVenue(ordinalOf) : makeClient(ordinalOf, std::chrono::seconds(options.silence));
    FIX::Application& application = orders ? orders->application() : desk;
    FIX::MemoryStoreFactory memory;
    FIX::FileStoreFactory files(settings);
    FIX::MessageStoreFactory& store = options.store == "file" ? static_cast<FIX::MessageStoreFactory&>(files) : memory;
    StderrLogFactory stderrLog;
    FIX::LogFactory* log = options.log ? &stderrLog : nullptr;

    std::unique_ptr<FIX::Acceptor> acceptor;
    std::unique_ptr<FIX::Initiator> initiator;
    if (options.acceptor) {
      acceptor.reset(log ? new FIX::SocketAcceptor(application, store, settings, *log)
                         : new FIX::SocketAcceptor(application, store, settings));
      if (orders) serveOrders(*orders, options, "", "");
      acceptor->start();
      std::cout << "listening on 127.0.0.1:" << boundPort << std::endl;
    } else {
      initiator.reset(log ? new FIX::SocketInitiator(application, store, settings, *log)
                          : new FIX::SocketInitiator(application, store, settings));
      std::cout << "connecting to 127.0.0.1:" << options.port << std::endl;
      const FIX::SessionID own = serveEachApart(*initiator, quit);
      if (orders) serveOrders(*orders, options, own.getBeginString(), own.getTargetCompID());
      initiator->start();
    }
    int received = 0;
    sigwait(&quit, &received);
    _exit(0);  // the kernel closes the connections; an orderly stop() would wait seconds for Logouts
  } catch (const std::exception& problem) {
    std::cerr << "target: " << problem.what() << std::endl;
    _exit(1);
  }
}
