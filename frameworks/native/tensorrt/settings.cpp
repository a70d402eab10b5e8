#include "settings.h"

#include <cuda_runtime_api.h>

#include <string>

#include "cuda.h"
#include "error.h"
#include "network.h"

namespace infb {
namespace {

using nvinfer1::BuilderFlag;
using nvinfer1::HardwareCompatibilityLevel;

constexpr const char *kThis = "TensorRT " INFB_TRT_TEXT(NV_TENSORRT_MAJOR);
constexpr int32_t kSameComputeCapability = same_compute_capability<HardwareCompatibilityLevel>(0);

bool takes_types_of_file(const infb_trt_build_options &options) { return !INFB_TRT_HAS_PRECISION_FLAGS || options.strongly_typed != 0; }

void check_bfloat16(int32_t device) {
#if INFB_TRT_HAS_BFLOAT16
  int major = 0;
  check_device(cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, device), "cudaDeviceGetAttribute", device);
  if (major < 8) {
    refuse(INFB_TRT_UNSUPPORTED, "bfloat16 needs a GPU of compute capability 8.0 or more; device " + std::to_string(device) + " has " + std::to_string(major) + ".x");
  }
#else
  (void)device;
  refuse(INFB_TRT_UNSUPPORTED, std::string(kThis) + " has no bfloat16: 10 and newer have");
#endif
}

void check_hardware(int32_t hardware) {
  if (hardware < INFB_TRT_HARDWARE_NONE || hardware > INFB_TRT_HARDWARE_SAME_COMPUTE_CAPABILITY) {
    refuse(INFB_TRT_BAD_ARGUMENT, "there is no hardware compatibility " + std::to_string(hardware));
  }
  if (hardware == INFB_TRT_HARDWARE_SAME_COMPUTE_CAPABILITY && kSameComputeCapability < 0) {
    refuse(INFB_TRT_UNSUPPORTED, "this version of TensorRT makes no engines for all GPUs of one compute capability");
  }
}

HardwareCompatibilityLevel level_of(int32_t hardware) {
  switch (hardware) {
    case INFB_TRT_HARDWARE_AMPERE_PLUS: return HardwareCompatibilityLevel::kAMPERE_PLUS;
    case INFB_TRT_HARDWARE_SAME_COMPUTE_CAPABILITY: return static_cast<HardwareCompatibilityLevel>(kSameComputeCapability);
    default: return HardwareCompatibilityLevel::kNONE;
  }
}

// What takes its types from the file.
std::string typed_network() { return INFB_TRT_HAS_PRECISION_FLAGS ? "a strongly typed network" : kThis; }

void check_calibration(const infb_trt_build_options &options) {
  if (options.calibration == INFB_TRT_CALIBRATION_NONE) {
    return;
  }
  if (options.calibration != INFB_TRT_CALIBRATION_ENTROPY_2) {
    refuse(INFB_TRT_BAD_ARGUMENT, "there is no calibration " + std::to_string(options.calibration));
  }
  if (options.int8 == 0) {
    refuse(INFB_TRT_BAD_ARGUMENT, "a calibration is for int8, which is not asked for");
  }
  if (takes_types_of_file(options)) {
    refuse(INFB_TRT_UNSUPPORTED, typed_network() + " calibrates nothing: `models quantize --target tensorrt` makes a file with Q/DQ");
  }
}

[[noreturn]] void not_in_precision(const char *precision, const char *verb) {
  refuse(INFB_TRT_UNSUPPORTED, typed_network() + " takes the precision from the file, which is not in " + precision + ": " + verb + " makes one that is");
}

#if INFB_TRT_HAS_PRECISION_FLAGS
// Deprecated since 10.12, and what strongly typed networks do not have.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
void apply_precision(const infb_trt_build_options &options, nvinfer1::IBuilderConfig &config) {
  if (takes_types_of_file(options)) {
    return;
  }
  if (options.fp16 != 0) {
    config.setFlag(BuilderFlag::kFP16);
  }
  if (options.int8 != 0) {
    config.setFlag(BuilderFlag::kINT8);
  }
#if INFB_TRT_HAS_BFLOAT16
  if (options.bf16 != 0) {
    config.setFlag(BuilderFlag::kBF16);
  }
#endif
}
#pragma GCC diagnostic pop
#else
void apply_precision(const infb_trt_build_options &, nvinfer1::IBuilderConfig &) {}
#endif

}  // namespace

