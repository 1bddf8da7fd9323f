// What the address of a page that is not there was about. Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace fonds::api {

// The words of the last part of a path that has some: of "/2014/05/03/le-march%C3%A9-couvert.html" they are
// "le marché couvert". Empty where it has none, or is no UTF-8.
std::string words_of_path(std::string_view path);

}  // namespace fonds::api
