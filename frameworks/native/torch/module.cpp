// Making modules: from TorchScript source, from a file; and readying them for a device.
#include "module.h"

#include <ATen/ATen.h>
#include <c10/core/DeviceGuard.h>
#include <torch/csrc/jit/passes/freeze_module.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/csrc/jit/serialization/import.h>

#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <unordered_set>

#include "devices.h"
#include "error.h"
#include "fence.h"
#include "tensors.h"

namespace infb {

// Eager runs on the executor that PyTorch calls simple: it inlines functions and hands each operator to the dispatcher as it is written. The default one records
// types in a first run and then fuses and rewrites operators, which is what the other optimisations are to be compared with.
void use_executor_for(int32_t optimisation) {
  bool profiling = optimisation != INFB_TORCH_EAGER;
  if (torch::jit::getExecutorMode() != profiling) {
    torch::jit::getExecutorMode() = profiling;
  }
}

void for_each_constant(torch::jit::Block *block, const std::function<void(torch::jit::Node *)> &action) {
  for (torch::jit::Node *node : block->nodes()) {
    for (torch::jit::Block *inner : node->blocks()) {
      for_each_constant(inner, action);
    }
    // Not only prim::Constant: oneDNN's weights have a kind of node of their own.
    if (node->hasAttribute(c10::attr::value) && node->kindOf(c10::attr::value) == torch::jit::AttributeKind::t) {
      action(node);
    }
  }
}

namespace {

using Parameters = std::vector<std::pair<std::string, at::Tensor>>;

constexpr const char *kHowToSave = "TorchScript files are made by torch.jit.save(torch.jit.script(net), FILE) or with torch.jit.trace";

// Whether the source has self.NAME.
bool mentions(const std::string &source, const std::string &name) {
  const std::string words = "self." + name;
  for (size_t at = source.find(words); at != std::string::npos; at = source.find(words, at + 1)) {
    size_t after = at + words.size();
    if (after == source.size() || (std::isalnum(static_cast<unsigned char>(source[after])) == 0 && source[after] != '_')) {
      return true;
    }
  }
  return false;
}

// Only what the source names: weights that prepare alone reads would stay in memory beside what it made of them.
torch::jit::Module define(const Parameters &parameters, const std::string &source) {
  torch::jit::Module net("InferenceBenchModel");
  // Freezing asks for it.
  net.register_attribute("training", c10::BoolType::get(), false);
  for (const auto &[name, value] : parameters) {
    if (mentions(source, name)) {
      bool is_parameter = at::isFloatingType(value.scalar_type());
      net.register_parameter(name, value, /*is_buffer=*/!is_parameter);
    }
  }
  net.define(source);
  return net;
}

Parameters copied(const infb_torch_tensor *tensors, int32_t count) {
  Parameters parameters;
  parameters.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; ++i) {
    if (tensors[i].name == nullptr) {
      refuse(INFB_TORCH_BAD_ARGUMENT, "parameter " + std::to_string(i) + " has no name");
    }
    parameters.emplace_back(tensors[i].name, over_memory_of(tensors[i]).clone());
  }
  return parameters;
}

void prepare(const char *source, const char *const *names, int32_t count, Parameters &parameters) {
  torch::jit::Module maker = define(parameters, source);
  use_executor_for(INFB_TORCH_EAGER);
  // Not InferenceMode: tensors made in it cannot become parameters that are converted later.
  at::NoGradGuard no_grad;
  c10::IValue made = maker.get_method("prepare")({});
  c10::List<at::Tensor> tensors = made.toTensorList();
  if (static_cast<int64_t>(tensors.size()) != count) {
    refuse(INFB_TORCH_BAD_ARGUMENT, "prepare gives " + std::to_string(tensors.size()) + " tensors for " + std::to_string(count) + " names");
  }
  for (int32_t i = 0; i < count; ++i) {
    at::Tensor tensor = tensors.get(static_cast<size_t>(i));
    parameters.emplace_back(names[i], tensor.detach().contiguous());
  }
}

// Versions of libtorch say it in different words, or without the system's.
void require_readable(const std::string &path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file || file.peek() == std::ifstream::traits_type::eof()) {
    refuse(INFB_TORCH_FAILED, path + " cannot be read: " + (errno != 0 ? std::strerror(errno) : "it is empty"));
  }
}

torch::jit::Module load(const std::string &path) {
  require_readable(path);
  try {
    return torch::jit::load(path);
  } catch (const std::exception &e) {
    std::string reason = one_line(e.what());
    // optimize_for_inference makes constants in oneDNN's own order, and torch.jit.save leaves those out of the file without a word (1.13 and 2.7).
    bool lacks_constants = reason.find("keyword attribute 'value' is undefined") != std::string::npos;
    refuse(status_of(reason), path + " is not a TorchScript file that this libtorch reads: " + reason + " (" +
                                  (lacks_constants ? "saved after optimize_for_inference, its weights are not in it: save the module as it was before" : kHowToSave) +
                                  ")");
  }
}