void check_options(const infb_trt_build_options &options) {
  require(options.onnx_path, "onnx_path");
  if (options.optimisation_level < -1 || options.optimisation_level > 5) {
    refuse(INFB_TRT_BAD_ARGUMENT, "the builder's optimisation level is " + std::to_string(options.optimisation_level) + "; 0 to 5 are possible, -1 leaves TensorRT's own");
  }
  check_calibration(options);
  if (options.strongly_typed != 0 && !INFB_TRT_HAS_STRONGLY_TYPED) {
    refuse(INFB_TRT_UNSUPPORTED, std::string(kThis) + " has no strongly typed networks: 10 and newer have");
  }
  if (options.bf16 != 0) {
    check_bfloat16(options.device_index);
  }
  check_hardware(options.hardware);
}

nvinfer1::NetworkDefinitionCreationFlags creation_flags(const infb_trt_build_options &options) {
  using nvinfer1::NetworkDefinitionCreationFlag;
#if !INFB_TRT_HAS_STRONGLY_TYPED
  (void)options;
  return 1U << static_cast<uint32_t>(NetworkDefinitionCreationFlag::kEXPLICIT_BATCH);
#elif INFB_TRT_HAS_PRECISION_FLAGS
  return options.strongly_typed != 0 ? 1U << static_cast<uint32_t>(NetworkDefinitionCreationFlag::kSTRONGLY_TYPED) : 0U;
#else
  (void)options;
  return 0U;
#endif
}

void check_precision(const nvinfer1::INetworkDefinition &network, const infb_trt_build_options &options) {
  if (options.int8 != 0 && options.calibration == INFB_TRT_CALIBRATION_NONE && !has_dequantize(network)) {
    refuse(INFB_TRT_UNSUPPORTED, "int8 needs a file with Q/DQ, which `models quantize --target tensorrt` makes, or on TensorRT 8.6 and 10 a calibration");
  }
  if (!takes_types_of_file(options)) {
    return;
  }
  if (options.fp16 != 0 && !has_type(network, nvinfer1::DataType::kHALF)) {
    not_in_precision("fp16", "`models convert --precision fp16`");
  }
#if INFB_TRT_HAS_BFLOAT16
  if (options.bf16 != 0 && !has_type(network, nvinfer1::DataType::kBF16)) {
    not_in_precision("bf16", "`models convert --precision bf16`");
  }
#endif
}

void apply(const infb_trt_build_options &options, nvinfer1::IBuilderConfig &config) {
  if (options.tf32 != 0) {
    config.setFlag(BuilderFlag::kTF32);
  } else {
    config.clearFlag(BuilderFlag::kTF32);
  }
  apply_precision(options, config);
  if (options.version_compatible != 0) {
    config.setFlag(BuilderFlag::kVERSION_COMPATIBLE);
  }
  config.setHardwareCompatibilityLevel(level_of(options.hardware));
  if (options.optimisation_level >= 0) {
    config.setBuilderOptimizationLevel(options.optimisation_level);
  }
  if (options.workspace_bytes >= 0) {
    config.setMemoryPoolLimit(nvinfer1::MemoryPoolType::kWORKSPACE, static_cast<size_t>(options.workspace_bytes));
  }
  if (options.auxiliary_streams >= 0) {
    config.setMaxAuxStreams(options.auxiliary_streams);
  }
  config.setProfilingVerbosity(options.detailed_profiling != 0 ? nvinfer1::ProfilingVerbosity::kDETAILED : nvinfer1::ProfilingVerbosity::kLAYER_NAMES_ONLY);
}

}  // namespace infb
