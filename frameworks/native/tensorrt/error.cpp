#include "error.h"

#include <algorithm>
#include <cctype>
#include <new>

#include "inferencebench_tensorrt.h"

namespace infb {
namespace {

constexpr size_t kLongest = 1000;

thread_local std::string t_last_error;
thread_local const char *t_last_resort = nullptr;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

void shorten(std::string &text) {
  if (text.size() > kLongest) {
    size_t end = kLongest;
    // Not inside a character of several bytes.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
      --end;
    }
    text.resize(end);
    text += " ...";
  }
}

int32_t remember(int32_t status, const char *text) noexcept {
  try {
    t_last_error = one_line(text);
    t_last_resort = nullptr;
  } catch (...) {
    t_last_resort = "out of memory, even for the text of the failure";
  }
  return status;
}

}  // namespace

void refuse(int32_t status, const std::string &text) { throw Refusal(status, text); }

void require(const void *pointer, const char *name) {
  if (pointer == nullptr) {
    refuse(INFB_TRT_BAD_ARGUMENT, std::string(name) + " is NULL");
  }
}

std::string one_line(const std::string &text) {
  std::string line;
  for (unsigned char c : text) {
    bool is_space = std::isspace(c) != 0 || std::iscntrl(c) != 0;
    if (!is_space) {
      line += static_cast<char>(c);
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  line.erase(line.find_last_not_of(' ') + 1);
  shorten(line);
  return line;
}

bool mentions(const std::string &text, std::initializer_list<const char *> words) {
  const std::string all = lower(text);
  return std::any_of(words.begin(), words.end(), [&](const char *word) { return all.find(word) != std::string::npos; });
}

int32_t status_of(const std::string &text) {
  bool is_memory = mentions(text, {"out of memory", "outofmemory", "std::bad_alloc", "insufficient memory", "cudaerrormemoryallocation", "memory allocation failed"});
  return is_memory ? INFB_TRT_OUT_OF_MEMORY : INFB_TRT_FAILED;
}

const char *last_error() noexcept { return t_last_resort != nullptr ? t_last_resort : t_last_error.c_str(); }

int32_t caught() noexcept {
  try {
    throw;
  } catch (const Refusal &e) {
    return remember(e.status(), e.what());
  } catch (const std::bad_alloc &) {
    return remember(INFB_TRT_OUT_OF_MEMORY, "out of memory");
  } catch (const std::exception &e) {
    return remember(INFB_TRT_FAILED, e.what());
  } catch (...) {
    return remember(INFB_TRT_FAILED, "something was thrown that is no std::exception");
  }
}

}  // namespace infb
