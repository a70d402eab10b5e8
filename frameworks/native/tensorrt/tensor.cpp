#include "tensor.h"

#include "error.h"

namespace infb {

Tensor::Tensor(std::string name, bool is_input, int32_t onnx_type, bool is_on_host, const Placement &placement)
    : name_(std::move(name)),
      is_input_(is_input),
      onnx_type_(onnx_type),
      is_on_host_(is_on_host),
      has_two_sides_(!is_on_host && placement.mode != INFB_TRT_MANAGED),
      placement_(placement) {}

Place Tensor::place_of_memory() const noexcept {
  return is_on_host_ ? Place::kPinned : placement_.mode == INFB_TRT_MANAGED ? Place::kManaged : Place::kDevice;
}

Place Tensor::place_of_host() const noexcept { return placement_.mode == INFB_TRT_PINNED ? Place::kPinned : Place::kHost; }

void Tensor::allocate(const Shape &shape) {
  shape_ = shape;
  bytes_ = bytes_of(shape, onnx_type_, name_);
  memory_.reserve(place_of_memory(), bytes_);
  if (has_two_sides_) {
    host_.reserve(place_of_host(), bytes_);
  }
}

void Tensor::allocate_when_run() {
  is_known_when_run_ = true;
  shape_ = {};
  shape_.rank = 1;
  bytes_ = 0;
  memory_.reserve(place_of_memory(), 0);
}

size_t Tensor::moved_bytes() const noexcept {
  bool is_prefetched = placement_.mode == INFB_TRT_MANAGED && placement_.concurrent_managed && !placement_.is_integrated;
  bool is_copied = placement_.mode == INFB_TRT_PAGEABLE || placement_.mode == INFB_TRT_PINNED;
  return !is_on_host_ && (is_copied || is_prefetched) ? bytes_ : 0;
}

void *Tensor::reallocateOutput(char const *, void *, uint64_t size, uint64_t) noexcept {
  // What CUDA allocates is aligned for every type, and what it frees it frees when the device has done with it.
  status_ = guarded([&] {
    memory_.reserve(place_of_memory(), static_cast<size_t>(size));
    hand_to_device();
  });
  return status_ == 0 ? memory_.data() : nullptr;
}

void Tensor::notifyShape(char const *, nvinfer1::Dims const &dims) noexcept { dims_of_run_ = dims; }

void Tensor::throw_if_no_memory() {
  if (status_ != 0) {
    int32_t status = status_;
    status_ = 0;
    refuse(status, "no memory for output " + name_ + ": " + last_error());
  }
}

void Tensor::take_shape_of_run() {
  Shape shape = shape_of(dims_of_run_, name_);
  size_t bytes = bytes_of(shape, onnx_type_, name_);
  shape_ = shape;
  bytes_ = bytes;
  if (has_two_sides_) {
    host_.reserve(place_of_host(), bytes_);
  }
}

void Tensor::copy_to_device() const {
  if (has_two_sides_ && bytes_ > 0) {
    check(cudaMemcpyAsync(memory_.data(), host_.data(), bytes_, cudaMemcpyHostToDevice, placement_.stream), "cudaMemcpyAsync to the device");
  }
}

void Tensor::copy_to_host() const {
  if (has_two_sides_ && bytes_ > 0) {
    check(cudaMemcpyAsync(host_.data(), memory_.data(), bytes_, cudaMemcpyDeviceToHost, placement_.stream), "cudaMemcpyAsync to the host");
  }
}

void Tensor::hand_to_device() const {
  if (is_on_host_ || placement_.mode == INFB_TRT_DEVICE) {
    return;
  }
  if (placement_.mode != INFB_TRT_MANAGED) {
    if (is_input_) {
      copy_to_device();
    }
  } else if (!placement_.concurrent_managed) {
    // To the device as a whole: TensorRT may read it on streams of its own beside this one.
    check(cudaStreamAttachMemAsync(placement_.stream, memory_.data(), 0, cudaMemAttachGlobal), "cudaStreamAttachMemAsync to the device");
  } else if (is_input_) {
    prefetch_to_device(memory_.data(), bytes_, placement_.device, placement_.stream);
  }
}

void Tensor::hand_to_host() const {
  if (is_on_host_ || placement_.mode == INFB_TRT_DEVICE) {
    return;
  }
  if (placement_.mode != INFB_TRT_MANAGED) {
    if (!is_input_) {
      copy_to_host();
    }
  } else if (!placement_.concurrent_managed) {
    check(cudaStreamAttachMemAsync(placement_.stream, memory_.data(), 0, cudaMemAttachHost), "cudaStreamAttachMemAsync to the host");
  } else if (!is_input_) {
    prefetch_to_host(memory_.data(), bytes_, placement_.stream);
  }
}

}  // namespace infb
