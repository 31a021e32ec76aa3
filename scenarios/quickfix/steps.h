// What a venue is told to do with an order, as text: "ack; fill: 10; fill: rest, px: 50". The control channel takes the
// same words in braces and brackets: "{fill: 10, px: 50}", "restate: {reason: 5, qty: -10}", "[ack, {fill: 10}]".
#pragma once

#include <map>
#include <string>
#include <vector>

struct Step {
  std::string verb, value;
  std::map<std::string, std::string> with;

  std::string get(const std::string& name, const std::string& otherwise = "") const {
    const auto found = with.find(name);
    return found == with.end() ? otherwise : found->second;
  }
};

using Steps = std::vector<Step>;

inline std::string stripped(const std::string& text) {
  const char* const around = " \t\"'";
  const size_t from = text.find_first_not_of(around);
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(around) - from + 1);
}

inline Step readStep(const std::string& text) {
  Step step;
  std::string flat;
  for (const char c : text)
    if (c != '{' && c != '}') flat += c;
  for (size_t from = 0; from <= flat.size();) {
    const size_t end = std::min(flat.find(',', from), flat.size());
    // "restate: reason: 5" is what remains of a map within a map.
    std::string pair = flat.substr(from, end - from);
    from = end + 1;
    for (bool more = true; more;) {
      const size_t colon = pair.find(':');
      const std::string name = stripped(pair.substr(0, colon));
      std::string value = colon == std::string::npos ? "" : pair.substr(colon + 1);
      more = value.find(':') != std::string::npos;
      const std::string scalar = more ? "" : stripped(value);
      if (step.verb.empty()) step.verb = name, step.value = scalar;
      else step.with[name] = scalar;
      pair = value;
    }
  }
  return step;
}

inline Steps readSteps(const std::string& text) {
  Steps steps;
  std::string item;
  int depth = 0;
  const std::string whole = stripped(text);
  const bool list = !whole.empty() && whole.front() == '[';
  const std::string body = list ? whole.substr(1, whole.rfind(']') - 1) : whole;
  for (const char c : body + ";") {
    if (c == '{') depth++;
    if (c == '}') depth--;
    const bool end = c == ';' || (list && c == ',' && depth == 0);
    if (!end) { item += c; continue; }
    if (!stripped(item).empty()) steps.push_back(readStep(item));
    item.clear();
  }
  return steps;
}
