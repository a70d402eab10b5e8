// Runs of a prepared session.
#include <chrono>
#include <limits>
#include <string>

#include "error.h"
#include "logger.h"
#include "session.h"

namespace {

using Clock = std::chrono::steady_clock;

bool copies(const infb_trt_session &session) { return session.options.memory_mode != INFB_TRT_DEVICE; }

void run(infb_trt_session &session) {
  session.begin.record(session.stream);
  infb::hand_to_device(session);
  session.copied.record(session.stream);
  // Copies of pageable memory are not in it: the host waits in them for the device.
  Clock::time_point start = Clock::now();
  infb::launch(session);
  session.enqueue_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  session.computed.record(session.stream);
  infb::hand_to_host(session);
  infb::finish(session);
  session.has_run = true;
}

int64_t moved(const infb_trt_session &session, bool inputs) {
  size_t bytes = 0;
  for (const auto &tensor : session.tensors) {
    bytes += tensor->is_input() == inputs ? tensor->moved_bytes() : 0;
  }
  return static_cast<int64_t>(bytes);
}

void write_buffer(const infb::Tensor &tensor, void **data, int64_t *size_bytes, int64_t *shape, int32_t *rank) {
  *data = tensor.host_side();
  *size_bytes = static_cast<int64_t>(tensor.bytes());
  *rank = tensor.shape().rank;
  for (int32_t i = 0; i < tensor.shape().rank; ++i) {
    shape[i] = tensor.shape().d[i];
  }
}

}  // namespace

namespace infb {

void hand_to_device(infb_trt_session &session) {
  for (const auto &tensor : session.tensors) {
    tensor->hand_to_device();
  }
}

void enqueue(infb_trt_session &session) {
  Listening listening;
  bool is_queued = session.context->enqueueV3(session.stream);
  // Says first why there was no memory for an output.
  for (const auto &tensor : session.tensors) {
    if (tensor->is_known_when_run()) {
      tensor->throw_if_no_memory();
    }
  }
  if (!is_queued) {
    listening.fail("TensorRT's enqueueV3 failed");
  }
  for (const auto &tensor : session.tensors) {
    if (tensor->is_known_when_run()) {
      tensor->take_shape_of_run();
    }
  }
}

void launch(infb_trt_session &session) {
  if (session.graph) {
    session.graph.launch(session.stream);
  } else {
    enqueue(session);
  }
}

void hand_to_host(infb_trt_session &session) {
  for (const auto &tensor : session.tensors) {
    tensor->hand_to_host();
  }
}

void finish(infb_trt_session &session) {
  session.end.record(session.stream);
  session.end.wait();
}

void run_once(infb_trt_session &session) {
  hand_to_device(session);
  launch(session);
  hand_to_host(session);
  finish(session);
}

void capture(infb_trt_session &session) {
  for (const auto &tensor : session.tensors) {
    if (tensor->is_known_when_run()) {
      session.graph_problem = "the shape of output " + tensor->name() + " depends on the data: the host has to wait for it in the middle of a run";
      return;
    }
  }
  Listening listening;
  session.graph_problem = session.graph.capture(session.stream, [&] { return session.context->enqueueV3(session.stream); });
  try {
    // Shows that the graph runs, or that its refusal left the context in order.
    run_once(session);
  } catch (const Refusal &e) {
    if (!session.graph) {
      throw;
    }
    session.graph.release();
    session.graph_problem = e.what();
    run_once(session);
  }
  const std::string words = session.graph_problem.empty() ? "" : listening.errors();
  session.graph_problem = one_line(session.graph_problem + (words.empty() ? "" : "; " + words));
}

}  // namespace infb

int32_t infb_trt_run(infb_trt_session *session) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    infb::use_device(session->engine.device);
    run(*session);
  });
}

int32_t infb_trt_upload(infb_trt_session *session) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    infb::use_device(session->engine.device);
    for (const auto &tensor : session->tensors) {
      if (!copies(*session) && tensor->is_input()) {
        tensor->copy_to_device();
      }
    }
    session->stream.wait();
  });
}

int32_t infb_trt_download(infb_trt_session *session) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    infb::use_device(session->engine.device);
    for (const auto &tensor : session->tensors) {
      if (!copies(*session) && !tensor->is_input()) {
        tensor->copy_to_host();
      }
    }
    session->stream.wait();
  });
}

int32_t infb_trt_get_buffer(infb_trt_session *session, const char *name, void **data, int64_t *size_bytes, int64_t *shape, int32_t *rank) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    infb::require(data, "data");
    infb::require(size_bytes, "size_bytes");
    infb::require(shape, "shape");
    infb::require(rank, "rank");
    write_buffer(infb::tensor_of(*session, name), data, size_bytes, shape, rank);
  });
}

int32_t infb_trt_get_times(infb_trt_session *session, infb_trt_times *times) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    infb::require(times, "times");
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    *times = {none, none, none, none};
    if (!session->has_run) {
      return;
    }
    infb::use_device(session->engine.device);
    times->compute_ms = session->computed.milliseconds_since(session->copied);
    times->enqueue_ms = session->enqueue_ms;
    if (copies(*session)) {
      times->h2d_ms = session->copied.milliseconds_since(session->begin);
      times->d2h_ms = session->end.milliseconds_since(session->computed);
    }
  });
}

int32_t infb_trt_get_memory(infb_trt_session *session, infb_trt_memory *memory) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    infb::require(memory, "memory");
    infb::use_device(session->engine.device);
    size_t free_bytes = 0, total_bytes = 0;
    infb::check(cudaMemGetInfo(&free_bytes, &total_bytes), "cudaMemGetInfo");
    *memory = {static_cast<int64_t>(total_bytes - free_bytes), static_cast<int64_t>(total_bytes), moved(*session, true), moved(*session, false)};
  });
}
