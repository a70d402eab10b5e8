#include "network.h"

#include <algorithm>

#include "error.h"
#include "logger.h"

namespace infb {
namespace {

using nvonnxparser::ErrorCode;
using nvonnxparser::IParserError;

bool is_unsupported(ErrorCode code) {
  // 10 split the one code of nodes into several, all behind it.
  return code == ErrorCode::kUNSUPPORTED_GRAPH || static_cast<int>(code) >= static_cast<int>(ErrorCode::kUNSUPPORTED_NODE);
}

std::string text_or(const char *text, const char *otherwise) { return text == nullptr || *text == '\0' ? otherwise : text; }

std::string node_of(const IParserError &error) {
  if (error.node() < 0) {
    return "";
  }
  std::string text = "node " + std::to_string(error.node());
#if INFB_TRT_PARSER_NAMES_NODES
  text = text_or(error.nodeOperator(), "operator of unknown name") + " (" + text + ", '" + text_or(error.nodeName(), "") + "')";
#endif
  return text + ": ";
}

[[noreturn]] void parse_failed(const nvonnxparser::IParser &parser, const std::string &path, const Listening &listening) {
  const IParserError *error = parser.getNbErrors() > 0 ? parser.getError(0) : nullptr;
  if (error == nullptr) {
    listening.fail("TensorRT cannot read " + path);
  }
  if (error->code() == ErrorCode::kMODEL_DESERIALIZE_FAILED) {
    refuse(INFB_TRT_FAILED, path + " is no ONNX file that TensorRT can read: " + text_or(error->desc(), "no reason given"));
  }
  int32_t status = is_unsupported(error->code()) ? INFB_TRT_UNSUPPORTED : status_of(text_or(error->desc(), ""));
  refuse(status, "TensorRT's parser refuses " + node_of(*error) + text_or(error->desc(), "no reason given"));
}

const infb_trt_range *range_of(const infb_trt_build_options &options, const std::string &name) {
  const infb_trt_range *end = options.ranges + options.range_count;
  const infb_trt_range *found = std::find_if(options.ranges, end, [&](const infb_trt_range &range) { return name == range.name; });
  return found == end ? nullptr : found;
}

bool fits(const Shape &declared, const Shape &min, const Shape &opt, const Shape &max) {
  bool fits = declared.rank == min.rank;
  for (int32_t i = 0; fits && i < declared.rank; ++i) {
    bool is_ordered = min.d[i] <= opt.d[i] && opt.d[i] <= max.d[i];
    fits = declared.d[i] < 0 ? is_ordered : min.d[i] == declared.d[i] && max.d[i] == declared.d[i];
  }
  return fits;
}

Range range_of_input(const nvinfer1::ITensor &input, const infb_trt_build_options &options) {
  const std::string name = input.getName();
  if (input.isShapeTensor()) {
    refuse(INFB_TRT_UNSUPPORTED, "the values of input " + name + " decide shapes: engines of such models are not built here");
  }
  Shape declared = shape_of(input.getDimensions(), name);
  const infb_trt_range *range = range_of(options, name);
  if (range == nullptr) {
    if (is_dynamic(declared)) {
      refuse(INFB_TRT_BAD_ARGUMENT, "input " + name + " of shape " + text_of(declared) + " has dynamic dimensions and no range");
    }
    return {declared, declared, declared};
  }
  Range shapes{shape_of(range->min, range->rank, name), shape_of(range->opt, range->rank, name), shape_of(range->max, range->rank, name)};
  if (!fits(declared, shapes.min, shapes.opt, shapes.max)) {
    refuse(INFB_TRT_BAD_ARGUMENT, "the range " + text_of(shapes.min) + ", " + text_of(shapes.opt) + ", " + text_of(shapes.max) + " (min, opt, max) does not fit input " +
                                      name + " of shape " + text_of(declared));
  }
  return shapes;
}

void check_names(const nvinfer1::INetworkDefinition &network, const infb_trt_build_options &options) {
  if (options.range_count < 0 || (options.range_count > 0 && options.ranges == nullptr)) {
    refuse(INFB_TRT_BAD_ARGUMENT, "there are " + std::to_string(options.range_count) + " ranges and no memory of them");
  }
  for (int32_t i = 0; i < options.range_count; ++i) {
    require(options.ranges[i].name, "a range's name");
    bool is_input = false;
    std::string names;
    for (int32_t j = 0; j < network.getNbInputs(); ++j) {
      const std::string name = network.getInput(j)->getName();
      is_input = is_input || name == options.ranges[i].name;
      names += (names.empty() ? "" : ", ") + name;
    }
    if (!is_input) {
      refuse(INFB_TRT_BAD_ARGUMENT, std::string("there is a range of ") + options.ranges[i].name + ", and the inputs are " + names);
    }
  }
}

}  // namespace

void parse(nvonnxparser::IParser &parser, const std::string &path) {
  Listening listening;
  if (!parser.parseFromFile(path.c_str(), static_cast<int>(nvinfer1::ILogger::Severity::kWARNING))) {
    parse_failed(parser, path, listening);
  }
}

std::vector<Range> ranges_of(const nvinfer1::INetworkDefinition &network, const infb_trt_build_options &options) {
  check_names(network, options);
  std::vector<Range> ranges;
  for (int32_t i = 0; i < network.getNbInputs(); ++i) {
    ranges.push_back(range_of_input(*network.getInput(i), options));
  }
  return ranges;
}

void add_profile(nvinfer1::IBuilder &builder, nvinfer1::IBuilderConfig &config, const nvinfer1::INetworkDefinition &network, const std::vector<Range> &ranges,
                 const infb_trt_build_options &options) {
  using nvinfer1::OptProfileSelector;
  Listening listening;
  nvinfer1::IOptimizationProfile *profile = nullptr;  // the builder's
  for (size_t i = 0; i < ranges.size(); ++i) {
    const nvinfer1::ITensor &input = *network.getInput(static_cast<int32_t>(i));
    const char *name = input.getName();
    if (!is_dynamic(shape_of(input.getDimensions(), name))) {
      continue;
    }
    profile = profile == nullptr ? builder.createOptimizationProfile() : profile;
    bool is_set = profile != nullptr && profile->setDimensions(name, OptProfileSelector::kMIN, dims_of(ranges[i].min, name)) &&
                  profile->setDimensions(name, OptProfileSelector::kOPT, dims_of(ranges[i].opt, name)) &&
                  profile->setDimensions(name, OptProfileSelector::kMAX, dims_of(ranges[i].max, name));
    if (!is_set) {
      listening.fail(std::string("TensorRT refuses the range of input ") + name);
    }
  }
  if (profile != nullptr && (!profile->isValid() || config.addOptimizationProfile(profile) < 0)) {
    listening.fail("TensorRT refuses the ranges of the inputs");
  }
#if INFB_TRT_HAS_PRECISION_FLAGS
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  if (profile != nullptr && options.calibration != INFB_TRT_CALIBRATION_NONE && !config.setCalibrationProfile(profile)) {
    listening.fail("TensorRT refuses the calibration's shapes");
  }
#pragma GCC diagnostic pop
#else
  (void)options;
#endif
}

bool has_type(const nvinfer1::INetworkDefinition &network, nvinfer1::DataType type) {
  bool found = false;
  for (int32_t i = 0; !found && i < network.getNbInputs(); ++i) {
    found = network.getInput(i)->getType() == type;
  }
  for (int32_t i = 0; !found && i < network.getNbLayers(); ++i) {
    const nvinfer1::ILayer &layer = *network.getLayer(i);
    for (int32_t j = 0; !found && j < layer.getNbOutputs(); ++j) {
      found = layer.getOutput(j) != nullptr && layer.getOutput(j)->getType() == type;
    }
  }
  return found;
}

bool has_dequantize(const nvinfer1::INetworkDefinition &network) {
  bool found = false;
  for (int32_t i = 0; !found && i < network.getNbLayers(); ++i) {
    found = network.getLayer(i)->getType() == nvinfer1::LayerType::kDEQUANTIZE;
  }
  return found;
}

}  // namespace infb
