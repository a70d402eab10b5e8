// What the options of a build are to TensorRT.
#pragma once

#include "inferencebench_tensorrt.h"
#include "nvinfer.h"

namespace infb {

// BAD_ARGUMENT for numbers out of range, UNSUPPORTED for what this TensorRT or GPU does not do, whatever the model.
void check_options(const infb_trt_build_options &options);
nvinfer1::NetworkDefinitionCreationFlags creation_flags(const infb_trt_build_options &options);
// UNSUPPORTED when the model is not in the precision that is asked for and this TensorRT takes it from the model.
void check_precision(const nvinfer1::INetworkDefinition &network, const infb_trt_build_options &options);
void apply(const infb_trt_build_options &options, nvinfer1::IBuilderConfig &config);

}  // namespace infb
