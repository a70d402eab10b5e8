#include "engine.h"

#include <cstdio>
#include <cstring>

#include "blob.h"
#include "cuda.h"
#include "error.h"
#include "libraries.h"
#include "logger.h"

namespace infb {
namespace {

using nvinfer1::OptProfileSelector;

bool is_plugin_missing(const std::string &words) { return mentions(words, {"plugin"}); }

// Why a plan is not read. Most reasons are cured by building it again; a lack of plugins, memory or a working driver is not.
int32_t status_of_load(const std::string &words) {
  if (is_plugin_missing(words)) {
    return INFB_TRT_UNSUPPORTED;
  }
  bool is_cuda = mentions(words, {"cuda initialization failure", "no cuda-capable", "driver version is insufficient", "cuda error 999", "cudaerror"});
  return is_cuda ? INFB_TRT_FAILED : INFB_TRT_OTHER_ENGINE;
}

void read_plan(infb_trt_engine &engine, const void *plan, size_t size) {
  Listening listening;
  engine.runtime.reset(nvinfer1::createInferRuntime(logger()));
  if (engine.runtime == nullptr) {
    listening.fail("TensorRT's runtime could not be created");
  }
  // A version-compatible plan brings the runtime that it was built with.
  engine.runtime->setEngineHostCodeAllowed(true);
  engine.cuda_engine.reset(engine.runtime->deserializeCudaEngine(plan, size));
  if (engine.cuda_engine == nullptr && is_plugin_missing(listening.errors()) && register_plugins()) {
    listening.forget();
    engine.cuda_engine.reset(engine.runtime->deserializeCudaEngine(plan, size));
  }
  if (engine.cuda_engine == nullptr) {
    listening.fail("TensorRT does not read this engine", status_of_load(listening.errors()));
  }
}

int attribute(cudaDeviceAttr which, int32_t device) {
  int value = 0;
  check(cudaDeviceGetAttribute(&value, which, device), "cudaDeviceGetAttribute");
  return value;
}

Owned<infb_trt_engine> load(const void *plan, int64_t size_bytes, int32_t device) {
  if (size_bytes <= 0) {
    refuse(INFB_TRT_OTHER_ENGINE, "the engine is empty");
  }
  use_device(device);
  auto engine = std::make_unique<infb_trt_engine>();
  engine->device = device;
  engine->plan_bytes = size_bytes;
  engine->is_integrated = attribute(cudaDevAttrIntegrated, device) != 0;
  engine->concurrent_managed = attribute(cudaDevAttrConcurrentManagedAccess, device) != 0;
  read_plan(*engine, plan, static_cast<size_t>(size_bytes));
  for (int32_t i = 0; i < engine->cuda_engine->getNbIOTensors(); ++i) {
    engine->names.emplace_back(engine->cuda_engine->getIOTensorName(i));
  }
  return engine;
}

void write_shape(const Shape &shape, int64_t *dimensions) {
  for (int32_t i = 0; i < shape.rank; ++i) {
    dimensions[i] = shape.d[i];
  }
}

void describe(const infb_trt_engine &engine, const std::string &name, infb_trt_tensor_info &info) {
  const nvinfer1::ICudaEngine &plan = *engine.cuda_engine;
  info = {};
  if (name.size() >= sizeof info.name) {
    refuse(INFB_TRT_UNSUPPORTED, "a tensor's name has " + std::to_string(name.size()) + " bytes: " + name);
  }
  (void)std::snprintf(info.name, sizeof info.name, "%s", name.c_str());
  info.is_input = is_input(engine, name) ? 1 : 0;
  info.data_type = onnx_type_of(plan.getTensorDataType(name.c_str()), name);
  Shape shape = shape_of(plan.getTensorShape(name.c_str()), name);
  info.rank = shape.rank;
  write_shape(shape, info.shape);
  bool has_profile = info.is_input != 0 && is_dynamic(shape);
  write_shape(has_profile ? profile_shape(engine, name, 0, OptProfileSelector::kMIN) : shape, info.min);
  write_shape(has_profile ? profile_shape(engine, name, 0, OptProfileSelector::kOPT) : shape, info.opt);
  write_shape(has_profile ? profile_shape(engine, name, 0, OptProfileSelector::kMAX) : shape, info.max);
}

infb_trt_blob inspect(const infb_trt_engine &engine) {
  Listening listening;
  Owned<nvinfer1::IEngineInspector> inspector(engine.cuda_engine->createEngineInspector());
  const char *json = inspector == nullptr ? nullptr : inspector->getEngineInformation(nvinfer1::LayerInformationFormat::kJSON);
  if (json == nullptr) {
    listening.fail("TensorRT's engine inspector says nothing");
  }
  return blob_of(json, std::strlen(json));
}

}  // namespace

bool is_input(const infb_trt_engine &engine, const std::string &name) {
  return engine.cuda_engine->getTensorIOMode(name.c_str()) == nvinfer1::TensorIOMode::kINPUT;
}

Shape profile_shape(const infb_trt_engine &engine, const std::string &name, int32_t profile, OptProfileSelector which) {
  return shape_of(engine.cuda_engine->getProfileShape(name.c_str(), profile, which), name);
}

}  // namespace infb

int32_t infb_trt_load(const void *plan, int64_t size_bytes, int32_t device_index, infb_trt_engine **engine) {
  return infb::guarded([&] {
    infb::require(engine, "engine");
    *engine = nullptr;
    infb::require(plan, "plan");
    *engine = infb::load(plan, size_bytes, device_index).release();
  });
}

int32_t infb_trt_get_engine_info(infb_trt_engine *engine, infb_trt_engine_info *info) {
  return infb::guarded([&] {
    infb::require(engine, "engine");
    infb::require(info, "info");
    const nvinfer1::ICudaEngine &plan = *engine->cuda_engine;
    *info = {static_cast<int32_t>(engine->names.size()), plan.getNbLayers(), plan.getNbOptimizationProfiles(), infb::device_memory_of(plan), engine->plan_bytes};
  });
}

int32_t infb_trt_get_tensor_info(infb_trt_engine *engine, int32_t index, infb_trt_tensor_info *info) {
  return infb::guarded([&] {
    infb::require(engine, "engine");
    infb::require(info, "info");
    if (index < 0 || static_cast<size_t>(index) >= engine->names.size()) {
      infb::refuse(INFB_TRT_BAD_ARGUMENT, "there is no tensor " + std::to_string(index) + ": the engine has " + std::to_string(engine->names.size()));
    }
    infb::describe(*engine, engine->names[static_cast<size_t>(index)], *info);
  });
}

int32_t infb_trt_inspect(infb_trt_engine *engine, infb_trt_blob *json) {
  return infb::guarded([&] {
    infb::require(engine, "engine");
    infb::require(json, "json");
    *json = {};
    infb::use_device(engine->device);
    *json = infb::inspect(*engine);
  });
}

void infb_trt_destroy_engine(infb_trt_engine *engine) {
  (void)infb::guarded([&] {
    if (engine != nullptr) {
      // Destroyed also when the device does not answer any more.
      infb::Owned<infb_trt_engine> owned(engine);
      infb::use_device(engine->device);
    }
  });
}
