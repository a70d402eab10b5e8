// Small files beside a build: read whole, written whole.
#pragma once

#include <string>
#include <vector>

namespace infb {

bool exists(const std::string &path);
// Empty when there is no such file; FAILED when it cannot be read.
std::vector<char> read_file(const std::string &path);
// The file appears whole or not at all, also when another process does the same at that moment. FAILED with the system's reason.
void write_file(const std::string &path, const void *data, size_t bytes);

}  // namespace infb
