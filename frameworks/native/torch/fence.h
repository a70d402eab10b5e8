// Keeps operators out of oneDNN that this libtorch's optimize_for_inference gets wrong there.
#pragma once

#include <torch/csrc/jit/api/module.h>

#include <string>

namespace infb {

// Hides such operators of a frozen module behind operators of our own that do the same, so that the pass leaves them as they are.
// Gives their names, "hardswish, clamp"; empty where nothing had to be hidden.
std::string fence(torch::jit::Module &frozen);

}  // namespace infb
