#include "tensors.h"

#include <ATen/ATen.h>

#include <sstream>

#include "error.h"

namespace infb {
namespace {

struct TypePair {
  int32_t number;
  at::ScalarType type;
};

constexpr TypePair kTypes[] = {
    {1, at::kFloat}, {2, at::kByte},  {3, at::kChar},  {5, at::kShort},   {6, at::kInt},
    {7, at::kLong},  {9, at::kBool},  {10, at::kHalf}, {11, at::kDouble}, {16, at::kBFloat16},
};

}  // namespace

at::ScalarType scalar_type(int32_t data_type) {
  for (const TypePair &pair : kTypes) {
    if (pair.number == data_type) {
      return pair.type;
    }
  }
  refuse(INFB_TORCH_UNSUPPORTED, "libtorch has no tensor type for ONNX's data type " + std::to_string(data_type));
}

int32_t data_type(at::ScalarType type) {
  for (const TypePair &pair : kTypes) {
    if (pair.type == type) {
      return pair.number;
    }
  }
  refuse(INFB_TORCH_UNSUPPORTED, std::string("ONNX has no data type for libtorch's ") + c10::toString(type));
}

std::optional<at::ScalarType> compute_type(int32_t data_type) {
  if (data_type == 0) {
    return std::nullopt;
  }
  at::ScalarType type = scalar_type(data_type);
  if (type != at::kFloat && type != at::kHalf && type != at::kBFloat16) {
    refuse(INFB_TORCH_BAD_ARGUMENT, std::string("the compute type is float, float16 or bfloat16, not ") + c10::toString(type));
  }
  return type;
}

at::Tensor over_memory_of(const infb_torch_tensor &tensor) {
  at::IntArrayRef shape(tensor.shape, static_cast<size_t>(tensor.rank));
  at::ScalarType type = scalar_type(tensor.data_type);
  int64_t elements = 1;
  for (int64_t dimension : shape) {
    if (dimension < 0 || __builtin_mul_overflow(elements, dimension, &elements)) {
      refuse(INFB_TORCH_BAD_ARGUMENT, "no tensor has the shape " + text_of(shape));
    }
  }
  int64_t needed = 0;
  if (__builtin_mul_overflow(elements, static_cast<int64_t>(c10::elementSize(type)), &needed) || needed > tensor.size_bytes ||
      (tensor.data == nullptr && needed > 0)) {
    refuse(INFB_TORCH_BAD_ARGUMENT, "a buffer of " + std::to_string(tensor.size_bytes) + " bytes does not hold " + text_of(shape) + " of " +
                                        c10::toString(type) + (tensor.name != nullptr ? std::string(": ") + tensor.name : std::string()));
  }
  return at::from_blob(tensor.data, shape, at::TensorOptions().dtype(type));
}

at::ScalarType converted(at::ScalarType type, std::optional<at::ScalarType> compute) {
  return compute.has_value() && at::isFloatingType(type) ? *compute : type;
}

at::MemoryFormat format_of(const at::Tensor &tensor, bool channels_last) {
  return channels_last && tensor.dim() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
}

std::string text_of(at::IntArrayRef shape) {
  std::ostringstream text;
  text << shape;
  return text.str();
}

}  // namespace infb
