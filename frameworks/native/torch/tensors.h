// Tensors of the C border as libtorch's: without a copy, checked.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <string>

#include "inferencebench_torch.h"

namespace infb {

// UNSUPPORTED for what libtorch has no counterpart of.
at::ScalarType scalar_type(int32_t data_type);
int32_t data_type(at::ScalarType type);

// The number of a compute type; nothing for 0, "as the model says".
std::optional<at::ScalarType> compute_type(int32_t data_type);

// The caller's memory itself; BAD_ARGUMENT when it is too small for its shape.
at::Tensor over_memory_of(const infb_torch_tensor &tensor);

// Float, half and bfloat16 in the compute type, everything else as it is.
at::ScalarType converted(at::ScalarType type, std::optional<at::ScalarType> compute);

// NHWC makes sense for 4 dimensions alone.
at::MemoryFormat format_of(const at::Tensor &tensor, bool channels_last);

std::string text_of(at::IntArrayRef shape);

}  // namespace infb
