// optimize_for_inference hands what follows a convolution to oneDNN. Activations that libtorch computes there on the bytes of oneDNN's blocks came out wrong up to
// some version whenever the channels do not fill the last block (1.13: hardswish, hardsigmoid, clamp, hardtanh; 2.7 is right), others make the pass or the run
// fail (integer bounds; gelu by tanh). Which of them this libtorch gets wrong is tried out, once per process.
#include "fence.h"

#include <ATen/ATen.h>
#include <c10/util/Exception.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/freeze_module.h>
#include <torch/library.h>
#include <torch/version.h>

#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "inferencebench_torch.h"
#include "module.h"

TORCH_LIBRARY(inferencebench, library) {
  library.def("hardswish(Tensor self) -> Tensor", [](const at::Tensor &self) { return at::hardswish(self); });
  library.def("hardsigmoid(Tensor self) -> Tensor", [](const at::Tensor &self) { return at::hardsigmoid(self); });
  library.def("relu6(Tensor self) -> Tensor", [](const at::Tensor &self) { return at::relu6(self); });
  library.def("hardtanh(Tensor self, Scalar min_val, Scalar max_val) -> Tensor",
              [](const at::Tensor &self, const at::Scalar &low, const at::Scalar &high) { return at::hardtanh(self, low, high); });
  library.def("clamp(Tensor self, Scalar? min, Scalar? max) -> Tensor",
              [](const at::Tensor &self, const c10::optional<at::Scalar> &low, const c10::optional<at::Scalar> &high) { return at::clamp(self, low, high); });
  library.def("gelu(Tensor self, *, str approximate) -> Tensor", [](const at::Tensor &self, c10::string_view kind) { return at::gelu(self, kind); });
}

namespace infb {
namespace {

using torch::jit::Block;
using torch::jit::Node;

// Neither 8 nor 16 channels divide it: the last block is not full.
constexpr int64_t kChannels = 20;

bool is_double(const torch::jit::Value *value) {
  c10::optional<c10::IValue> constant = torch::jit::toIValue(value);
  return constant.has_value() && constant->isDouble();
}

// The call that shows whether a node's operator is right in oneDNN; empty for operators that always are.
std::string trial_of(const Node *node) {
  const std::string name = node->kind().toQualString();
  if (name == "aten::hardswish" || name == "aten::hardsigmoid" || name == "aten::relu6") {
    return "torch." + name.substr(6) + "(a)";
  }
  if (name == "aten::clamp" || name == "aten::hardtanh") {
    return "torch." + name.substr(6) + "(a, 0.0, 6.0)";
  }
  if (name == "aten::gelu" && node->inputs().size() == 2) {
    c10::optional<c10::IValue> kind = torch::jit::toIValue(node->input(1));
    return kind.has_value() && kind->isString() && kind->toStringRef() == "tanh" ? "torch.gelu(a, approximate=\"tanh\")" : "";
  }
  return "";
}

#if TORCH_VERSION_MAJOR >= 2
using WarningHandlerGuard = c10::WarningUtils::WarningHandlerGuard;
#else
using WarningHandlerGuard = c10::Warning::WarningHandlerGuard;
#endif

// libtorch warns, at every run, of results that it had to move because their memory was not of the size they took.
class Listener : public c10::WarningHandler {
 public:
#if TORCH_VERSION_MAJOR >= 2
  void process(const c10::Warning &) override { has_heard = true; }
#else
  void process(const c10::SourceLocation &, const std::string &, const bool) override { has_heard = true; }
#endif

  bool has_heard = false;
};

bool fails(const std::string &trial) {
  Listener listener;
  WarningHandlerGuard guard(&listener);
  torch::jit::Module net("InferenceBenchTrial");
  net.register_attribute("training", c10::BoolType::get(), false);
  int64_t weights = kChannels * kChannels;
  net.register_parameter("w", at::linspace(-1.0, 1.0, weights).sin_().view({kChannels, kChannels, 1, 1}), false);
  net.define("def forward(self, x: Tensor) -> Tensor:\n    a = torch.conv2d(x, self.w, None, [1, 1], [0, 0], [1, 1], 1)\n    b = " + trial +
             "\n    return torch.conv2d(b, self.w, None, [1, 1], [0, 0], [1, 1], 1)\n");
  at::NoGradGuard no_grad;
  at::Tensor input = at::linspace(-3.0, 3.0, 2 * kChannels * 36).cos_().view({2, kChannels, 6, 6});
  at::Tensor plain = net.forward({input}).toTensor();
  try {
    torch::jit::Module frozen = torch::jit::freeze(net);
    torch::jit::Module optimised = torch::jit::optimize_for_inference(frozen);
    at::Tensor result = optimised.forward({input}).toTensor();
    return listener.has_heard || !at::allclose(plain, result, 1e-3, 1e-3);
  } catch (const std::exception &) {
    return true;
  }
}

bool is_wrong(const std::string &trial) {
  static std::mutex mutex;
  static std::map<std::string, bool> answers;
  std::lock_guard<std::mutex> lock(mutex);
  auto known = answers.find(trial);
  return known != answers.end() ? known->second : answers.emplace(trial, fails(trial)).first->second;
}

bool must_hide(const Node *node) {
  const std::string trial = trial_of(node);
  if (trial.empty()) {
    return false;
  }
  // The pass takes both bounds for floating-point constants without looking.
  bool has_bounds = node->inputs().size() == 3;
  return (has_bounds && !(is_double(node->input(1)) && is_double(node->input(2)))) || is_wrong(trial);
}

void collect(Block *block, std::vector<Node *> &nodes) {
  for (Node *node : block->nodes()) {
    for (Block *inner : node->blocks()) {
      collect(inner, nodes);
    }
    if (must_hide(node)) {
      nodes.push_back(node);
    }
  }
}

}  // namespace

std::string fence(torch::jit::Module &frozen) {
  std::shared_ptr<torch::jit::Graph> graph = frozen.get_method("forward").graph();
  std::vector<Node *> nodes;
  collect(graph->block(), nodes);
  std::set<std::string> names;
  for (Node *node : nodes) {
    const std::string name = std::string(node->kind().toUnqualString());
    Node *ours = graph->create(c10::Symbol::fromQualString("inferencebench::" + name), node->inputs(), 1);
    ours->insertBefore(node);
    ours->output()->setType(node->output()->type());
    node->output()->replaceAllUsesWith(ours->output());
    node->destroy();
    names.insert(name);
  }
  std::string text;
  for (const std::string &name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

}  // namespace infb
