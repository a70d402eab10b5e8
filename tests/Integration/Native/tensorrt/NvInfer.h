// What the parts of the TensorRT shim that need no TensorRT take from its header, so that they compile on machines that have none.
#pragma once

#include <cstddef>
#include <cstdint>

#define NV_TENSORRT_MAJOR 10
#define NV_TENSORRT_MINOR 3
#define NV_TENSORRT_PATCH 0

namespace nvinfer1 {

using AsciiChar = char;

enum class DataType : int32_t { kFLOAT, kHALF, kINT8, kINT32, kBOOL, kUINT8, kFP8, kBF16, kINT64 };

struct Dims {
  static constexpr int32_t MAX_DIMS = 8;
  int32_t nbDims;
  int64_t d[MAX_DIMS];
};

class ILogger {
 public:
  enum class Severity : int32_t { kINTERNAL_ERROR, kERROR, kWARNING, kINFO, kVERBOSE };
  virtual void log(Severity severity, AsciiChar const *text) noexcept = 0;
  virtual ~ILogger() = default;
};

class ICudaEngine {
 public:
  size_t getDeviceMemorySize() const noexcept { return 0; }
};

}  // namespace nvinfer1
