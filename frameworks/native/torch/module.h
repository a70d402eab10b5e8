// What stands behind the C handle.
#pragma once

#include <torch/csrc/jit/api/module.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "device_work.h"
#include "inferencebench_torch.h"

namespace infb {

// One input on its way from the caller's memory to the model. Where nothing has to be converted all are one tensor.
struct Input {
  at::Tensor host;     // the caller's memory
  at::Tensor landing;  // the same bytes on the device, where type or layout are then changed; undefined when neither is
  at::Tensor fed;      // what forward gets
};

// The executor is chosen per process, when a function first runs; every place that runs one says which it needs.
void use_executor_for(int32_t optimisation);

// Tensors among the constants of a graph: what freezing made of the parameters, or a trace of literals.
void for_each_constant(torch::jit::Block *block, const std::function<void(torch::jit::Node *)> &action);

}  // namespace infb

struct infb_torch_module {
  explicit infb_torch_module(torch::jit::Module module) : net(std::move(module)) {}

  torch::jit::Module net;
  infb_torch_options options{};
  bool is_configured = false;
  std::optional<torch::jit::Method> forward;
  at::Device device{at::kCPU};
  int64_t weight_bytes = 0;
  std::string kept_out;  // operators that oneDNN does not get, by fence()

  std::vector<infb::Input> inputs;
  std::vector<c10::IValue> arguments;
  std::vector<at::Tensor> destinations;  // over the caller's memory
  std::vector<at::Tensor> outputs;       // of the last run
  std::vector<at::Tensor> readable;      // copies for infb_torch_get_output

  infb_torch_times times{};
  std::unique_ptr<infb::DeviceWork> work;  // null on the CPU and without CUDA's headers
};
