// TensorRT's libraries that only some work needs: machines that just run engines may lack them.
#pragma once

#include <NvOnnxParser.h>

#include "nvinfer.h"

namespace infb {

// UNSUPPORTED where libnvonnxparser is not installed.
Owned<nvonnxparser::IParser> create_parser(nvinfer1::INetworkDefinition &network);
// Registers TensorRT's own plugins, once; false where libnvinfer_plugin is not installed.
bool register_plugins();

}  // namespace infb
