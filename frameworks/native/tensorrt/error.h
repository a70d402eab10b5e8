// Failures: nothing that is thrown here or below crosses the C border; it becomes a status and one line of text.
#pragma once

#include <cstdint>
#include <exception>
#include <initializer_list>
#include <string>

namespace infb {

// A failure with its status.
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

// BAD_ARGUMENT when a pointer is NULL.
void require(const void *pointer, const char *name);

// One line of at most a thousand characters.
std::string one_line(const std::string &text);

// FAILED, or OUT_OF_MEMORY where TensorRT's or CUDA's words say so.
int32_t status_of(const std::string &text);

// Does one of the words stand in the text, whatever its case?
bool mentions(const std::string &text, std::initializer_list<const char *> words);

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
