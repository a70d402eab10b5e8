// Inferences: from the caller's input buffers to the caller's output buffers.
#include <ATen/ATen.h>
#include <c10/core/DeviceGuard.h>
#include <torch/cuda.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <string>

#include "error.h"
#include "module.h"
#include "tensors.h"

namespace infb {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

// What every inference runs under: no autograd, the right device, the right executor.
class RunGuards {
 public:
  explicit RunGuards(const infb_torch_module &module) {
    if (module.device.is_cuda()) {
      device_.reset_device(module.device);
    }
    use_executor_for(module.options.optimisation);
  }

 private:
  c10::InferenceMode inference_;
  c10::OptionalDeviceGuard device_;
};

void require_configured(const infb_torch_module &module) {
  if (!module.is_configured || !module.forward.has_value()) {
    refuse(INFB_TORCH_BAD_ARGUMENT, "the module is not configured");
  }
}

Input input_over(const infb_torch_tensor &tensor, const infb_torch_module &module) {
  Input input;
  input.host = over_memory_of(tensor);
  at::ScalarType type = converted(input.host.scalar_type(), compute_type(module.options.compute_type));
  at::MemoryFormat format = format_of(input.host, module.options.channels_last != 0);
  bool as_it_is = type == input.host.scalar_type() && input.host.is_contiguous(format);
  if (as_it_is && module.device.is_cpu()) {
    input.fed = input.host;
    return input;
  }
  auto options = at::TensorOptions().device(module.device);
  input.fed = at::empty(input.host.sizes(), options.dtype(type).memory_format(format));
  if (!as_it_is && !module.device.is_cpu()) {
    input.landing = at::empty(input.host.sizes(), options.dtype(input.host.scalar_type()));
  }
  return input;
}

void feed(infb_torch_module &module) {
  for (Input &input : module.inputs) {
    if (input.landing.defined()) {
      input.landing.copy_(input.host, /*non_blocking=*/true);
      input.fed.copy_(input.landing);
    } else if (!input.fed.is_same(input.host)) {
      input.fed.copy_(input.host, /*non_blocking=*/true);
    }
  }
}

void collect(const c10::IValue &value, std::vector<at::Tensor> &tensors) {
  if (value.isTensor()) {
    tensors.push_back(value.toTensor());
  } else if (value.isTuple()) {
    for (const c10::IValue &element : value.toTupleRef().elements()) {
      collect(element, tensors);
    }
  } else if (value.isTensorList()) {
    for (const at::Tensor &element : value.toTensorVector()) {
      tensors.push_back(element);
    }
  } else if (value.isList()) {
    for (const c10::IValue &element : value.toListRef()) {
      collect(element, tensors);
    }
  } else if (value.isGenericDict()) {
    for (const auto &entry : value.toGenericDict()) {
      collect(entry.value(), tensors);
    }
  } else {
    refuse(INFB_TORCH_UNSUPPORTED, "forward gives a value of the kind " + value.tagKind() + " where tensors are expected");
  }
}

void compute(infb_torch_module &module) {
  auto forward = [&module] {
    c10::IValue result = (*module.forward)(module.arguments);
    module.outputs.clear();
    collect(result, module.outputs);
  };
  if (module.options.cuda_graph == 0) {
    forward();
    return;
  }
  if (!module.work->is_captured()) {
    module.work->capture(forward);
  }
  module.work->replay();
}

void deliver(infb_torch_module &module) {
  if (module.destinations.empty()) {
    return;
  }
  if (module.destinations.size() != module.outputs.size()) {
    refuse(INFB_TORCH_FAILED, "the model gives " + std::to_string(module.outputs.size()) + " outputs where " + std::to_string(module.destinations.size()) +
                                  " buffers are bound");
  }
  for (size_t i = 0; i < module.outputs.size(); ++i) {
    at::Tensor &destination = module.destinations[i];
    at::Tensor output = module.outputs[i];
    if (output.numel() != destination.numel()) {
      refuse(INFB_TORCH_FAILED, "output " + std::to_string(i) + " has the shape " + text_of(output.sizes()) + " where a buffer of " +
                                    text_of(destination.sizes()) + " is bound");
    }
    if (!output.sizes().equals(destination.sizes())) {
      output = output.reshape(destination.sizes());
    }
    if (!output.device().is_cpu()) {
      // On the device, so that what crosses the bus is the caller's type and order and the copy need not wait.
      output = output.to(destination.scalar_type()).contiguous();
    }
    destination.copy_(output, /*non_blocking=*/true);
  }
}

void synchronise(const infb_torch_module &module) {
  if (module.device.is_cuda()) {
    torch::cuda::synchronize(module.device.index());
  }
}

void mark(infb_torch_module &module, DeviceWork::Mark place) {
  if (module.work != nullptr) {
    module.work->mark(place);
  }
}

void run(infb_torch_module &module) {
  require_configured(module);
  RunGuards guards(module);
  if (module.device.is_cpu()) {
    feed(module);
    compute(module);
    deliver(module);
    return;
  }
  Clock::time_point start = Clock::now();
  mark(module, DeviceWork::kStart);
  feed(module);
  mark(module, DeviceWork::kCopied);
  compute(module);
  mark(module, DeviceWork::kComputed);
  deliver(module);
  mark(module, DeviceWork::kDone);
  module.times.enqueue_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  synchronise(module);
}

const at::Tensor *first_tensor(const c10::IValue &value, std::vector<at::Tensor> &tensors) {
  tensors.clear();
  collect(value, tensors);
  return tensors.empty() || tensors.front().numel() == 0 ? nullptr : &tensors.front();
}

// Makes the result's value matter; of a result on a device it waits for it.
void touch(const at::Tensor &tensor) {
  if (!tensor.device().is_cpu()) {
    (void)tensor.flatten()[0].item();
    return;
  }
  volatile char first = *static_cast<const char *>(tensor.data_ptr());
  (void)first;
}

void bare_loop(infb_torch_module &module, int64_t count, int64_t *durations_ns) {
  require_configured(module);
  RunGuards guards(module);
  feed(module);
  synchronise(module);
  std::vector<at::Tensor> tensors;
  for (int64_t i = 0; i < count; ++i) {
    Clock::time_point start = Clock::now();
    c10::IValue result = module.net.forward(module.arguments);
    if (const at::Tensor *first = first_tensor(result, tensors)) {
      touch(*first);
    }
    durations_ns[i] = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
  }
}

void unbind(infb_torch_module &module) {
  module.arguments.clear();
  module.inputs.clear();
  if (module.work != nullptr) {
    // A graph has the addresses of the inputs in it.
    module.work->forget_graph();
    module.work->unpin_all();
  }
}

void pin_all(infb_torch_module &module) {
  if (module.work == nullptr) {
    return;
  }
  module.work->unpin_all();
  for (const Input &input : module.inputs) {
    module.work->pin(input.host.data_ptr(), input.host.nbytes());
  }
  for (const at::Tensor &destination : module.destinations) {
    module.work->pin(destination.data_ptr(), destination.nbytes());
  }
}

at::Tensor for_reading(const at::Tensor &output) {
  bool is_short = output.scalar_type() == at::kHalf || output.scalar_type() == at::kBFloat16;
  return output.to(at::TensorOptions().device(at::kCPU).dtype(is_short ? at::kFloat : output.scalar_type())).contiguous();
}

}  // namespace
}  // namespace infb

