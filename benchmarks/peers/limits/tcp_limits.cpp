// What loopback TCP itself allows, without any FIX work.
//   tcp_limits server --port P           answers every REQ bytes with REP bytes
//   tcp_limits ping   --port P --count N one request outstanding: p50/p99 round trip
//   tcp_limits stream --port P --count N --window W  W requests in flight: exchanges/s
//   tcp_limits serve  --port P           connects; each line of input, "run N", is one ping pass, answered with a line of JSON
//   common: --req 228 --rep 399 (bytes)
#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>
static double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
static bool readAll(int fd, char* b, long n) { while (n > 0) { ssize_t k = recv(fd, b, n, 0); if (k <= 0) return false; b += k; n -= k; } return true; }
int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : ""; std::map<std::string, long> o;
  for (int i = 2; i + 1 < argc; i += 2) o[argv[i] + 2] = atol(argv[i + 1]);
  auto num = [&](const char* k, long d) { return o.count(k) ? o[k] : d; };
  long req = num("req", 228), rep = num("rep", 399), count = num("count", 20000), window = num("window", 1000);
  sockaddr_in a{}; a.sin_family = AF_INET; a.sin_port = htons(num("port", 0)); a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int one = 1; std::vector<char> buf(1 << 18, 'x'), big(rep * 4096, 'y');
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (mode == "server") {
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (sockaddr*)&a, sizeof a)) { perror("bind"); return 1; }
    listen(fd, 16); printf("listening\n"); fflush(stdout);
    for (;;) {
      int c = accept(fd, 0, 0); setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one); long have = 0;
      for (;;) { ssize_t k = recv(c, buf.data(), buf.size(), 0); if (k <= 0) break; have += k; long n = have / req; have %= req; if (n && send(c, big.data(), n * rep, MSG_NOSIGNAL) < 0) break; }
      close(c);
    }
  }
  if (connect(fd, (sockaddr*)&a, sizeof a)) { perror("connect"); return 1; }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (mode == "serve") {
    printf("{\"ready\":true}\n"); fflush(stdout);
    std::string verb;
    while (std::cin >> verb >> count) {
      std::vector<double> us;
      for (long i = 0; i < count; i++) { double t = now(); send(fd, buf.data(), req, 0); if (!readAll(fd, big.data(), rep)) return 1; us.push_back((now() - t) * 1e6); }
      std::sort(us.begin(), us.end());
      printf("{\"messages\":%ld,\"p50\":%.2f,\"p99\":%.2f,\"faults\":0}\n", count, us[count / 2], us[count * 99 / 100]); fflush(stdout);
    }
    return 0;
  }
  if (mode == "ping") {
    std::vector<double> us;
    for (long i = 0; i < count + count / 5; i++) { double t = now(); send(fd, buf.data(), req, 0); if (!readAll(fd, big.data(), rep)) return 1; if (i >= count / 5) us.push_back((now() - t) * 1e6); }
    std::sort(us.begin(), us.end());
    printf("ping   n=%ld p50 %.1f us p90 %.1f p99 %.1f p99.9 %.1f\n", count, us[count / 2], us[count * 9 / 10], us[count * 99 / 100], us[count * 999 / 1000]);
  } else if (mode == "stream") {
    std::vector<double> r;
    for (int k = 0; k < 7; k++) {
      long sent = 0, got = 0, part = 0; double t0 = now();
      while (got < count) {
        long n = std::min({window - (sent - got), count - sent, 256L});
        if (n > 0) { ssize_t w = send(fd, buf.data(), n * req, 0); if (w != n * req) return 1; sent += n; }
        ssize_t q = recv(fd, big.data(), big.size(), (sent < count && sent - got < window) ? MSG_DONTWAIT : 0);
        if (q > 0) { part += q; got += part / rep; part %= rep; }
      }
      r.push_back(count / (now() - t0));
    }
    std::sort(r.begin(), r.end()); printf("stream n=%ld window=%ld median %.0f exchanges/s (min %.0f max %.0f)\n", count, window, r[3], r[0], r[6]);
  }
}
