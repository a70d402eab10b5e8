// What an earlier build measured of kernels, in a file.
#pragma once

#include <string>
#include <vector>

#include "nvinfer.h"

namespace infb {

class TimingCache {
 public:
  // Gives it to the builder. A file of another TensorRT or GPU counts for none.
  TimingCache(const char *path, nvinfer1::IBuilderConfig &config);

  // Writes the file when the build measured something new.
  void write() const;

 private:
  bool adopt(const std::vector<char> &content);

  std::string path_;
  nvinfer1::IBuilderConfig &config_;
  size_t known_bytes_ = 0;
  // The config only refers to it.
  Owned<nvinfer1::ITimingCache> cache_;
};

}  // namespace infb
