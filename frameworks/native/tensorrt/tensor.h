// An input or output of a session: its shape, and its memory on both sides.
#pragma once

#include <string>

#include "cuda.h"
#include "inferencebench_tensorrt.h"
#include "nvinfer.h"
#include "tensor_types.h"

namespace infb {

// Where the bytes of a tensor lie, and the stream in whose order they move.
struct Placement {
  infb_trt_memory_mode mode = INFB_TRT_PAGEABLE;
  int32_t device = 0;
  // Managed memory of devices that may use it at the same time as the host is moved ahead of its use; that of others is attached to whom it is whose turn.
  bool concurrent_managed = false;
  bool is_integrated = false;
  cudaStream_t stream = nullptr;
};

class Tensor : public nvinfer1::IOutputAllocator {
 public:
  Tensor(std::string name, bool is_input, int32_t onnx_type, bool is_on_host, const Placement &placement);

  const std::string &name() const noexcept { return name_; }
  bool is_input() const noexcept { return is_input_; }
  // TensorRT itself keeps it in memory of the host: shapes and the like.
  bool is_on_host() const noexcept { return is_on_host_; }
  const Shape &shape() const noexcept { return shape_; }
  size_t bytes() const noexcept { return bytes_; }

  // Of an input, before there is memory; -1 where it stands open.
  void set_shape(const Shape &shape) { shape_ = shape; }
  // Makes room for a shape on both sides.
  void allocate(const Shape &shape);
  // The shape is known only when it was run: TensorRT asks for memory through reallocateOutput.
  void allocate_when_run();
  bool is_known_when_run() const noexcept { return is_known_when_run_; }
  // After such a run: what went wrong while TensorRT asked, which had no way to tell.
  void throw_if_no_memory();
  // The shape that came of it, and room for it on the host.
  void take_shape_of_run();

  // What TensorRT reads and writes.
  void *device_side() const noexcept { return memory_.data(); }
  // What the caller reads and writes; the same in memory mode MANAGED.
  void *host_side() const noexcept { return has_two_sides_ ? host_.data() : memory_.data(); }

  // Queues what has to happen before and after the device uses it.
  void hand_to_device() const;
  void hand_to_host() const;
  // Queues the copy itself, whatever the memory mode; nothing where one memory serves both sides.
  void copy_to_device() const;
  void copy_to_host() const;
  // Bytes that a hand-over moves.
  size_t moved_bytes() const noexcept;

  void *reallocateOutput(char const *name, void *current, uint64_t size, uint64_t alignment) noexcept override;
  void notifyShape(char const *name, nvinfer1::Dims const &dims) noexcept override;

 private:
  Place place_of_memory() const noexcept;
  Place place_of_host() const noexcept;

  std::string name_;
  bool is_input_;
  int32_t onnx_type_;
  bool is_on_host_;
  bool has_two_sides_;
  bool is_known_when_run_ = false;
  Placement placement_;
  Shape shape_;
  size_t bytes_ = 0;
  Memory memory_, host_;
  nvinfer1::Dims dims_of_run_{};
  int32_t status_ = 0;
};

}  // namespace infb
