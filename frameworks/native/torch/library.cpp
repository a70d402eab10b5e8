// What concerns the library as a whole: its version, threads and switches, and what its devices can do.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <mutex>
#include <string>

#include "device_work.h"
#include "devices.h"
#include "error.h"
#include "inferencebench_torch.h"
#include "tensors.h"

namespace {

// Debug information that holds the version: "..., TORCH_VERSION=2.7.1, USE_CUDA=...".
std::string version_of(const std::string &description) {
  const std::string key = "TORCH_VERSION=";
  size_t at = description.find(key);
  if (at == std::string::npos) {
    return std::string();
  }
  size_t from = at + key.size();
  return description.substr(from, description.find_first_of(", \n", from) - from);
}

const std::string &build_info() {
  static const std::string text = at::show_config();
  return text;
}

// Where the description does not hold it the compiled version is the best there is.
const std::string &version() {
  static const std::string text = [] {
    std::string loaded = version_of(build_info());
    return loaded.empty() ? std::string(TORCH_VERSION) : loaded;
  }();
  return text;
}

const char *text_or_failure(const std::string &(*text)()) noexcept {
  try {
    return text().c_str();
  } catch (...) {
    infb::caught();
    return infb::last_error();
  }
}

// libtorch ends some builds of itself with an exception and others with abort() when the second pool is sized twice.
void set_inter_op(int32_t threads) {
  static std::mutex lock;
  static int32_t chosen = 0;
  std::lock_guard<std::mutex> hold(lock);
  if (threads <= 0 || threads == chosen) {
    return;
  }
  if (chosen != 0) {
    infb::refuse(INFB_TORCH_BAD_ARGUMENT, "the inter-op threads of this process were set to " + std::to_string(chosen) + " and cannot be set to " +
                                              std::to_string(threads) + ": libtorch takes the number once");
  }
  at::set_num_interop_threads(threads);
  chosen = threads;
}

// 2.9 began to replace these two by a precision per library and operator. A libtorch without them shall still compile.
template <typename Context>
auto switch_tf32(Context &context, bool on, int) -> decltype(context.setAllowTF32CuBLAS(on), context.setAllowTF32CuDNN(on)) {
  context.setAllowTF32CuBLAS(on);
  context.setAllowTF32CuDNN(on);
}

template <typename Context>
void switch_tf32(Context &, bool, long) {
  infb::refuse(INFB_TORCH_UNSUPPORTED, "libtorch " TORCH_VERSION " has other switches for TF32 than the shim knows");
}

void try_operators(at::Device device, at::ScalarType type) {
  auto options = at::TensorOptions().device(device);
  at::Tensor image = at::ones({1, 3, 5, 5}, options).to(type);
  at::Tensor filters = at::ones({4, 3, 3, 3}, options).to(type);
  at::Tensor matrix = at::ones({4, 4}, options).to(type);
  at::Tensor sum = at::conv2d(image, filters).sum() + at::matmul(matrix, matrix).sum();
  // Reading the value waits for the device: a kernel that is not there fails here.
  (void)sum.to(at::kFloat).item<float>();
}

}  // namespace

int32_t infb_torch_abi(void) { return INFB_TORCH_ABI; }

const char *infb_torch_last_error(void) { return infb::last_error(); }

const char *infb_torch_version(void) { return text_or_failure(version); }

const char *infb_torch_compiled_version(void) { return TORCH_VERSION; }

const char *infb_torch_build_info(void) { return text_or_failure(build_info); }

const char *infb_torch_parallel_info(void) {
  static thread_local std::string text;
  try {
    text = at::get_parallel_info();
    return text.c_str();
  } catch (...) {
    infb::caught();
    return infb::last_error();
  }
}

int32_t infb_torch_has_cuda_half(void) { return infb::has_cuda_half() ? 1 : 0; }

int32_t infb_torch_cuda_device_count(int32_t *count) {
  return infb::guarded([&] { *count = static_cast<int32_t>(torch::cuda::device_count()); });
}

int32_t infb_torch_set_threads(int32_t intra_op, int32_t inter_op) {
  return infb::guarded([&] {
    set_inter_op(inter_op);
    if (intra_op > 0) {
      at::set_num_threads(intra_op);
    }
  });
}

int32_t infb_torch_get_threads(int32_t *intra_op, int32_t *inter_op) {
  return infb::guarded([&] {
    *intra_op = at::get_num_threads();
    *inter_op = at::get_num_interop_threads();
  });
}

int32_t infb_torch_set_switches(int32_t tf32, int32_t cudnn_benchmark, int32_t onednn) {
  return infb::guarded([&] {
    if (tf32 >= 0) {
      switch_tf32(at::globalContext(), tf32 != 0, 0);
    }
    if (cudnn_benchmark >= 0) {
      at::globalContext().setBenchmarkCuDNN(cudnn_benchmark != 0);
    }
    if (onednn >= 0) {
      at::globalContext().setUserEnabledMkldnn(onednn != 0);
    }
  });
}

int32_t infb_torch_supports(int32_t device, int32_t device_index, int32_t compute_type) {
  return infb::guarded([&] {
    at::Device where = infb::device_of(device, device_index);
    at::ScalarType type = infb::compute_type(compute_type).value_or(at::kFloat);
    c10::InferenceMode mode;
    try {
      try_operators(where, type);
    } catch (const std::exception &e) {
      std::string reason = infb::one_line(e.what());
      infb::refuse(infb::status_of(reason) == INFB_TORCH_OUT_OF_MEMORY ? INFB_TORCH_OUT_OF_MEMORY : INFB_TORCH_UNSUPPORTED,
                   where.str() + " does not do " + c10::toString(type) + ": " + reason);
    }
  });
}
