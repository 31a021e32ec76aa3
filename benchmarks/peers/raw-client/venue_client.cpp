// A client of a venue over a bare FIX 4.4 session: orders, a replace and cancels, each under a ClOrdID of its own, and the reports
// that a venue owes for them.
//   venue_client throughput --port P [--window 1000] [--pid PID]     messages under way limited to the window
//   venue_client pingpong   --port P [--pid PID]                     one message outstanding, p50/p99 until its last report
// It logs on and says {"ready":true}; each line of input, "run N" or "verify N", is one pass, answered with one line of JSON.
// Numbers go on over all passes of a process, in cycles of ten:
//   order a (1 to 9: acknowledged), order (10 to 19: acknowledged and filled), order (filled), order b (acknowledged),
//   order (filled), replace of a, order (filled), cancel of b, order (filled), cancel of a
// 15 reports are due for them. All are counted, by ExecType, and MsgSeqNum is looked at; a "verify" looks at every field that
// says something of the order as well, and at BodyLength and CheckSum.
#include "raw_session.h"
#include <cmath>

static const int CYCLE = 10;
enum Kind { REST, FILL, REPLACE, CANCEL };
static const Kind KINDS[CYCLE] = {REST, FILL, FILL, REST, FILL, REPLACE, FILL, CANCEL, FILL, CANCEL};
static Kind kindOf(long n) { return KINDS[(n - 1) % CYCLE]; }
/** The message that a replace or a cancel is about. */
static long originOf(long n) { return (n - 1) % CYCLE == 5 ? n - 5 : n - 4; }
static int reportsOf(long n) { return kindOf(n) == FILL ? 2 : 1; }
static long qtyOf(long n) { return kindOf(n) == FILL ? 10 + n % 9 : kindOf(n) == CANCEL ? qtyOf(originOf(n)) : 1 + n % 9; }
static std::string idOf(long n) { char b[32]; snprintf(b, sizeof b, "ORD-20261122-%08ld", n); return b; }
/** In hundredths. */
static long priceOf(long n) { return kindOf(n) == CANCEL ? priceOf(originOf(n)) : 9900 + n % 200; }

static void sendMessage(Session& s, long n) {
  char b[512]; Kind kind = kindOf(n); long px = priceOf(n);
  if (kind == REST || kind == FILL)
    snprintf(b, sizeof b, "11=ORD-20261122-%08ld\0011=ACC008654\00121=1\00155=SIM\001207=XLON\00154=1\00160=%s\00138=%ld\00140=2\00144=%ld.%02ld\00115=USD\00159=0\00158=seeded order note\001", n, stamp(), qtyOf(n), px / 100, px % 100);
  else if (kind == REPLACE)
    snprintf(b, sizeof b, "41=ORD-20261122-%08ld\00111=ORD-20261122-%08ld\0011=ACC008654\00121=1\00155=SIM\00154=1\00160=%s\00138=%ld\00140=2\00144=%ld.%02ld\00115=USD\00159=0\001", originOf(n), n, stamp(), qtyOf(n), px / 100, px % 100);
  else
    snprintf(b, sizeof b, "41=ORD-20261122-%08ld\00111=ORD-20261122-%08ld\0011=ACC008654\00155=SIM\00154=1\00160=%s\00138=%ld\001", originOf(n), n, stamp(), qtyOf(n));
  s.frame(kind == REPLACE ? "G" : kind == CANCEL ? "F" : "D", b);
}

struct Client {
  Session s; long sent = 0;
  long done = 0;   // messages whose reports have all come
  int came = 0;    // reports of the message behind those
  long reports = 0;
  std::map<long, std::string> orderIDs, execIDs; // of the present cycle

  void text(const char* m, size_t len, const char* tagEq, const std::string& due) {
    std::string is = field(m, len, tagEq);
    if (is != due) fault(std::string(tagEq) + is + " where " + due + " was due");
  }
  void number(const char* m, size_t len, const char* tagEq, double due) {
    std::string is = field(m, len, tagEq);
    if (is.empty() || std::fabs(atof(is.c_str()) - due) > 1e-9) fault(std::string(tagEq) + is + " where " + std::to_string(due) + " was due");
  }
  void fault(const std::string& what) { s.fault.add("message " + std::to_string(done + 1) + ": " + what); }

