// Memory that goes to the caller, who gives it back with infb_trt_free.
#pragma once

#include <cstddef>

#include "inferencebench_tensorrt.h"

namespace infb {

infb_trt_blob blob_of(const void *data, size_t bytes);

}  // namespace infb
