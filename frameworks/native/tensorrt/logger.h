// TensorRT tells why it failed to its logger alone: this one hands it to whoever waits for it.
#pragma once

#include <string>
#include <vector>

#include "inferencebench_tensorrt.h"
#include "nvinfer.h"

namespace infb {

// One for the process: TensorRT keeps the first that it gets for as long as it is loaded.
nvinfer1::ILogger &logger();

// While it lives, what TensorRT says: errors are kept, everything goes to the callback. What is said on a thread that listens is heard by its own listeners alone; what
// TensorRT's own threads say is heard by all, as nobody knows for whom they work. Costs no memory until there is an error.
class Listening {
 public:
  explicit Listening(infb_trt_log log = nullptr, void *state = nullptr);
  ~Listening();
  Listening(const Listening &) = delete;
  Listening &operator=(const Listening &) = delete;

  // The errors so far, "" when there were none.
  std::string errors() const;
  // After a failure that was got over.
  void forget();
  // What is worth telling and fails nothing.
  void warn(const char *text) const;
  // Throws Refusal: what failed and TensorRT's words. The status is the given one, or OUT_OF_MEMORY where those say so.
  [[noreturn]] void fail(const std::string &what, int32_t status = INFB_TRT_FAILED) const;

 private:
  friend class Logger;
  void hear(int32_t severity, const char *text);

  infb_trt_log log_;
  void *state_;
  std::vector<std::string> errors_;
  Listening *outer_;  // of the same thread
  Listening *next_;   // of all
};

}  // namespace infb
