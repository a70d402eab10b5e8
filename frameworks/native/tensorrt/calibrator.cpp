#include "calibrator.h"

#if INFB_TRT_HAS_PRECISION_FLAGS

#include <algorithm>
#include <limits>

#include "error.h"
#include "files.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace infb {

Calibrator::Calibrator(const infb_trt_build_options &options, const nvinfer1::INetworkDefinition &network, const std::vector<Shape> &shapes)
    : options_(options), inputs_(shapes.size()) {
  if (options.calibration_cache_path != nullptr) {
    cache_ = read_file(options.calibration_cache_path);
  }
  if (!cache_.empty()) {
    return;
  }
  if (options.next_batch == nullptr) {
    refuse(INFB_TRT_BAD_ARGUMENT, "a calibration needs batches, or a cache file of an earlier one");
  }
  for (size_t i = 0; i < shapes.size(); ++i) {
    const nvinfer1::ITensor &tensor = *network.getInput(static_cast<int32_t>(i));
    inputs_[i].name = tensor.getName();
    inputs_[i].bytes = bytes_of(shapes[i], onnx_type_of(tensor.getType(), inputs_[i].name), inputs_[i].name);
    inputs_[i].host.reserve(Place::kPinned, inputs_[i].bytes);
    inputs_[i].device.reserve(Place::kDevice, inputs_[i].bytes);
    pointers_.push_back(inputs_[i].host.data());
    sizes_.push_back(static_cast<int64_t>(inputs_[i].bytes));
  }
  bool has_batch = !shapes.empty() && shapes[0].rank > 0 && shapes[0].d[0] <= std::numeric_limits<int32_t>::max();
  batch_size_ = has_batch ? static_cast<int32_t>(shapes[0].d[0]) : 1;
}

template <typename Body>
bool Calibrator::remembered(Body &&body) noexcept {
  if (status_ != 0) {
    return false;
  }
  try {
    return body();
  } catch (...) {
    status_ = caught();
    return keep_text();
  }
}

bool Calibrator::keep_text() noexcept {
  try {
    problem_ = last_error();
  } catch (...) {
    problem_.clear();
  }
  return false;
}

bool Calibrator::getBatch(void *bindings[], char const *names[], int32_t count) noexcept {
  return remembered([&] {
    if (!fill()) {
      return false;
    }
    upload(bindings, names, count);
    return true;
  });
}

bool Calibrator::fill() {
  int32_t answer = options_.next_batch(options_.next_batch_state, pointers_.data(), sizes_.data(), static_cast<int32_t>(pointers_.size()));
  if (answer < 0) {
    refuse(INFB_TRT_FAILED, "the calibration data could not be read");
  }
  return answer > 0;
}

void Calibrator::upload(void *bindings[], char const *names[], int32_t count) {
  for (int32_t i = 0; i < count; ++i) {
    auto input = std::find_if(inputs_.begin(), inputs_.end(), [&](const Input &one) { return one.name == names[i]; });
    if (input == inputs_.end()) {
      refuse(INFB_TRT_FAILED, std::string("TensorRT asks calibration data of ") + names[i] + ", which is no input");
    }
    check(cudaMemcpy(input->device.data(), input->host.data(), input->bytes, cudaMemcpyHostToDevice), "cudaMemcpy");
    bindings[i] = input->device.data();
  }
}

void const *Calibrator::readCalibrationCache(size_t &length) noexcept {
  length = cache_.size();
  return cache_.empty() ? nullptr : cache_.data();
}

void Calibrator::writeCalibrationCache(void const *cache, size_t length) noexcept {
  if (options_.calibration_cache_path == nullptr || (length == cache_.size() && std::equal(cache_.begin(), cache_.end(), static_cast<const char *>(cache)))) {
    return;
  }
  try {
    write_file(options_.calibration_cache_path, cache, length);
  } catch (const std::exception &e) {
    // The engine is worth more than the time of the next calibration.
    if (options_.log != nullptr) {
      options_.log(options_.log_state, static_cast<int32_t>(nvinfer1::ILogger::Severity::kWARNING), e.what());
    }
  }
}

void Calibrator::throw_if_failed() const {
  if (status_ != 0) {
    refuse(status_, problem_);
  }
}

}  // namespace infb

#pragma GCC diagnostic pop

#endif
