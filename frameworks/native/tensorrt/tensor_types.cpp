#include "tensor_types.h"

#include <algorithm>
#include <limits>

#include "error.h"

namespace infb {
namespace {

using nvinfer1::DataType;

enum OnnxType { kFloat = 1, kUint8 = 2, kInt8 = 3, kInt32 = 6, kInt64 = 7, kBool = 9, kFloat16 = 10, kBfloat16 = 16 };

void check_rank(int32_t rank, const std::string &name, int32_t status) {
  if (rank < 0 || rank > INFB_TRT_MAX_RANK) {
    refuse(status, name + " has " + std::to_string(rank) + " dimensions; 0 to " + std::to_string(INFB_TRT_MAX_RANK) + " are possible");
  }
}

}  // namespace

static_assert(nvinfer1::Dims::MAX_DIMS == INFB_TRT_MAX_RANK, "the C ABI has room for another number of dimensions");

Shape shape_of(const int64_t *dimensions, int32_t rank, const std::string &name) {
  check_rank(rank, name, INFB_TRT_BAD_ARGUMENT);
  Shape shape;
  shape.rank = rank;
  std::copy(dimensions, dimensions + rank, shape.d);
  if (is_dynamic(shape)) {
    refuse(INFB_TRT_BAD_ARGUMENT, "the shape " + text_of(shape) + " of " + name + " has a negative dimension");
  }
  return shape;
}

Shape shape_of(const nvinfer1::Dims &dims, const std::string &name) {
  check_rank(dims.nbDims, name, INFB_TRT_UNSUPPORTED);
  Shape shape;
  shape.rank = dims.nbDims;
  std::copy(dims.d, dims.d + dims.nbDims, shape.d);
  return shape;
}

nvinfer1::Dims dims_of(const Shape &shape, const std::string &name) {
  using Dimension = std::remove_reference_t<decltype(nvinfer1::Dims::d[0])>;
  nvinfer1::Dims dims{};
  dims.nbDims = shape.rank;
  for (int32_t i = 0; i < shape.rank; ++i) {
    if (shape.d[i] > std::numeric_limits<Dimension>::max()) {
      refuse(INFB_TRT_BAD_ARGUMENT, "the shape " + text_of(shape) + " of " + name + " is larger than this TensorRT's dimensions can say");
    }
    dims.d[i] = static_cast<Dimension>(shape.d[i]);
  }
  return dims;
}

bool is_dynamic(const Shape &shape) {
  return std::any_of(shape.d, shape.d + shape.rank, [](int64_t d) { return d < 0; });
}

std::string text_of(const Shape &shape) {
  std::string text = shape.rank == 0 ? "scalar" : "";
  for (int32_t i = 0; i < shape.rank; ++i) {
    text += (i == 0 ? "" : "x") + std::to_string(shape.d[i]);
  }
  return text;
}

int32_t onnx_type_of(DataType type, const std::string &name) {
  switch (type) {
    case DataType::kFLOAT: return kFloat;
    case DataType::kHALF: return kFloat16;
    case DataType::kINT8: return kInt8;
    case DataType::kINT32: return kInt32;
    case DataType::kBOOL: return kBool;
    case DataType::kUINT8: return kUint8;
#if INFB_TRT_HAS_BFLOAT16
    case DataType::kBF16: return kBfloat16;
    case DataType::kINT64: return kInt64;
#endif
    default: refuse(INFB_TRT_UNSUPPORTED, name + " is of nvinfer1::DataType " + std::to_string(static_cast<int32_t>(type)) + ", for which there are no buffers here");
  }
}

size_t bytes_of_type(int32_t onnx_type) {
  switch (onnx_type) {
    case kInt64: return 8;
    case kFloat:
    case kInt32: return 4;
    case kFloat16:
    case kBfloat16: return 2;
    default: return 1;
  }
}

size_t bytes_of(const Shape &shape, int32_t onnx_type, const std::string &name) {
  int64_t bytes = static_cast<int64_t>(bytes_of_type(onnx_type));
  for (int32_t i = 0; i < shape.rank; ++i) {
    if (__builtin_mul_overflow(bytes, shape.d[i], &bytes)) {
      refuse(INFB_TRT_BAD_ARGUMENT, name + " of shape " + text_of(shape) + " is larger than any memory");
    }
  }
  return static_cast<size_t>(bytes);
}

}  // namespace infb
