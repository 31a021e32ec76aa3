// The venue and the client as applications of QuickFIX: who takes a message, and what the session has to tell.
#pragma once

#include "control.h"
#include "loop.h"

#include <quickfix/Application.h>
#include <quickfix/SessionID.h>

#include <functional>
#include <memory>
#include <string>

struct RunningApplication {
  virtual ~RunningApplication() = default;
  virtual FIX::Application& application() = 0;
  // What the control channel says to it.
  virtual std::string told(const Words& words) = 0;
  // Behind a fork: its threads belong to one process.
  virtual void start() = 0;
};

using VersionOf = std::function<int(const FIX::SessionID&)>;

std::unique_ptr<RunningApplication> makeVenue(VersionOf versionOf);
std::unique_ptr<RunningApplication> makeClient(VersionOf versionOf, std::chrono::seconds silence);
