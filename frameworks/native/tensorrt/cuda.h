// CUDA's objects as owned ones. A failure is thrown with the call's name and CUDA's words.
#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace infb {

[[noreturn]] void cuda_failed(cudaError_t code, const std::string &call);

inline void check(cudaError_t code, const char *call) {
  if (code != cudaSuccess) {
    cuda_failed(code, call);
  }
}

// Without any driver CUDA calls its version insufficient: is that what an answer means?
bool is_without_driver(cudaError_t code);
// What a call said of a device; BAD_ARGUMENT, with what is there instead, when there is no such one.
void check_device(cudaError_t code, const char *call, int32_t index);
// Makes a device this thread's.
void use_device(int32_t index);

class Stream {
 public:
  Stream() { check(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking), "cudaStreamCreateWithFlags"); }
  ~Stream() { (void)cudaStreamDestroy(stream_); }
  Stream(const Stream &) = delete;
  Stream &operator=(const Stream &) = delete;

  operator cudaStream_t() const noexcept { return stream_; }
  void wait() const { check(cudaStreamSynchronize(stream_), "cudaStreamSynchronize"); }

 private:
  cudaStream_t stream_ = nullptr;
};

class Event {
 public:
  // A spinning one asks again and again, whatever CUDA would choose for the device: on a Jetson it chooses to sleep.
  explicit Event(unsigned int flags, bool spins = false) : spins_(spins) { check(cudaEventCreateWithFlags(&event_, flags), "cudaEventCreateWithFlags"); }
  ~Event() { (void)cudaEventDestroy(event_); }
  Event(const Event &) = delete;
  Event &operator=(const Event &) = delete;

  void record(cudaStream_t stream) const { check(cudaEventRecord(event_, stream), "cudaEventRecord"); }
  void wait() const;
  // NaN when one of the two was never recorded.
  double milliseconds_since(const Event &earlier) const;

 private:
  cudaEvent_t event_ = nullptr;
  bool spins_;
};

enum class Place { kHost, kPinned, kManaged, kDevice };

// A piece of memory that is there for as long as its owner.
class Memory {
 public:
  Memory() = default;
  ~Memory() { release(); }
  Memory(const Memory &) = delete;
  Memory &operator=(const Memory &) = delete;

  // Afterwards there are at least that many bytes, and at least one; what was in them is lost when they have to move. Memory of the host is zeroed.
  void reserve(Place place, size_t bytes);
  void release() noexcept;

  void *data() const noexcept { return data_; }

 private:
  void *data_ = nullptr;
  size_t bytes_ = 0;
  Place place_ = Place::kHost;
};

// A captured run; empty until there is one.
class Graph {
 public:
  Graph() = default;
  ~Graph() { release(); }
  Graph(const Graph &) = delete;
  Graph &operator=(const Graph &) = delete;

  // Captures what body queues on the stream; body gives false when it could not queue it. Why there is no graph, "" when there is one. Leaves no error behind.
  template <typename Body>
  std::string capture(cudaStream_t stream, Body &&body) {
    cudaError_t code = cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal);
    if (code != cudaSuccess) {
      return refused(code, "cudaStreamBeginCapture");
    }
    bool is_queued = body();
    return end(stream, is_queued);
  }

  void launch(cudaStream_t stream) const { check(cudaGraphLaunch(exec_, stream), "cudaGraphLaunch"); }
  explicit operator bool() const noexcept { return exec_ != nullptr; }
  void release() noexcept;

 private:
  std::string end(cudaStream_t stream, bool is_queued);
  static std::string refused(cudaError_t code, const char *call);

  cudaGraphExec_t exec_ = nullptr;
};

// Moves managed memory to where it is used next, ahead of the use; for devices that may use it at the same time as the host.
void prefetch_to_device(void *data, size_t bytes, int32_t device, cudaStream_t stream);
void prefetch_to_host(void *data, size_t bytes, cudaStream_t stream);

}  // namespace infb
