#include "logger.h"

#include <algorithm>
#include <mutex>

#include "error.h"

namespace infb {
namespace {

// The first errors are the cause, the later ones its consequences.
constexpr size_t kMostErrors = 3;

thread_local Listening *t_innermost = nullptr;

std::mutex &lock() {
  static std::mutex *mutex = new std::mutex;
  return *mutex;
}

Listening *s_all = nullptr;

// "4: [network.cpp::validate::3162] Error Code 4: ..." without what only TensorRT's own programmers can use.
std::string without_place(const std::string &text) {
  size_t from = text.find_first_not_of("0123456789");
  if (from != std::string::npos && from > 0 && text.compare(from, 2, ": ") == 0) {
    from += 2;
  } else {
    from = 0;
  }
  if (text.compare(from, 1, "[") == 0) {
    size_t to = text.find("] ", from);
    if (to != std::string::npos && text.find("::", from) < to) {
      from = to + 2;
    }
  }
  return text.substr(from);
}

}  // namespace

class Logger : public nvinfer1::ILogger {
 public:
  void log(Severity severity, nvinfer1::AsciiChar const *text) noexcept override {
    try {
      tell(static_cast<int32_t>(severity), text == nullptr ? "" : text);
    } catch (...) {
      // No memory for a message: the failure itself is told by the call that fails.
    }
  }

 private:
  static void tell(int32_t severity, const char *text) {
    std::lock_guard<std::mutex> hold(lock());
    bool is_ours = t_innermost != nullptr;
    for (Listening *one = is_ours ? t_innermost : s_all; one != nullptr; one = is_ours ? one->outer_ : one->next_) {
      one->hear(severity, text);
    }
  }
};

nvinfer1::ILogger &logger() {
  // Never deleted: TensorRT may still speak while the process ends.
  static Logger *one = new Logger;
  return *one;
}

Listening::Listening(infb_trt_log log, void *state) : log_(log), state_(state), outer_(t_innermost) {
  std::lock_guard<std::mutex> hold(lock());
  next_ = s_all;
  s_all = this;
  t_innermost = this;
}

Listening::~Listening() {
  std::lock_guard<std::mutex> hold(lock());
  Listening **link = &s_all;
  while (*link != this) {
    link = &(*link)->next_;
  }
  *link = next_;
  t_innermost = outer_;
}

void Listening::hear(int32_t severity, const char *text) {
  if (severity <= static_cast<int32_t>(nvinfer1::ILogger::Severity::kERROR) && errors_.size() < kMostErrors) {
    std::string line = without_place(one_line(text));
    if (std::find(errors_.begin(), errors_.end(), line) == errors_.end()) {
      errors_.push_back(std::move(line));
    }
  }
  if (log_ != nullptr) {
    log_(state_, severity, text);
  }
}

std::string Listening::errors() const {
  std::lock_guard<std::mutex> hold(lock());
  std::string all;
  for (const std::string &line : errors_) {
    all += (all.empty() ? "" : "; ") + line;
  }
  return all;
}

void Listening::forget() {
  std::lock_guard<std::mutex> hold(lock());
  errors_.clear();
}

void Listening::warn(const char *text) const {
  std::lock_guard<std::mutex> hold(lock());
  if (log_ != nullptr) {
    log_(state_, static_cast<int32_t>(nvinfer1::ILogger::Severity::kWARNING), text);
  }
}

void Listening::fail(const std::string &what, int32_t status) const {
  const std::string words = errors();
  int32_t by_words = status_of(words);
  refuse(by_words == INFB_TRT_FAILED ? status : by_words, what + ": " + (words.empty() ? "TensorRT gives no reason" : words));
}

}  // namespace infb
