#include "timing_cache.h"

#include "error.h"
#include "files.h"
#include "inferencebench_tensorrt.h"
#include "logger.h"

namespace infb {

TimingCache::TimingCache(const char *path, nvinfer1::IBuilderConfig &config) : path_(path == nullptr ? "" : path), config_(config) {
  if (path_.empty()) {
    return;
  }
  Listening listening;
  std::vector<char> content = read_file(path_);
  if (!content.empty() && adopt(content)) {
    known_bytes_ = content.size();
  } else if (!adopt({})) {
    listening.fail("TensorRT makes no timing cache");
  }
}

bool TimingCache::adopt(const std::vector<char> &content) {
  cache_.reset(config_.createTimingCache(content.data(), content.size()));
  return cache_ != nullptr && config_.setTimingCache(*cache_, /*ignoreMismatch=*/false);
}

void TimingCache::write() const {
  if (cache_ == nullptr) {
    return;
  }
  // The one that the build filled may be the config's own.
  const nvinfer1::ITimingCache *filled = config_.getTimingCache();
  Owned<nvinfer1::IHostMemory> content((filled == nullptr ? *cache_ : *filled).serialize());
  if (content != nullptr && content->size() > 0 && content->size() != known_bytes_) {
    write_file(path_, content->data(), content->size());
  }
}

}  // namespace infb
