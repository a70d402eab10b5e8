// What concerns the library as a whole: versions and GPUs.
#include <cuda_runtime_api.h>

#include <cstdio>
#include <string>

#include "cuda.h"
#include "error.h"
#include "inferencebench_tensorrt.h"
#include "nvinfer.h"

namespace {

std::string text_of(int32_t major, int32_t minor, int32_t patch) {
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

// "GPU-" and 16 bytes in hexadecimal, in groups.
void write_uuid(const cudaUUID_t &uuid, char *text, size_t size) {
  std::string all = "GPU-";
  for (int i = 0; i < 16; ++i) {
    char byte[3];
    (void)std::snprintf(byte, sizeof byte, "%02x", static_cast<unsigned>(static_cast<unsigned char>(uuid.bytes[i])));
    all += i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "";
    all += byte;
  }
  (void)std::snprintf(text, size, "%s", all.c_str());
}

}  // namespace

int32_t infb_trt_abi(void) { return INFB_TRT_ABI; }

const char *infb_trt_last_error(void) { return infb::last_error(); }

const char *infb_trt_version(void) {
  try {
    static const std::string text = [] {
      infb::Version version(getInferLibVersion());
      return text_of(version.major, version.minor, version.patch);
    }();
    return text.c_str();
  } catch (...) {
    infb::caught();
    return "";
  }
}

const char *infb_trt_compiled_version(void) {
  try {
    static const std::string text = text_of(NV_TENSORRT_MAJOR, NV_TENSORRT_MINOR, NV_TENSORRT_PATCH);
    return text.c_str();
  } catch (...) {
    infb::caught();
    return "";
  }
}

int32_t infb_trt_cuda_versions(int32_t *runtime, int32_t *driver) {
  return infb::guarded([&] {
    infb::require(runtime, "runtime");
    infb::require(driver, "driver");
    if (cudaRuntimeGetVersion(runtime) != cudaSuccess) {
      // 11 asks the driver even for that.
      (void)cudaGetLastError();
      *runtime = CUDART_VERSION;
    }
    if (cudaDriverGetVersion(driver) != cudaSuccess) {
      (void)cudaGetLastError();
      *driver = 0;
    }
  });
}

int32_t infb_trt_device_count(int32_t *count) {
  return infb::guarded([&] {
    infb::require(count, "count");
    *count = 0;
    cudaError_t code = cudaGetDeviceCount(count);
    if (code == cudaErrorNoDevice || infb::is_without_driver(code)) {
      (void)cudaGetLastError();
      *count = 0;
      return;
    }
    infb::check(code, "cudaGetDeviceCount");
  });
}

int32_t infb_trt_get_gpu(int32_t device_index, infb_trt_gpu *gpu) {
  return infb::guarded([&] {
    infb::require(gpu, "gpu");
    // The device is only asked, not taken: that would cost memory and a second.
    cudaDeviceProp properties;
    infb::check_device(cudaGetDeviceProperties(&properties, device_index), "cudaGetDeviceProperties", device_index);
    *gpu = infb_trt_gpu{};
    (void)std::snprintf(gpu->name, sizeof gpu->name, "%s", properties.name);
    write_uuid(properties.uuid, gpu->uuid, sizeof gpu->uuid);
    gpu->compute_major = properties.major;
    gpu->compute_minor = properties.minor;
    gpu->memory_bytes = static_cast<int64_t>(properties.totalGlobalMem);
    gpu->is_integrated = properties.integrated;
    gpu->concurrent_managed = properties.concurrentManagedAccess;
  });
}
