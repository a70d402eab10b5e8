// NvInfer 8.6, 10 and 11: what differs between them is decided here, and nowhere else by a number.
#pragma once

#include <NvInfer.h>

#include <cstdint>
#include <memory>

#if NV_TENSORRT_MAJOR < 8 || (NV_TENSORRT_MAJOR == 8 && NV_TENSORRT_MINOR < 6)
#error "TensorRT 8.6 or newer is needed"
#endif

// The builder chooses precisions by flags, and calibrates INT8 itself. From 11 on types are those of the network.
#define INFB_TRT_HAS_PRECISION_FLAGS (NV_TENSORRT_MAJOR < 11)
// The network's own types may be asked for.
#define INFB_TRT_HAS_STRONGLY_TYPED (NV_TENSORRT_MAJOR >= 10)
// bfloat16 and int64 are data types.
#define INFB_TRT_HAS_BFLOAT16 (NV_TENSORRT_MAJOR >= 10)
// The parser tells a node's name and operator.
#define INFB_TRT_PARSER_NAMES_NODES (NV_TENSORRT_MAJOR >= 10)

#define INFB_TRT_TEXT_OF(number) #number
#define INFB_TRT_TEXT(number) INFB_TRT_TEXT_OF(number)

namespace infb {

// "10"
constexpr const char *kMajor = INFB_TRT_TEXT(NV_TENSORRT_MAJOR);

// All of NvInfer's objects are deleted since 8.0; destroy() is gone from 10 on.
template <typename T>
using Owned = std::unique_ptr<T>;

// Came with a 10.x: told apart by the name itself, not by a version.
template <typename Level>
constexpr auto same_compute_capability(int) -> decltype(static_cast<int32_t>(Level::kSAME_COMPUTE_CAPABILITY)) {
  return static_cast<int32_t>(Level::kSAME_COMPUTE_CAPABILITY);
}

template <typename Level>
constexpr int32_t same_compute_capability(long) {
  return -1;
}

// 10.1 brought a second function and 11 has no other. A shim that was compiled with the headers of 10.1 must not call it on 10.0, where there is no such entry.
inline int64_t device_memory_of(const nvinfer1::ICudaEngine &engine) {
#if NV_TENSORRT_MAJOR >= 11
  return engine.getDeviceMemorySizeV2();
#else
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  return static_cast<int64_t>(engine.getDeviceMemorySize());
#pragma GCC diagnostic pop
#endif
}

// The number that getInferLibVersion() gives: 8601 up to 9, 101303 from 10 on.
struct Version {
  explicit Version(int32_t number)
      : major(number / (number < 10000 ? 1000 : 10000)), minor(number / 100 % (number < 10000 ? 10 : 100)), patch(number % 100) {}

  int32_t major, minor, patch;
};

}  // namespace infb
