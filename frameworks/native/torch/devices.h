#pragma once

#include <c10/core/Device.h>

#include <cstdint>

namespace infb {

// UNSUPPORTED, with what is there instead, when this libtorch cannot use the device.
c10::Device device_of(int32_t device, int32_t index);

}  // namespace infb
