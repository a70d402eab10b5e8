// INT8 calibration by TensorRT itself, which 11 has no more.
#pragma once

#include "inferencebench_tensorrt.h"
#include "nvinfer.h"

#if INFB_TRT_HAS_PRECISION_FLAGS

#include <string>
#include <vector>

#include "cuda.h"
#include "tensor_types.h"

// The classes are deprecated in 10 and still the only ones.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace infb {

// Feeds what the suite's callback gives. TensorRT asks on the thread that builds.
class Calibrator : public nvinfer1::IInt8EntropyCalibrator2 {
 public:
  // The shapes are the opt ones, in the network's order of inputs.
  Calibrator(const infb_trt_build_options &options, const nvinfer1::INetworkDefinition &network, const std::vector<Shape> &shapes);

  int32_t getBatchSize() const noexcept override { return batch_size_; }
  bool getBatch(void *bindings[], char const *names[], int32_t count) noexcept override;
  void const *readCalibrationCache(size_t &length) noexcept override;
  void writeCalibrationCache(void const *cache, size_t length) noexcept override;

  // Throws what went wrong in a call of TensorRT's, which has no way to tell.
  void throw_if_failed() const;

 private:
  struct Input {
    std::string name;
    Memory host, device;
    size_t bytes = 0;
  };

  bool fill();
  void upload(void *bindings[], char const *names[], int32_t count);
  template <typename Body>
  bool remembered(Body &&body) noexcept;
  // Of the exception just caught; always false.
  bool keep_text() noexcept;

  const infb_trt_build_options &options_;
  int32_t batch_size_ = 1;
  std::vector<Input> inputs_;
  std::vector<void *> pointers_;
  std::vector<int64_t> sizes_;
  std::vector<char> cache_;
  int32_t status_ = 0;
  std::string problem_;
};

}  // namespace infb

#pragma GCC diagnostic pop

#endif
