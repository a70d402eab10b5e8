#include "session.h"

#include <algorithm>

#include "error.h"
#include "logger.h"

namespace infb {
namespace {

using nvinfer1::OptProfileSelector;

Placement placement_of(const infb_trt_session &session) {
  return {static_cast<infb_trt_memory_mode>(session.options.memory_mode), session.engine.device, session.engine.concurrent_managed, session.engine.is_integrated,
          session.stream};
}

bool is_on_host(const infb_trt_engine &engine, const std::string &name) {
  return engine.cuda_engine->getTensorLocation(name.c_str()) == nvinfer1::TensorLocation::kHOST;
}

std::unique_ptr<Tensor> make_tensor(const infb_trt_session &session, const std::string &name) {
  const nvinfer1::ICudaEngine &plan = *session.engine.cuda_engine;
  if (plan.getTensorFormat(name.c_str()) != nvinfer1::TensorFormat::kLINEAR) {
    const char *format = plan.getTensorFormatDesc(name.c_str());
    refuse(INFB_TRT_UNSUPPORTED, name + " is not laid out row by row but as " + (format == nullptr ? "something else" : format));
  }
  bool is_in = is_input(session.engine, name);
  if (is_in && plan.isShapeInferenceIO(name.c_str())) {
    refuse(INFB_TRT_UNSUPPORTED, "the values of input " + name + " decide shapes: such engines are not run here");
  }
  int32_t type = onnx_type_of(plan.getTensorDataType(name.c_str()), name);
  return std::make_unique<Tensor>(name, is_in, type, is_on_host(session.engine, name), placement_of(session));
}

bool is_within(const Shape &shape, const Shape &min, const Shape &max) {
  bool is_within = shape.rank == min.rank && shape.rank == max.rank;
  for (int32_t i = 0; is_within && i < shape.rank; ++i) {
    is_within = min.d[i] <= shape.d[i] && shape.d[i] <= max.d[i];
  }
  return is_within;
}

Shape fixed_shape(const infb_trt_session &session, const std::string &name) {
  return shape_of(session.engine.cuda_engine->getTensorShape(name.c_str()), name);
}

bool agrees(const Shape &wanted, const Shape &declared) {
  bool agrees = wanted.rank == declared.rank;
  for (int32_t i = 0; agrees && i < wanted.rank; ++i) {
    agrees = declared.d[i] < 0 || declared.d[i] == wanted.d[i];
  }
  return agrees;
}

// Why a profile does not do; "" when it does.
std::string misfit(const infb_trt_session &session, int32_t profile) {
  for (const auto &tensor : session.tensors) {
    if (!tensor->is_input() || !is_dynamic(fixed_shape(session, tensor->name()))) {
      continue;
    }
    Shape min = profile_shape(session.engine, tensor->name(), profile, OptProfileSelector::kMIN);
    Shape max = profile_shape(session.engine, tensor->name(), profile, OptProfileSelector::kMAX);
    if (!is_within(tensor->shape(), min, max)) {
      return "input " + tensor->name() + " has shape " + text_of(tensor->shape()) + ", and the engine takes " + text_of(min) + " to " + text_of(max);
    }
  }
  return "";
}

void choose_profile(infb_trt_session &session, const Listening &listening) {
  std::string first;
  int32_t count = session.engine.cuda_engine->getNbOptimizationProfiles();
  for (int32_t i = 0; i < count; ++i) {
    std::string reason = misfit(session, i);
    if (reason.empty()) {
      if (i != session.context->getOptimizationProfile() && !session.context->setOptimizationProfileAsync(i, session.stream)) {
        listening.fail("TensorRT refuses optimisation profile " + std::to_string(i));
      }
      session.stream.wait();
      return;
    }
    first = i == 0 ? reason : first;
  }
  if (count > 0) {
    refuse(INFB_TRT_BAD_ARGUMENT, first + (count > 1 ? ", and none of its other profiles fits" : ""));
  }
}

void bind_input(infb_trt_session &session, Tensor &tensor, const Listening &listening) {
  const char *name = tensor.name().c_str();
  tensor.allocate(tensor.shape());
  bool is_bound = session.context->setInputShape(name, dims_of(tensor.shape(), tensor.name())) && session.context->setTensorAddress(name, tensor.device_side());
  if (!is_bound) {
    listening.fail("TensorRT refuses input " + tensor.name() + " of shape " + text_of(tensor.shape()));
  }
}

void bind_output(infb_trt_session &session, Tensor &tensor, const Listening &listening) {
  const char *name = tensor.name().c_str();
  Shape shape = shape_of(session.context->getTensorShape(name), tensor.name());
  bool is_bound;
  if (is_dynamic(shape)) {
    tensor.allocate_when_run();
    is_bound = session.context->setOutputAllocator(name, &tensor);
  } else {
    tensor.allocate(shape);
    is_bound = true;
  }
  if (!is_bound || !session.context->setTensorAddress(name, tensor.device_side())) {
    listening.fail("TensorRT refuses the memory of output " + tensor.name());
  }
}

}  // namespace

Tensor &tensor_of(infb_trt_session &session, const char *name) {
  require(name, "name");
  auto found = std::find_if(session.tensors.begin(), session.tensors.end(), [&](const auto &tensor) { return tensor->name() == name; });
  if (found != session.tensors.end()) {
    return **found;
  }
  std::string names;
  for (const auto &tensor : session.tensors) {
    names += (names.empty() ? "" : ", ") + tensor->name();
  }
  refuse(INFB_TRT_BAD_ARGUMENT, std::string("the engine has no tensor ") + name + ", only " + names);
}

void require_prepared(const infb_trt_session *session) {
  require(session, "session");
  if (!session->is_prepared) {
    refuse(INFB_TRT_BAD_ARGUMENT, "the session is not prepared");
  }
}

void bind(infb_trt_session &session) {
  Listening listening;
  for (const auto &tensor : session.tensors) {
    if (tensor->is_input() && is_dynamic(tensor->shape())) {
      refuse(INFB_TRT_BAD_ARGUMENT, "input " + tensor->name() + " of shape " + text_of(tensor->shape()) + " needs a shape");
    }
  }
  choose_profile(session, listening);
  for (const auto &tensor : session.tensors) {
    if (tensor->is_input()) {
      bind_input(session, *tensor, listening);
    }
  }
  for (const auto &tensor : session.tensors) {
    if (!tensor->is_input()) {
      bind_output(session, *tensor, listening);
    }
  }
}

}  // namespace infb

