// Failures: nothing that libtorch throws crosses the C border; it becomes a status and one line of text.
#pragma once

#include <cstdint>
#include <exception>
#include <string>

namespace infb {

// A failure of our own, with its status.
class Refusal : public std::exception {
 public:
  Refusal(int32_t status, std::string text) : status_(status), text_(std::move(text)) {}
  const char *what() const noexcept override { return text_.c_str(); }
  int32_t status() const noexcept { return status_; }

 private:
  int32_t status_;
  std::string text_;
};

[[noreturn]] void refuse(int32_t status, const std::string &text);

// One line of what libtorch says in many: the message, and of an error in TorchScript the line of source.
std::string one_line(const std::string &text);

// Why a message of libtorch stands for more than a failure: no memory, or nothing there for this type and device.
int32_t status_of(const std::string &text);

const char *last_error() noexcept;

// Inside a catch: remembers the exception's text for this thread and gives its status.
int32_t caught() noexcept;

template <typename Body>
int32_t guarded(Body &&body) noexcept {
  try {
    body();
    return 0;
  } catch (...) {
    return caught();
  }
}

}  // namespace infb
