// What only CUDA's own headers give: events, graphs, pinned memory, figures of the allocator.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "inferencebench_torch.h"

namespace infb {

class DeviceWork {
 public:
  enum Mark { kStart, kCopied, kComputed, kDone, kMarks };

  virtual ~DeviceWork() = default;
  // Notes the time on the device at this place of its queue.
  virtual void mark(Mark mark) = 0;
  // After synchronising: the times between the marks; before the first run nothing is written.
  virtual void read(infb_torch_times &times) = 0;
  // Lets the device copy from and to the caller's memory directly; where that cannot be, copies go through libtorch's staging as ever.
  virtual void pin(void *memory, size_t bytes) = 0;
  virtual void unpin_all() noexcept = 0;
  // Warms up beside the main queue, as capturing demands, then records what the body hands to the device.
  virtual void capture(const std::function<void()> &body) = 0;
  virtual bool is_captured() const = 0;
  virtual void replay() = 0;
  virtual void forget_graph() noexcept = 0;
  virtual void reset_peak() = 0;
  virtual void read(infb_torch_memory &memory) = 0;
};

// Nothing when the shim was compiled without CUDA's headers.
std::unique_ptr<DeviceWork> make_device_work(int device_index);
bool has_cuda_half();

}  // namespace infb