infb_trt_session::infb_trt_session(infb_trt_engine &its_engine, const infb_trt_session_options &its_options)
    : engine(its_engine),
      options(its_options),
      begin(cudaEventDefault),
      copied(cudaEventDefault),
      computed(cudaEventDefault),
      end(options.spin_wait != 0 ? cudaEventDefault : cudaEventBlockingSync, options.spin_wait != 0) {
  for (const std::string &name : engine.names) {
    tensors.push_back(infb::make_tensor(*this, name));
    if (tensors.back()->is_input()) {
      tensors.back()->set_shape(infb::fixed_shape(*this, name));
    }
  }
  infb::Listening listening;
  context.reset(engine.cuda_engine->createExecutionContext());
  if (context == nullptr) {
    listening.fail("TensorRT opens no execution context");
  }
}

infb_trt_session::~infb_trt_session() {
  // Nothing may be under way in memory that goes.
  (void)cudaStreamSynchronize(stream);
}

int32_t infb_trt_open(infb_trt_engine *engine, const infb_trt_session_options *options, infb_trt_session **session) {
  return infb::guarded([&] {
    infb::require(engine, "engine");
    infb::require(options, "options");
    infb::require(session, "session");
    *session = nullptr;
    if (options->memory_mode < INFB_TRT_PAGEABLE || options->memory_mode > INFB_TRT_DEVICE) {
      infb::refuse(INFB_TRT_BAD_ARGUMENT, "there is no memory mode " + std::to_string(options->memory_mode));
    }
    infb::use_device(engine->device);
    *session = new infb_trt_session(*engine, *options);
  });
}

int32_t infb_trt_set_shape(infb_trt_session *session, const char *name, const int64_t *shape, int32_t rank) {
  return infb::guarded([&] {
    infb::require(session, "session");
    infb::require(shape, "shape");
    if (session->is_prepared) {
      infb::refuse(INFB_TRT_BAD_ARGUMENT, "shapes are set before the session is prepared");
    }
    infb::Tensor &tensor = infb::tensor_of(*session, name);
    infb::Shape wanted = infb::shape_of(shape, rank, tensor.name());
    infb::Shape declared = infb::fixed_shape(*session, tensor.name());
    bool fits = tensor.is_input() && infb::agrees(wanted, declared);
    if (!fits) {
      infb::refuse(INFB_TRT_BAD_ARGUMENT, "the shape " + infb::text_of(wanted) + " does not fit " + (tensor.is_input() ? "input " : "output ") + tensor.name() + " of shape " +
                                              infb::text_of(declared));
    }
    tensor.set_shape(wanted);
  });
}

int32_t infb_trt_prepare(infb_trt_session *session) {
  return infb::guarded([&] {
    infb::require(session, "session");
    if (session->is_prepared) {
      return;
    }
    infb::use_device(session->engine.device);
    infb::bind(*session);
    // The first run loads kernels and decides what else TensorRT does only once, which must not happen in a capture.
    infb::run_once(*session);
    if (session->options.cuda_graph != 0) {
      infb::capture(*session);
    }
    session->is_prepared = true;
  });
}

const char *infb_trt_graph_problem(const infb_trt_session *session) { return session == nullptr ? "" : session->graph_problem.c_str(); }

void infb_trt_close(infb_trt_session *session) {
  (void)infb::guarded([&] {
    if (session != nullptr) {
      // Closed also when the device does not answer any more.
      infb::Owned<infb_trt_session> owned(session);
      infb::use_device(session->engine.device);
    }
  });
}
