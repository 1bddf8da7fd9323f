// Why something could not be had from the network.
#pragma once

#include <stdexcept>
#include <string>

namespace fonds::sync {

class NetworkError : public std::runtime_error {
 public:
  enum class Kind {
    // no answer, or only that it cannot now: another attempt may succeed
    unreachable,
    // what was answered is not taken: too large, too many redirects, an address that is private
    refused,
  };
  NetworkError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace fonds::sync
