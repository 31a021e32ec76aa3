// Who may touch the orders, and when: one at a time. QuickFIX calls from threads of its own, timers and the control
// channel come from others.
//
// QuickFIX holds the lock of its session in some callbacks (toApp, onLogout), and takes it when we send. So such a
// callback never waits for us: what it has to say is posted, and done before whatever comes next.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

class Loop {
 public:
  using Act = std::function<void()>;
  using Clock = std::chrono::steady_clock;

  // In a process of one session the threads must start behind the fork.
  void start() { std::thread([this] { run(); }).detach(); }

  // Acts at once, alone, behind all that was posted.
  void enter(const Act& act) {
    const std::lock_guard<std::mutex> alone(orders_);
    catchUp();
    act();
  }

  // Without waiting: from a callback that must not.
  void post(Act act) {
    const std::lock_guard<std::mutex> lock(queue_);
    posted_.push_back(std::move(act));
    changed_.notify_one();
  }

  void after(std::chrono::milliseconds delay, Act act) {
    const std::lock_guard<std::mutex> lock(queue_);
    timers_.emplace(Clock::now() + delay, std::move(act));
    changed_.notify_one();
  }

 private:
  void catchUp() {
    for (;;) {
      Act act;
      {
        const std::lock_guard<std::mutex> lock(queue_);
        if (posted_.empty()) return;
        act = std::move(posted_.front());
        posted_.pop_front();
      }
      guarded(act);
    }
  }

  void run() {
    for (;;) {
      std::vector<Act> due;
      {
        std::unique_lock<std::mutex> lock(queue_);
        while (posted_.empty() && (timers_.empty() || timers_.begin()->first > Clock::now())) {
          if (timers_.empty()) changed_.wait(lock);
          else changed_.wait_until(lock, timers_.begin()->first);
        }
        while (!timers_.empty() && timers_.begin()->first <= Clock::now()) {
          due.push_back(std::move(timers_.begin()->second));
          timers_.erase(timers_.begin());
        }
      }
      enter([&] {
        for (const Act& act : due) guarded(act);
      });
    }
  }

  // Nobody is there to hear of it but a person.
  static void guarded(const Act& act) {
    try {
      act();
    } catch (const std::exception& problem) {
      fprintf(stderr, "target: %s\n", problem.what());
    }
  }

  std::mutex orders_, queue_;
  std::condition_variable changed_;
  std::deque<Act> posted_;
  std::multimap<Clock::time_point, Act> timers_;
};
