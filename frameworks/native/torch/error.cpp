#include "error.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <cctype>
#include <new>
#include <vector>

#include "inferencebench_torch.h"

namespace infb {
namespace {

constexpr size_t kLongest = 1000;

thread_local std::string t_last_error;
thread_local const char *t_last_resort = nullptr;

bool starts_with(const std::string &text, const char *start) { return text.rfind(start, 0) == 0; }

std::string trimmed(const std::string &line) {
  size_t from = line.find_first_not_of(" \t\r");
  return from == std::string::npos ? std::string() : line.substr(from, line.find_last_not_of(" \t\r") - from + 1);
}

std::vector<std::string> lines_of(const std::string &text) {
  std::vector<std::string> lines;
  size_t from = 0;
  for (size_t to = text.find('\n'); to != std::string::npos; from = to + 1, to = text.find('\n', from)) {
    lines.push_back(trimmed(text.substr(from, to - from)));
  }
  lines.push_back(trimmed(text.substr(from)));
  return lines;
}

// The line above the last "~~~ <--- HERE" is the statement itself; frames above it are its callers.
size_t last_marker(const std::vector<std::string> &lines) {
  for (size_t i = lines.size(); i-- > 0;) {
    if (lines[i].find("<--- HERE") != std::string::npos) {
      return i;
    }
  }
  return std::string::npos;
}

// What may follow a message and says nothing to a reader of one line: suggestions, source listings, stacks of C++.
bool ends_message(const std::string &line) {
  return starts_with(line, "Here are some suggestions") || starts_with(line, "The original call is") || starts_with(line, "Exception raised from") ||
         starts_with(line, "File \"") || starts_with(line, "frame #") || starts_with(line, "C++ CapturedTraceback") || starts_with(line, "Traceback of") ||
         starts_with(line, "Serialized") || starts_with(line, "def ") || line.find("<--- HERE") != std::string::npos;
}

std::string joined(const std::vector<std::string> &lines, size_t from) {
  std::string text;
  for (size_t i = from; i < lines.size() && !ends_message(lines[i]); ++i) {
    if (!lines[i].empty() && lines[i] != ":") {
      text += (text.empty() ? "" : " ") + lines[i];
    }
  }
  while (!text.empty() && text.back() == ':') {
    text.pop_back();
  }
  return text;
}

// Of the interpreter's report the message stands last, below the stack and the rest of the source: "RuntimeError: ...".
std::string message_of(const std::vector<std::string> &lines, size_t marker) {
  const std::string error = "RuntimeError: ";
  for (size_t i = marker == std::string::npos ? lines.size() : marker + 1; i < lines.size(); ++i) {
    if (starts_with(lines[i], error.c_str())) {
      return joined(lines, i).substr(error.size());
    }
  }
  bool is_run_time = std::any_of(lines.begin(), lines.end(), [](const std::string &line) { return starts_with(line, "Traceback of TorchScript"); });
  return is_run_time && marker != std::string::npos ? joined(lines, marker + 1) : joined(lines, 0);
}

// Cuts what stands from a start to an end: addresses and places in libtorch's source differ from run to run and build to build.
void cut(std::string &text, const char *start, const char *end) {
  size_t from = text.find(start);
  size_t to = from == std::string::npos ? from : text.find(end, from);
  if (to != std::string::npos) {
    text.erase(from, to + std::char_traits<char>::length(end) - from);
  }
}

void shorten(std::string &text) {
  if (text.size() > kLongest) {
    size_t end = kLongest;
    // Not inside a character of several bytes.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
      --end;
    }
    text.resize(end);
    text += " ...";
  }
}

int32_t remember(int32_t status, const std::string &text) noexcept {
  try {
    t_last_error = one_line(text);
    t_last_resort = nullptr;
  } catch (...) {
    t_last_resort = "out of memory, even for the text of the failure";
  }
  return status;
}

}  // namespace

void refuse(int32_t status, const std::string &text) { throw Refusal(status, text); }

std::string one_line(const std::string &text) {
  std::vector<std::string> lines = lines_of(text);
  size_t marker = last_marker(lines);
  std::string message = message_of(lines, marker);
  if (message.empty()) {
    message = trimmed(lines.front());
  }
  if (marker != std::string::npos && marker > 0) {
    message += " (at: " + lines[marker - 1] + ")";
  }
  cut(message, " (of Python compilation unit at: ", ")");
  cut(message, "[enforce fail at ", "] err == 0. ");
  std::replace_if(message.begin(), message.end(), [](unsigned char c) { return std::iscntrl(c) != 0; }, ' ');
  shorten(message);
  return message;
}

int32_t status_of(const std::string &text) {
  for (const char *words : {"can't allocate memory", "not enough memory", "out of memory", "std::bad_alloc", "Cannot allocate memory"}) {
    if (text.find(words) != std::string::npos) {
      return INFB_TORCH_OUT_OF_MEMORY;
    }
  }
  for (const char *words : {"not implemented for 'Half'", "not implemented for 'BFloat16'", "path needs the cpu support"}) {
    if (text.find(words) != std::string::npos) {
      return INFB_TORCH_UNSUPPORTED;
    }
  }
  return INFB_TORCH_FAILED;
}

const char *last_error() noexcept { return t_last_resort != nullptr ? t_last_resort : t_last_error.c_str(); }

int32_t caught() noexcept {
  try {
    throw;
  } catch (const Refusal &e) {
    return remember(e.status(), e.what());
  } catch (const std::bad_alloc &) {
    return remember(INFB_TORCH_OUT_OF_MEMORY, "out of memory");
  } catch (const c10::OutOfMemoryError &e) {
    return remember(INFB_TORCH_OUT_OF_MEMORY, e.what_without_backtrace());
  } catch (const c10::Error &e) {
    try {
      std::string text = e.what_without_backtrace();
      return remember(status_of(text), text);
    } catch (...) {
      return remember(INFB_TORCH_FAILED, "libtorch failed and could not say why");
    }
  } catch (const std::exception &e) {
    try {
      return remember(status_of(e.what()), e.what());
    } catch (...) {
      return remember(INFB_TORCH_FAILED, "libtorch failed and could not say why");
    }
  } catch (...) {
    return remember(INFB_TORCH_FAILED, "libtorch threw something that is no std::exception");
  }
}

}  // namespace infb
