// Raw-socket FIX 4.4 counterparty used to measure ANY acceptor in the same way.
//   raw_client pingpong   --port P --count N                 one order outstanding, p50/p99 round trip
//   raw_client throughput --port P --count N --window W      orders in flight limited to W
//   raw_client recover    --port P --count N --rounds R      N orders, drop the line, reconnect, ResendRequest 1-0, time the replay
//                                                             (--reconnect 0: ask for the replay on the same connection)
//   raw_client scale      --port P --sessions N --pid PID    N idle sessions: logon rate, memory of process PID
// Common: --host 127.0.0.1 --sender CLIENT --target VENUE (the scale sessions are CLIENT1..CLIENTn)
//   --serve 1 (pingpong, throughput, recover): logs on and says {"ready":true}; then each line of input, "run N" or "verify N",
//   is one pass, answered with one line of JSON, so that passes against several acceptors can be taken in turns. A "verify"
//   checks each message: BodyLength, CheckSum, MsgSeqNum one after the other, each ClOrdID once and in order, and in a replay
//   PossDupFlag and OrigSendingTime. MsgSeqNum is checked in "run" as well.   --json 1 (scale): one line of JSON.
// The client speaks just enough FIX: Logon with ResetSeqNumFlag=Y, NewOrderSingle, TestRequest answers, ResendRequest.
#include "raw_session.h"

