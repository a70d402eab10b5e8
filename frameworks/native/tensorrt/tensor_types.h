// Data types and shapes, between ONNX's numbers, the C ABI and NvInfer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "inferencebench_tensorrt.h"
#include "nvinfer.h"

namespace infb {

struct Shape {
  int32_t rank = 0;
  int64_t d[INFB_TRT_MAX_RANK] = {};
};

// BAD_ARGUMENT for a rank out of range or a negative dimension; name is the tensor's.
Shape shape_of(const int64_t *dimensions, int32_t rank, const std::string &name);
// A rank of -1 (unknown) is UNSUPPORTED.
Shape shape_of(const nvinfer1::Dims &dims, const std::string &name);
// BAD_ARGUMENT where a dimension does not fit: 8.6 has 32 bits for each.
nvinfer1::Dims dims_of(const Shape &shape, const std::string &name);

// Does any dimension stand open?
bool is_dynamic(const Shape &shape);
// "1x3x224x224", "scalar".
std::string text_of(const Shape &shape);

// ONNX's TensorProto.DataType; UNSUPPORTED for those that the suite has no buffers for.
int32_t onnx_type_of(nvinfer1::DataType type, const std::string &name);
// Of a number that onnx_type_of gave.
size_t bytes_of_type(int32_t onnx_type);
// BAD_ARGUMENT where the product overflows.
size_t bytes_of(const Shape &shape, int32_t onnx_type, const std::string &name);

}  // namespace infb
