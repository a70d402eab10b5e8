// What runs take layer by layer, and what they take without the suite.
#include <chrono>
#include <cstdio>
#include <string>
#include <unordered_map>

#include "error.h"
#include "session.h"

namespace {

// Adds up the times of each layer. Called on the thread that runs.
class Profiler : public nvinfer1::IProfiler {
 public:
  explicit Profiler(infb_trt_session &session) : session_(session) {
    session.layers.clear();
    session.context->setProfiler(this);
  }

  ~Profiler() { session_.context->setProfiler(nullptr); }
  Profiler(const Profiler &) = delete;
  Profiler &operator=(const Profiler &) = delete;

  void reportLayerTime(char const *name, float milliseconds) noexcept override {
    int32_t status = infb::guarded([&] { add(name == nullptr ? "" : name, milliseconds); });
    status_ = status_ == 0 ? status : status_;
  }

  void throw_if_failed() const {
    if (status_ != 0) {
      infb::refuse(status_, "the layers' times could not be kept");
    }
  }

 private:
  void add(const std::string &name, float milliseconds) {
    auto [known, is_new] = places_.emplace(name, session_.layers.size());
    if (is_new) {
      session_.layers.emplace_back();
      infb_trt_layer &layer = session_.layers.back();
      layer = {};
      // Names of fused layers are those of all their parts, and may be longer than anybody reads.
      (void)std::snprintf(layer.name, sizeof layer.name, "%s", name.c_str());
    }
    session_.layers[known->second].milliseconds += milliseconds;
  }

  infb_trt_session &session_;
  std::unordered_map<std::string, size_t> places_;
  int32_t status_ = 0;
};

void profile(infb_trt_session &session, int32_t count) {
  Profiler profiler(session);
  for (int32_t i = 0; i < count; ++i) {
    infb::hand_to_device(session);
    infb::enqueue(session);
    infb::hand_to_host(session);
    infb::finish(session);
  }
  profiler.throw_if_failed();
}

void bare_loop(infb_trt_session &session, int64_t count, int64_t *durations_ns) {
  using Clock = std::chrono::steady_clock;
  for (int64_t i = 0; i < count; ++i) {
    Clock::time_point start = Clock::now();
    infb::run_once(session);
    durations_ns[i] = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
  }
}

}  // namespace

int32_t infb_trt_profile(infb_trt_session *session, int32_t count, int32_t *layer_count) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    infb::require(layer_count, "layer_count");
    *layer_count = 0;
    if (count < 1) {
      infb::refuse(INFB_TRT_BAD_ARGUMENT, "a profile of " + std::to_string(count) + " runs tells nothing");
    }
    infb::use_device(session->engine.device);
    profile(*session, count);
    *layer_count = static_cast<int32_t>(session->layers.size());
  });
}

int32_t infb_trt_get_layer(infb_trt_session *session, int32_t index, infb_trt_layer *layer) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    infb::require(layer, "layer");
    if (index < 0 || static_cast<size_t>(index) >= session->layers.size()) {
      infb::refuse(INFB_TRT_BAD_ARGUMENT, "there is no layer " + std::to_string(index) + ": the last profile has " + std::to_string(session->layers.size()));
    }
    *layer = session->layers[static_cast<size_t>(index)];
  });
}

int32_t infb_trt_bare_loop(infb_trt_session *session, int64_t count, int64_t *durations_ns) {
  return infb::guarded([&] {
    infb::require_prepared(session);
    if (count < 0) {
      infb::refuse(INFB_TRT_BAD_ARGUMENT, "a loop cannot run " + std::to_string(count) + " times");
    }
    if (count > 0) {
      infb::require(durations_ns, "durations_ns");
    }
    infb::use_device(session->engine.device);
    bare_loop(*session, count, durations_ns);
  });
}
