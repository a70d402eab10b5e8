#include "blob.h"

#include <cstdlib>
#include <cstring>
#include <new>

namespace infb {

infb_trt_blob blob_of(const void *data, size_t bytes) {
  // Of nothing there is a byte, too: NULL is what says that there was no memory.
  void *copy = std::malloc(bytes == 0 ? 1 : bytes);
  if (copy == nullptr) {
    throw std::bad_alloc();
  }
  std::memcpy(copy, data, bytes);
  return {copy, static_cast<int64_t>(bytes)};
}

}  // namespace infb

void infb_trt_free(infb_trt_blob *blob) {
  if (blob != nullptr) {
    std::free(blob->data);
    *blob = {};
  }
}
