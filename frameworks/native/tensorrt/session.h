// An execution context with its buffers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cuda.h"
#include "engine.h"
#include "inferencebench_tensorrt.h"
#include "nvinfer.h"
#include "tensor.h"

struct infb_trt_session {
  infb_trt_session(infb_trt_engine &engine, const infb_trt_session_options &options);
  ~infb_trt_session();

  infb_trt_engine &engine;
  infb_trt_session_options options;
  infb::Stream stream;
  // The last one waits as the options say.
  infb::Event begin, copied, computed, end;
  // Addresses of tensors are TensorRT's output allocators: they stay where they are, and outlive the context.
  std::vector<std::unique_ptr<infb::Tensor>> tensors;
  infb::Owned<nvinfer1::IExecutionContext> context;
  infb::Graph graph;
  std::string graph_problem;
  bool is_prepared = false;
  bool has_run = false;
  double enqueue_ms = 0;
  std::vector<infb_trt_layer> layers;
};

namespace infb {

// BAD_ARGUMENT, with the names that there are, when there is no such tensor.
Tensor &tensor_of(infb_trt_session &session, const char *name);
void require_prepared(const infb_trt_session *session);

// Addresses of all tensors to TensorRT; chooses the profile; for sessions whose inputs all have a shape.
void bind(infb_trt_session &session);

// The parts of a run. None waits.
void hand_to_device(infb_trt_session &session);
void launch(infb_trt_session &session);
// Not by the graph.
void enqueue(infb_trt_session &session);
void hand_to_host(infb_trt_session &session);
// Marks the end and waits for it.
void finish(infb_trt_session &session);

// All of them.
void run_once(infb_trt_session &session);

// Captures the graph, or leaves graph_problem.
void capture(infb_trt_session &session);

}  // namespace infb