at::Tensor placed(const at::Tensor &tensor, const infb_torch_module &module) {
  at::ScalarType type = converted(tensor.scalar_type(), compute_type(module.options.compute_type));
  return tensor.detach().to(at::TensorOptions().device(module.device).dtype(type), false, false, format_of(tensor, module.options.channels_last != 0));
}

void move_and_convert(infb_torch_module &module) {
  at::NoGradGuard no_grad;
  for (const at::Tensor &parameter : module.net.parameters()) {
    parameter.set_data(placed(parameter, module));
  }
  for (const at::Tensor &buffer : module.net.buffers()) {
    buffer.set_data(placed(buffer, module));
  }
  for (torch::jit::Function *function : module.net._ivalue()->compilation_unit()->get_functions()) {
    for_each_constant(torch::jit::toGraphFunction(*function).graph()->block(), [&](torch::jit::Node *node) {
      const at::Tensor &value = node->t(c10::attr::value);
      if (value.dim() > 0) {
        node->t_(c10::attr::value, placed(value, module));
      }
    });
  }
}

void optimise(infb_torch_module &module) {
  if (module.options.optimisation != INFB_TORCH_EAGER) {
    module.net = torch::jit::freeze(module.net);
  }
  if (module.options.optimisation == INFB_TORCH_OPTIMISED) {
    if (module.device.is_cpu()) {
      module.kept_out = fence(module.net);
    }
    module.net = torch::jit::optimize_for_inference(module.net);
  }
}

int64_t weight_bytes(const infb_torch_module &module) {
  std::unordered_set<const void *> seen;
  int64_t bytes = 0;
  auto add = [&](const at::Tensor &tensor) {
    // Forms of oneDNN have no size of their own to ask for.
    if (tensor.defined() && seen.insert(tensor.unsafeGetTensorImpl()).second) {
      bytes += tensor.numel() * static_cast<int64_t>(c10::elementSize(tensor.scalar_type()));
    }
  };
  for (const at::Tensor &parameter : module.net.parameters()) {
    add(parameter);
  }
  for (const at::Tensor &buffer : module.net.buffers()) {
    add(buffer);
  }
  for_each_constant(module.forward->graph()->block(), [&](torch::jit::Node *node) { add(node->t(c10::attr::value)); });
  return bytes;
}

void configure(infb_torch_module &module, const infb_torch_options &options) {
  if (module.is_configured) {
    refuse(INFB_TORCH_BAD_ARGUMENT, "a module is configured once");
  }
  if (options.optimisation < INFB_TORCH_EAGER || options.optimisation > INFB_TORCH_OPTIMISED) {
    refuse(INFB_TORCH_BAD_ARGUMENT, "no optimisation has the number " + std::to_string(options.optimisation));
  }
  module.options = options;
  module.device = device_of(options.device, options.device_index);
  c10::OptionalDeviceGuard on_device;
  if (module.device.is_cuda()) {
    on_device.reset_device(module.device);
    // Wakes the driver's context and the allocator, which a model without weights would not, before either is asked for figures.
    (void)at::empty({1}, at::TensorOptions().device(module.device));
    module.work = make_device_work(options.device_index);
  }
  if (options.cuda_graph != 0 && module.work == nullptr) {
    refuse(INFB_TORCH_UNSUPPORTED, module.device.is_cuda() ? "CUDA graphs need a shim compiled with CUDA's headers" : "CUDA graphs need a CUDA device");
  }
  module.is_configured = true;
  move_and_convert(module);
  optimise(module);
  module.forward = module.net.get_method("forward");
  module.weight_bytes = weight_bytes(module);
  if (module.work != nullptr) {
    module.work->reset_peak();
  }
}

}  // namespace
}  // namespace infb

int32_t infb_torch_create(const char *prepare_source, const char *const *prepared, int32_t prepared_count, const char *forward_source,
                          const infb_torch_tensor *parameters, int32_t parameter_count, infb_torch_module **module) {
  return infb::guarded([&] {
    *module = nullptr;
    if (forward_source == nullptr) {
      infb::refuse(INFB_TORCH_BAD_ARGUMENT, "there is no source of forward");
    }
    infb::Parameters named = infb::copied(parameters, parameter_count);
    if (prepare_source != nullptr) {
      infb::prepare(prepare_source, prepared, prepared_count, named);
    }
    *module = new infb_torch_module(infb::define(named, forward_source));
  });
}

int32_t infb_torch_load(const char *path, infb_torch_module **module) {
  return infb::guarded([&] {
    *module = nullptr;
    torch::jit::Module net = infb::load(path);
    if (!net.find_method("forward").has_value()) {
      infb::refuse(INFB_TORCH_FAILED, std::string(path) + " has no method forward");
    }
    net.eval();
    *module = new infb_torch_module(std::move(net));
  });
}

int32_t infb_torch_configure(infb_torch_module *module, const infb_torch_options *options) {
  return infb::guarded([&] { infb::configure(*module, *options); });
}

const char *infb_torch_kept_out(const infb_torch_module *module) { return module->kept_out.c_str(); }

void infb_torch_destroy(infb_torch_module *module) {
  (void)infb::guarded([&] { delete module; });
}