  void take(const char* m, size_t len, bool verify) {
    long n = done + 1; Kind kind = kindOf(n); bool fill = came == 1; reports++;
    char execType = kind == REPLACE ? '5' : kind == CANCEL ? '4' : fill ? 'F' : '0';
    const char* is = (const char*)memmem(m, len, "\001150=", 5);
    if (!is || is[5] != execType) fault(std::string("ExecType is not ") + execType);
    if (verify) look(m, len, n, kind, fill);
    if (++came < reportsOf(n)) return;
    came = 0; done++;
  }
  void look(const char* m, size_t len, long n, Kind kind, bool fill) {
    checkFrame(s.fault, m, len);
    double qty = kind == CANCEL ? qtyOf(originOf(n)) : qtyOf(n), px = priceOf(n) / 100.0;
    text(m, len, "11=", idOf(n)); text(m, len, "39=", kind == CANCEL ? "4" : fill ? "2" : "0");
    text(m, len, "55=", "SIM"); text(m, len, "54=", "1"); text(m, len, "1=", "ACC008654"); text(m, len, "15=", "USD");
    text(m, len, "40=", "2"); text(m, len, "59=", "0");
    number(m, len, "38=", qty); number(m, len, "44=", px);
    number(m, len, "14=", fill ? qty : 0); number(m, len, "151=", fill || kind == CANCEL ? 0 : qty); number(m, len, "6=", fill ? px : 0);
    if (fill) { number(m, len, "32=", qty); number(m, len, "31=", px); }
    if (field(m, len, "60=").empty()) fault("no TransactTime");
    bool request = kind == REPLACE || kind == CANCEL;
    if (request) text(m, len, "41=", idOf(originOf(n)));
    // One OrderID for the life of an order, and an ExecID for each report.
    std::string order = field(m, len, "37="), exec = field(m, len, "17=");
    if (order.empty() || exec.empty()) fault("no OrderID or no ExecID");
    if ((n - 1) % CYCLE == 0 && !fill) { orderIDs.clear(); execIDs.clear(); }
    for (auto& e : execIDs) if (e.second == exec) fault("ExecID " + exec + " comes again");
    execIDs[reports] = exec;
    if (request || fill) { long of = fill ? n : originOf(n); if (orderIDs[of] != order) fault("OrderID " + order + " where " + orderIDs[of] + " was due"); }
    else for (auto& o : orderIDs) if (o.second == order) fault("OrderID " + order + " comes again");
    orderIDs[n] = order;
  }
  double run(long count, long window, bool verify) {
    long until = sent + count; double t0 = now();
    auto top = [&] { while (sent < until && sent - done < window && s.out.size() < 1 << 16) sendMessage(s, ++sent); };
    top();
    pump(s, [&] { top(); return done >= until; },
         [&](const char* m, size_t n) { take(m, n, verify); },
         [&](char t, const char* m, size_t n) {
           if (t == '0' || t == '1') return;
           std::string x(m, n); std::replace(x.begin(), x.end(), '\001', '|');
           fprintf(stderr, "where a report was due: %s\n", x.c_str()); exit(1);
         });
    return now() - t0;
  }
};

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : ""; std::map<std::string, std::string> o;
  for (int i = 2; i + 1 < argc; i += 2) o[argv[i] + 2] = argv[i + 1];
  auto num = [&](const char* k, long d) { return o.count(k) ? atol(o[k].c_str()) : d; };
  if (mode != "throughput" && mode != "pingpong") { fprintf(stderr, "usage: venue_client throughput|pingpong --port P ...\n"); return 2; }
  port = num("port", 0); long window = num("window", 1000); int pid = num("pid", 0);
  Client c; c.s.sender = "CLIENT1"; logon(c.s, true);
  answer("{\"ready\":true}");
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line); std::string verb; long n = 0; words >> verb >> n;
    n = std::max(n, 1000L) / CYCLE * CYCLE; bool verify = verb == "verify";
    c.s.fault = Fault(); long before = c.reports; double c0 = pid ? cpuOf(pid) : 0, t0 = now(); std::string spread;
    if (mode == "throughput") c.run(n, window, verify);
    else {
      std::vector<double> us; us.reserve(n);
      for (long i = 0; i < n; i++) us.push_back(c.run(1, 1, verify) * 1e6);
      std::sort(us.begin(), us.end());
      spread = ",\"p50\":" + text(us[n / 2]) + ",\"p99\":" + text(us[n * 99 / 100]);
    }
    double t = now() - t0, cpu = pid ? cpuOf(pid) - c0 : 0;
    answer("{\"messages\":" + std::to_string(n) + ",\"reports\":" + std::to_string(c.reports - before) + ",\"seconds\":" + text(t) + spread + ",\"cpuSeconds\":" + text(cpu) + faults(c.s));
  }
}
