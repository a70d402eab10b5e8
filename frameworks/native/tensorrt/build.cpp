// From an ONNX file to a plan.
#include <memory>
#include <string>
#include <vector>

#include "blob.h"
#include "calibrator.h"
#include "cuda.h"
#include "error.h"
#include "inferencebench_tensorrt.h"
#include "libraries.h"
#include "logger.h"
#include "network.h"
#include "settings.h"
#include "timing_cache.h"

namespace {

using namespace infb;

template <typename T>
Owned<T> made(T *object, const char *what, const Listening &listening) {
  if (object == nullptr) {
    listening.fail(std::string("TensorRT makes no ") + what);
  }
  return Owned<T>(object);
}

#if INFB_TRT_HAS_PRECISION_FLAGS
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
// Calibrates while it builds, where that is asked for.
class Calibration {
 public:
  Calibration(const infb_trt_build_options &options, const nvinfer1::INetworkDefinition &network, const std::vector<Range> &ranges, nvinfer1::IBuilderConfig &config) {
    if (options.calibration == INFB_TRT_CALIBRATION_NONE) {
      return;
    }
    std::vector<Shape> shapes;
    for (const Range &range : ranges) {
      shapes.push_back(range.opt);
    }
    calibrator_ = std::make_unique<Calibrator>(options, network, shapes);
    config.setInt8Calibrator(calibrator_.get());
  }

  void throw_if_failed() const {
    if (calibrator_ != nullptr) {
      calibrator_->throw_if_failed();
    }
  }

 private:
  std::unique_ptr<Calibrator> calibrator_;
};
#pragma GCC diagnostic pop
#else
class Calibration {
 public:
  Calibration(const infb_trt_build_options &, const nvinfer1::INetworkDefinition &, const std::vector<Range> &, nvinfer1::IBuilderConfig &) {}
  void throw_if_failed() const {}
};
#endif

infb_trt_blob build(const infb_trt_build_options &options) {
  check_options(options);
  use_device(options.device_index);
  Listening listening(options.log, options.log_state);
  // Models may use TensorRT's own plugins; those that do not need no libnvinfer_plugin.
  (void)register_plugins();
  auto builder = made(nvinfer1::createInferBuilder(logger()), "builder", listening);
  auto network = made(builder->createNetworkV2(creation_flags(options)), "network", listening);
  auto config = made(builder->createBuilderConfig(), "builder config", listening);
  apply(options, *config);
  // Weights stay where the parser read them: it outlives the build.
  auto parser = create_parser(*network);
  if (options.version_compatible != 0) {
    parser->setFlag(nvonnxparser::OnnxParserFlag::kNATIVE_INSTANCENORM);
  }
  parse(*parser, options.onnx_path);
  check_precision(*network, options);
  const std::vector<Range> ranges = ranges_of(*network, options);
  add_profile(*builder, *config, *network, ranges, options);
  TimingCache timing_cache(options.timing_cache_path, *config);
  Calibration calibration(options, *network, ranges, *config);
  listening.forget();
  Owned<nvinfer1::IHostMemory> plan(builder->buildSerializedNetwork(*network, *config));
  calibration.throw_if_failed();
  if (plan == nullptr || plan->size() == 0) {
    listening.fail(std::string("TensorRT builds no engine of ") + options.onnx_path);
  }
  try {
    timing_cache.write();
  } catch (const Refusal &e) {
    // The engine is worth more than the time of the next build.
    listening.warn(e.what());
  }
  return blob_of(plan->data(), plan->size());
}

}  // namespace

int32_t infb_trt_build(const infb_trt_build_options *options, infb_trt_blob *plan) {
  return guarded([&] {
    require(options, "options");
    require(plan, "plan");
    *plan = {};
    *plan = build(*options);
  });
}
