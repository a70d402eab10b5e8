// A network as the parser gives it, and the shapes that it is to be built for.
#pragma once

#include <string>
#include <vector>

#include "inferencebench_tensorrt.h"
#include "libraries.h"
#include "nvinfer.h"
#include "tensor_types.h"

namespace infb {

// An input's shapes; all three are equal where it has no dynamic dimension.
struct Range {
  Shape min, opt, max;
};

// UNSUPPORTED with the parser's words and the node, FAILED when the file is no ONNX.
void parse(nvonnxparser::IParser &parser, const std::string &path);

// Of each input, in the network's order. BAD_ARGUMENT where a range is missing, does not fit its input, or names none.
std::vector<Range> ranges_of(const nvinfer1::INetworkDefinition &network, const infb_trt_build_options &options);

// Adds the optimisation profile of the ranges where there is a dynamic dimension, for calibration too.
void add_profile(nvinfer1::IBuilder &builder, nvinfer1::IBuilderConfig &config, const nvinfer1::INetworkDefinition &network, const std::vector<Range> &ranges,
                 const infb_trt_build_options &options);

// Is any layer's output, or input of the network, of the type?
bool has_type(const nvinfer1::INetworkDefinition &network, nvinfer1::DataType type);
bool has_dequantize(const nvinfer1::INetworkDefinition &network);

}  // namespace infb