int32_t infb_torch_bind_inputs(infb_torch_module *module, const infb_torch_tensor *inputs, int32_t count) {
  return infb::guarded([&] {
    infb::require_configured(*module);
    infb::unbind(*module);
    for (int32_t i = 0; i < count; ++i) {
      module->inputs.push_back(infb::input_over(inputs[i], *module));
      module->arguments.emplace_back(module->inputs.back().fed);
    }
    infb::pin_all(*module);
  });
}

int32_t infb_torch_bind_outputs(infb_torch_module *module, const infb_torch_tensor *outputs, int32_t count) {
  return infb::guarded([&] {
    infb::require_configured(*module);
    module->destinations.clear();
    for (int32_t i = 0; i < count; ++i) {
      module->destinations.push_back(infb::over_memory_of(outputs[i]));
    }
    infb::pin_all(*module);
  });
}

int32_t infb_torch_run(infb_torch_module *module) {
  return infb::guarded([&] { infb::run(*module); });
}

int32_t infb_torch_output_count(infb_torch_module *module, int32_t *count) {
  return infb::guarded([&] { *count = static_cast<int32_t>(module->outputs.size()); });
}

int32_t infb_torch_get_output(infb_torch_module *module, int32_t index, infb_torch_tensor *output) {
  return infb::guarded([&] {
    if (index < 0 || static_cast<size_t>(index) >= module->outputs.size()) {
      infb::refuse(INFB_TORCH_BAD_ARGUMENT, "no output " + std::to_string(index) + " of " + std::to_string(module->outputs.size()));
    }
    c10::InferenceMode mode;
    module->readable.resize(module->outputs.size());
    at::Tensor &tensor = module->readable[static_cast<size_t>(index)];
    tensor = infb::for_reading(module->outputs[static_cast<size_t>(index)]);
    output->name = nullptr;
    output->data = tensor.data_ptr();
    output->size_bytes = static_cast<int64_t>(tensor.nbytes());
    output->shape = tensor.sizes().data();
    output->rank = static_cast<int32_t>(tensor.dim());
    output->data_type = infb::data_type(tensor.scalar_type());
  });
}

int32_t infb_torch_synchronise(infb_torch_module *module) {
  return infb::guarded([&] { infb::synchronise(*module); });
}

int32_t infb_torch_get_times(infb_torch_module *module, infb_torch_times *times) {
  return infb::guarded([&] {
    *times = {infb::kNotKnown, infb::kNotKnown, infb::kNotKnown, infb::kNotKnown};
    if (module->device.is_cuda()) {
      times->enqueue_ms = module->times.enqueue_ms;
    }
    if (module->work != nullptr) {
      module->work->read(*times);
    }
  });
}

int32_t infb_torch_get_memory(infb_torch_module *module, infb_torch_memory *memory) {
  return infb::guarded([&] {
    *memory = {-1, -1, -1, module->weight_bytes};
    if (module->work != nullptr) {
      module->work->read(*memory);
    }
  });
}

int32_t infb_torch_bare_loop(infb_torch_module *module, int64_t count, int64_t *durations_ns) {
  return infb::guarded([&] { infb::bare_loop(*module, count, durations_ns); });
}
