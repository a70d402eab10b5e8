#include "devices.h"

#include <torch/cuda.h>

#include <string>

#include "error.h"
#include "inferencebench_torch.h"

namespace infb {

c10::Device device_of(int32_t device, int32_t index) {
  if (device == INFB_TORCH_CPU) {
    return c10::Device(c10::kCPU);
  }
  if (device != INFB_TORCH_CUDA || index < 0) {
    refuse(INFB_TORCH_BAD_ARGUMENT, "no device " + std::to_string(device) + ":" + std::to_string(index));
  }
  auto count = static_cast<int64_t>(torch::cuda::device_count());
  if (index >= count) {
    refuse(INFB_TORCH_UNSUPPORTED, count == 0 ? std::string("this libtorch sees no CUDA device: it is a CPU build, or there is no driver")
                                              : "no device cuda:" + std::to_string(index) + ": this libtorch sees " + std::to_string(count));
  }
  return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
}

}  // namespace infb
