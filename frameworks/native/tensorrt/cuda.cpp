#include "cuda.h"

#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>

#include "error.h"
#include "inferencebench_tensorrt.h"

namespace infb {
namespace {

std::string words_of(cudaError_t code) { return std::string(cudaGetErrorString(code)) + " (" + cudaGetErrorName(code) + ")"; }

void *host_memory(size_t bytes) {
  void *data = std::calloc(1, bytes);
  if (data == nullptr) {
    throw std::bad_alloc();
  }
  return data;
}

void *device_memory(Place place, size_t bytes) {
  void *data = nullptr;
  const char *call = place == Place::kDevice ? "cudaMalloc" : place == Place::kPinned ? "cudaHostAlloc" : "cudaMallocManaged";
  cudaError_t code = place == Place::kDevice   ? cudaMalloc(&data, bytes)
                     : place == Place::kPinned ? cudaHostAlloc(&data, bytes, cudaHostAllocDefault)
                                               : cudaMallocManaged(&data, bytes, cudaMemAttachHost);
  if (code != cudaSuccess) {
    cuda_failed(code, std::string(call) + " of " + std::to_string(bytes) + " bytes");
  }
  return data;
}

cudaError_t instantiate(cudaGraphExec_t *exec, cudaGraph_t graph) {
#if CUDART_VERSION >= 11040
  // The one form that 11.4 to 13 have in common.
  return cudaGraphInstantiateWithFlags(exec, graph, 0);
#else
  return cudaGraphInstantiate(exec, graph, nullptr, nullptr, 0);
#endif
}

// 13 took the form of 12's cudaMemPrefetchAsync_v2 for its own.
cudaError_t prefetch(void *data, size_t bytes, int32_t device, cudaStream_t stream) {
#if CUDART_VERSION >= 13000
  cudaMemLocation location{};
  location.type = device == cudaCpuDeviceId ? cudaMemLocationTypeHost : cudaMemLocationTypeDevice;
  location.id = device == cudaCpuDeviceId ? 0 : device;
  return cudaMemPrefetchAsync(data, bytes, location, 0, stream);
#else
  return cudaMemPrefetchAsync(data, bytes, device, stream);
#endif
}

}  // namespace

void cuda_failed(cudaError_t code, const std::string &call) {
  // Else the next call of CUDA, TensorRT's included, would take it for its own.
  (void)cudaGetLastError();
  refuse(code == cudaErrorMemoryAllocation ? INFB_TRT_OUT_OF_MEMORY : INFB_TRT_FAILED, call + ": " + words_of(code));
}

bool is_without_driver(cudaError_t code) {
  int driver = 0;
  return code == cudaErrorInsufficientDriver && cudaDriverGetVersion(&driver) == cudaSuccess && driver == 0;
}

void check_device(cudaError_t code, const char *call, int32_t index) {
  if (code == cudaSuccess) {
    return;
  }
  if (is_without_driver(code)) {
    (void)cudaGetLastError();
    refuse(INFB_TRT_FAILED, std::string(call) + " of device " + std::to_string(index) + ": there is no NVIDIA driver on this machine");
  }
  int count = 0;
  if (code == cudaErrorInvalidDevice && cudaGetDeviceCount(&count) == cudaSuccess) {
    (void)cudaGetLastError();
    refuse(INFB_TRT_BAD_ARGUMENT, "there is no CUDA device " + std::to_string(index) + ": this machine has " + std::to_string(count) + ", counted from 0");
  }
  cuda_failed(code, std::string(call) + " of device " + std::to_string(index));
}

void use_device(int32_t index) { check_device(cudaSetDevice(index), "cudaSetDevice", index); }

void Event::wait() const {
  if (!spins_) {
    check(cudaEventSynchronize(event_), "cudaEventSynchronize");
    return;
  }
  cudaError_t code = cudaEventQuery(event_);
  bool was_early = code == cudaErrorNotReady;
  while (code == cudaErrorNotReady) {
    code = cudaEventQuery(event_);
  }
  if (was_early) {
    // "Not ready" stays behind as CUDA's last error.
    (void)cudaGetLastError();
  }
  check(code, "cudaEventQuery");
}

double Event::milliseconds_since(const Event &earlier) const {
  float milliseconds = 0;
  if (cudaEventElapsedTime(&milliseconds, earlier.event_, event_) != cudaSuccess) {
    (void)cudaGetLastError();
    return std::numeric_limits<double>::quiet_NaN();
  }
  return milliseconds;
}

void Memory::reserve(Place place, size_t bytes) {
  bytes = bytes == 0 ? 1 : bytes;
  if (data_ != nullptr && place == place_ && bytes <= bytes_) {
    return;
  }
  release();
  data_ = place == Place::kHost ? host_memory(bytes) : device_memory(place, bytes);
  bytes_ = bytes;
  place_ = place;
  if (place == Place::kPinned || place == Place::kManaged) {
    std::memset(data_, 0, bytes);
  }
}

void Memory::release() noexcept {
  if (data_ != nullptr) {
    switch (place_) {
      case Place::kHost: std::free(data_); break;
      case Place::kPinned: (void)cudaFreeHost(data_); break;
      default: (void)cudaFree(data_);
    }
  }
  data_ = nullptr;
  bytes_ = 0;
}

std::string Graph::refused(cudaError_t code, const char *call) {
  (void)cudaGetLastError();
  return std::string(call) + ": " + words_of(code);
}

std::string Graph::end(cudaStream_t stream, bool is_queued) {
  cudaGraph_t graph = nullptr;
  cudaError_t code = cudaStreamEndCapture(stream, &graph);
  if (code != cudaSuccess || graph == nullptr) {
    return refused(code == cudaSuccess ? cudaErrorStreamCaptureInvalidated : code, "cudaStreamEndCapture");
  }
  if (is_queued) {
    code = instantiate(&exec_, graph);
  }
  (void)cudaGraphDestroy(graph);
  if (code != cudaSuccess) {
    exec_ = nullptr;
    return refused(code, "cudaGraphInstantiate");
  }
  return is_queued ? "" : "the work could not be queued while it was captured";
}

void Graph::release() noexcept {
  if (exec_ != nullptr) {
    (void)cudaGraphExecDestroy(exec_);
    exec_ = nullptr;
  }
}

void prefetch_to_device(void *data, size_t bytes, int32_t device, cudaStream_t stream) {
  if (bytes > 0) {
    check(prefetch(data, bytes, device, stream), "cudaMemPrefetchAsync");
  }
}

void prefetch_to_host(void *data, size_t bytes, cudaStream_t stream) {
  if (bytes > 0) {
    check(prefetch(data, bytes, cudaCpuDeviceId, stream), "cudaMemPrefetchAsync");
  }
}

}  // namespace infb