static void order(Session& s, long i) {
  char b[512];
  snprintf(b, sizeof b, "11=ORD-20261121-%08ld\0011=ACC008654\00121=1\00155=EUR/USD\001207=XLON\00154=1\00160=%s\00138=22500\00140=2\00144=670.06\00115=USD\00159=0\00158=seeded order note\001", i, stamp());
  s.frame("D", b);
}
static std::string clOrdId(long i) { char b[32]; snprintf(b, sizeof b, "ORD-20261121-%08ld", i); return b; }
static double runWindow(Session& s, long count, long window, bool verify = false) {
  long sent = 0, got = 0; double t0 = now();
  auto top = [&] { while (sent < count && sent - got < window && s.out.size() < 1 << 16) order(s, ++sent); };
  top();
  pump(s, [&] { top(); return got >= count; },
       [&](const char* m, size_t n) {
         got++;
         if (!verify) return;
         checkFrame(s.fault, m, n);
         std::string id = field(m, n, "11=");
         if (id != clOrdId(got)) s.fault.add("ClOrdID " + id + " where " + clOrdId(got) + " was due");
       },
       [](char, const char*, size_t) {});
  return now() - t0;
}
struct Replay { double seconds = 0, first = 0; long got = 0, dup = 0, bytes = 0; };
static Replay replayAll(Session& s, long count, bool verify) {
  Replay r; double t0 = now(); long last = 0; s.frame("2", "7=1\00116=0\001");
  pump(s, [&] { return r.got >= count; },
       [&](const char* m, size_t n) {
         if (!r.got) r.first = now() - t0;
         r.got++; r.bytes += n; bool dup = memmem(m, n, "\00143=Y", 5) != nullptr; if (dup) r.dup++;
         if (!verify) return;
         checkFrame(s.fault, m, n);
         if (!dup) s.fault.add("no PossDupFlag");
         if (field(m, n, "122=").empty()) s.fault.add("no OrigSendingTime");
         long seq = seqOf(m, n);
         if (last && seq != last + 1) s.fault.add("MsgSeqNum " + std::to_string(seq) + " behind " + std::to_string(last));
         last = seq;
         std::string id = field(m, n, "11=");
         if (id != clOrdId(r.got)) s.fault.add("ClOrdID " + id + " where " + clOrdId(r.got) + " was due");
       },
       [](char, const char*, size_t) {});
  r.seconds = now() - t0; return r;
}
static long rssKb(int pid) {
  std::ifstream f("/proc/" + std::to_string(pid) + "/status"); std::string l;
  while (std::getline(f, l)) if (!l.compare(0, 6, "VmRSS:")) return atol(l.c_str() + 6);
  return -1;
}
// One pass for each line of input.
static void serve(const std::string& mode, Session& s, long window, long stored, int pid) {
  answer("{\"ready\":true}");
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line); std::string verb; long n = 0; words >> verb >> n; bool verify = verb == "verify";
    if (n <= 0) n = 1000;
    s.fault = Fault(); double c0 = pid ? cpuOf(pid) : 0, t0 = now();
    if (mode == "recover") {
      Replay r = replayAll(s, stored, verify); double c = pid ? cpuOf(pid) - c0 : 0;
      answer("{\"messages\":" + std::to_string(r.got) + ",\"seconds\":" + text(r.seconds) + ",\"firstMs\":" + text(r.first * 1e3) + ",\"possDup\":" + std::to_string(r.dup) + ",\"cpuSeconds\":" + text(c) + faults(s));
    } else if (mode == "pingpong") {
      std::vector<double> us; us.reserve(n);
      for (long i = 0; i < n; i++) us.push_back(runWindow(s, 1, 1, verify) * 1e6);
      double c = pid ? cpuOf(pid) - c0 : 0, t = now() - t0; std::sort(us.begin(), us.end());
      answer("{\"messages\":" + std::to_string(n) + ",\"seconds\":" + text(t) + ",\"p50\":" + text(us[n / 2]) + ",\"p90\":" + text(us[n * 9 / 10]) + ",\"p99\":" + text(us[n * 99 / 100]) + ",\"cpuSeconds\":" + text(c) + faults(s));
    } else {
      double t = runWindow(s, n, window, verify), c = pid ? cpuOf(pid) - c0 : 0;
      answer("{\"messages\":" + std::to_string(n) + ",\"seconds\":" + text(t) + ",\"cpuSeconds\":" + text(c) + faults(s));
    }
  }
}

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : ""; std::map<std::string, std::string> o;
  for (int i = 2; i + 1 < argc; i += 2) o[argv[i] + 2] = argv[i + 1];
  auto num = [&](const char* k, long d) { return o.count(k) ? atol(o[k].c_str()) : d; };
  if (o.count("host")) host = o["host"]; if (o.count("target")) target = o["target"];
  std::string sender = o.count("sender") ? o["sender"] : "CLIENT1";
  port = num("port", 0); long count = num("count", 100000), rounds = num("rounds", 5); int pid = num("pid", 0);
  rlimit files; if (!getrlimit(RLIMIT_NOFILE, &files)) { files.rlim_cur = files.rlim_max; setrlimit(RLIMIT_NOFILE, &files); }
  Session s; s.sender = sender;
  if (num("serve", 0) && (mode == "pingpong" || mode == "throughput" || mode == "recover")) {
    logon(s, true);
    if (mode == "recover") {
      runWindow(s, count, num("window", 1000));
      if (num("reconnect", 1)) { close(s.fd); usleep(1500000); logon(s, false); }
    }
    serve(mode, s, num("window", 1000), count, pid);
  } else if (mode == "pingpong") {
    logon(s, true);
    std::vector<double> us; us.reserve(count);
    for (long warm = 0; warm < count / 5 + 1000; warm++) runWindow(s, 1, 1);
    double c0 = pid ? cpuOf(pid) : 0, t0 = now();
    for (long i = 0; i < count; i++) us.push_back(runWindow(s, 1, 1) * 1e6);
    double dt = now() - t0, c = pid ? cpuOf(pid) - c0 : 0;
    std::sort(us.begin(), us.end());
    printf("pingpong  n=%ld p50 %.1f us p90 %.1f p99 %.1f p99.9 %.1f max %.0f  %.0f rt/s  acceptor cpu %.1f us/rt\n", count, us[count / 2], us[count * 9 / 10], us[count * 99 / 100], us[count * 999 / 1000], us.back(), count / dt, c / count * 1e6);
  } else if (mode == "throughput") {
    logon(s, true); long window = num("window", 1000);
    runWindow(s, std::min(count, 20000L), window); // warm-up
    std::vector<double> r; double cpu = 0;
    for (long i = 0; i < rounds; i++) { double c0 = pid ? cpuOf(pid) : 0; double t = runWindow(s, count, window); r.push_back(count / t); cpu += pid ? cpuOf(pid) - c0 : 0; }
    std::sort(r.begin(), r.end());
    printf("throughput n=%ld window=%ld rounds=%ld median %.0f orders/s (min %.0f max %.0f)  acceptor cpu %.2f us/order\n", count, window, rounds, r[r.size() / 2], r[0], r.back(), cpu / (rounds * count) * 1e6);
  } else if (mode == "recover") {
    logon(s, true); double fill = runWindow(s, count, num("window", 1000));
    printf("filled %ld stored messages in %.2f s\n", count, fill); fflush(stdout);
    if (num("reconnect", 1)) { close(s.fd); usleep(1500000); logon(s, false); } // 0: ask on the same connection
    std::vector<double> r;
    for (long k = 0; k < rounds; k++) {
      double c0 = pid ? cpuOf(pid) : 0;
      Replay one = replayAll(s, count, false); double t = one.seconds, first = one.first; r.push_back(t);
      long got = one.got, dup = one.dup, bytes = one.bytes;
      printf("replay %ld: %.3f s, %.0f msg/s, first after %.1f ms, PossDup %ld/%ld, %.1f MB, acceptor cpu %.2f s\n", k + 1, t, count / t, first * 1e3, dup, got, bytes / 1e6, pid ? cpuOf(pid) - c0 : 0.0); fflush(stdout);
      usleep(300000);
    }
    std::sort(r.begin(), r.end()); printf("recover n=%ld median %.3f s = %.0f msg/s\n", count, r[r.size() / 2], count / r[r.size() / 2]);
  } else if (mode == "scale") {
    long n = num("sessions", 1000); long rss0 = pid ? rssKb(pid) : 0; double c0 = pid ? cpuOf(pid) : 0;
    std::vector<Session> v(n); int ep = epoll_create1(0); double t0 = now(); long on = 0; long batch = num("batch", 64), next = 0;
    std::vector<double> lat; std::vector<double> started(n);
    auto start = [&](long i) {
      v[i].sender = "CLIENT" + std::to_string(i + 1); v[i].connect(); v[i].logon(true, num("hb", 3600)); v[i].flush(); started[i] = now();
      epoll_event e{}; e.events = EPOLLIN; e.data.u64 = i; epoll_ctl(ep, EPOLL_CTL_ADD, v[i].fd, &e);
    };
    while (on < n) {
      while (next < n && next - on < batch) start(next++);
      epoll_event ev[256]; int k = epoll_wait(ep, ev, 256, 30000);
      if (k == 0) { fprintf(stderr, "stalled: %ld of %ld logged on\n", on, n); break; }
      for (int i = 0; i < k; i++) {
        Session& x = v[ev[i].data.u64]; x.fill(false); const char* m; size_t len;
        while (x.next(m, len)) if (typeOf(m, len) == 'A' && !x.loggedOn) { x.loggedOn = true; on++; lat.push_back((now() - started[ev[i].data.u64]) * 1e3); }
      }
    }
    double t = now() - t0; std::sort(lat.begin(), lat.end()); usleep(num("settle", 1000) * 1000); long rss1 = pid ? rssKb(pid) : 0; double c1 = pid ? cpuOf(pid) : 0;
    double idle0 = pid ? cpuOf(pid) : 0; sleep(num("hold", 3)); double idle = pid ? cpuOf(pid) - idle0 : 0;
    if (num("json", 0))
      answer("{\"sessions\":" + std::to_string(on) + ",\"seconds\":" + text(t) + ",\"p50Ms\":" + text(lat.empty() ? 0 : lat[lat.size() / 2]) + ",\"p99Ms\":" + text(lat.empty() ? 0 : lat[lat.size() * 99 / 100]) + ",\"rssBeforeKiB\":" + std::to_string(rss0) + ",\"rssAfterKiB\":" + std::to_string(rss1) + ",\"cpuSeconds\":" + text(c1 - c0) + ",\"idleCpuShare\":" + text(num("hold", 3) ? idle / num("hold", 3) : 0) + "}");
    else
    printf("scale %ld/%ld logged on in %.2f s = %.0f logons/s, logon p50 %.2f ms p99 %.2f ms, acceptor RSS %ld -> %ld KiB = %.1f KiB/session, cpu %.2f ms/logon, idle cpu %.1f%%\n", on, n, t, on / t, lat.empty() ? 0 : lat[lat.size() / 2], lat.empty() ? 0 : lat[lat.size() * 99 / 100], rss0, rss1, double(rss1 - rss0) / n, (c1 - c0) / n * 1e3, idle / num("hold", 3) * 100);
  } else { fprintf(stderr, "usage: raw_client pingpong|throughput|recover|scale --port P ...\n"); return 2; }
}
