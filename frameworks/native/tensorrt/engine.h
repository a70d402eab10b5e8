// A plan that was read, on its device.
#pragma once

#include <string>
#include <vector>

#include "inferencebench_tensorrt.h"
#include "nvinfer.h"
#include "tensor_types.h"

struct infb_trt_engine {
  int32_t device = 0;
  int64_t plan_bytes = 0;
  bool is_integrated = false;
  bool concurrent_managed = false;
  // The engine refers to the runtime: destroyed last.
  infb::Owned<nvinfer1::IRuntime> runtime;
  infb::Owned<nvinfer1::ICudaEngine> cuda_engine;
  // Names of inputs and outputs, in the engine's order.
  std::vector<std::string> names;
};

namespace infb {

bool is_input(const infb_trt_engine &engine, const std::string &name);
// Of an input, in the profile.
Shape profile_shape(const infb_trt_engine &engine, const std::string &name, int32_t profile, nvinfer1::OptProfileSelector which);

}  // namespace infb
