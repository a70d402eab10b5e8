#include "device_work.h"

#include "error.h"

#ifdef INFB_CUDA_HALF

#include <ATen/cuda/CUDAContext.h>
#include <ATen/cuda/CUDAEvent.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAGuard.h>
#include <cuda_runtime_api.h>

#include <array>
#include <string>
#include <vector>

namespace infb {
namespace {

// Runs before a capture: the interpreter profiles in the first and compiles in the second; cuDNN chooses its algorithms.
constexpr int kWarmUps = 3;

class CudaWork final : public DeviceWork {
 public:
  explicit CudaWork(int device_index) : device_(static_cast<c10::DeviceIndex>(device_index)) {
    for (at::cuda::CUDAEvent &event : events_) {
      event = at::cuda::CUDAEvent(cudaEventDefault);
    }
  }

  ~CudaWork() override {
    forget_graph();
    unpin_all();
  }

  void mark(Mark mark) override { events_[mark].record(c10::cuda::getCurrentCUDAStream(device_)); }

  void read(infb_torch_times &times) override {
    if (!events_[kDone].isCreated()) {
      return;
    }
    times.h2d_ms = events_[kStart].elapsed_time(events_[kCopied]);
    times.compute_ms = events_[kCopied].elapsed_time(events_[kComputed]);
    times.d2h_ms = events_[kComputed].elapsed_time(events_[kDone]);
  }

  void pin(void *memory, size_t bytes) override {
    if (bytes > 0 && cudaHostRegister(memory, bytes, cudaHostRegisterDefault) == cudaSuccess) {
      pinned_.push_back(memory);
    } else {
      // The refusal stays behind as CUDA's last error and would be taken for the next kernel's.
      (void)cudaGetLastError();
    }
  }

  void unpin_all() noexcept override {
    for (void *memory : pinned_) {
      (void)cudaHostUnregister(memory);
    }
    pinned_.clear();
  }

  void capture(const std::function<void()> &body) override {
    c10::cuda::CUDAStream side = c10::cuda::getStreamFromPool(/*isHighPriority=*/false, device_);
    // What was copied to the inputs was queued on the main stream.
    c10::cuda::getCurrentCUDAStream(device_).synchronize();
    c10::cuda::CUDAStreamGuard on_side(side);
    for (int i = 0; i < kWarmUps; ++i) {
      body();
    }
    side.synchronize();
    auto graph = std::make_unique<at::cuda::CUDAGraph>();
    try {
      graph->capture_begin();
      body();
      graph->capture_end();
    } catch (const std::exception &e) {
      std::string reason = one_line(e.what());
      abandon(*graph);
      refuse(status_of(reason) == INFB_TORCH_OUT_OF_MEMORY ? INFB_TORCH_OUT_OF_MEMORY : INFB_TORCH_UNSUPPORTED,
             "the model cannot be captured as a CUDA graph: " + reason);
    }
    graph_ = std::move(graph);
  }

  bool is_captured() const override { return graph_ != nullptr; }

  void replay() override { graph_->replay(); }

  void forget_graph() noexcept override { graph_.reset(); }

  void reset_peak() override { c10::cuda::CUDACachingAllocator::resetPeakStats(device_); }

  void read(infb_torch_memory &memory) override {
    auto figures = c10::cuda::CUDACachingAllocator::getDeviceStats(device_);
    // Index 0 is the sum over the small and the large pool; the enumeration that names it moved between versions.
    memory.allocated_bytes = figures.allocated_bytes[0].current;
    memory.peak_allocated_bytes = figures.allocated_bytes[0].peak;
    memory.reserved_bytes = figures.reserved_bytes[0].current;
  }

 private:
  // Ends a capture that failed half-way, so that the stream can be used again.
  static void abandon(at::cuda::CUDAGraph &graph) noexcept {
    try {
      graph.capture_end();
    } catch (const std::exception &) {
      // The capture is invalid already, which is why it is abandoned.
      (void)cudaGetLastError();
    }
  }

  c10::DeviceIndex device_;
  std::array<at::cuda::CUDAEvent, kMarks> events_;
  std::unique_ptr<at::cuda::CUDAGraph> graph_;
  std::vector<void *> pinned_;
};

}  // namespace

std::unique_ptr<DeviceWork> make_device_work(int device_index) { return std::make_unique<CudaWork>(device_index); }

bool has_cuda_half() { return true; }

}  // namespace infb

#else

namespace infb {

std::unique_ptr<DeviceWork> make_device_work(int) { return nullptr; }

bool has_cuda_half() { return false; }

}  // namespace infb

#endif
