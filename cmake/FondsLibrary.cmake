# The standard library's headers are a good part of what compiling costs: they are compiled once, for all layers.
file(WRITE ${CMAKE_BINARY_DIR}/standard_headers.cpp "// Only for its precompiled headers.\n")
add_library(fonds_standard_headers STATIC ${CMAKE_BINARY_DIR}/standard_headers.cpp)
target_link_libraries(fonds_standard_headers PRIVATE fonds_options)
target_precompile_headers(fonds_standard_headers PRIVATE <algorithm> <chrono> <filesystem> <functional> <map> <memory>
  <mutex> <optional> <set> <sstream> <string> <string_view> <thread> <unordered_map> <vector>)

# fonds_library(NAME SOURCES … LINKS …): one layer. Layers include each other from the repository's root
# ("indexer/text/analyzer.h"), and see only what they link: a layer links downwards only.
function(fonds_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE fonds_options ${ARG_PRIVATE_LINKS})
  target_precompile_headers(${name} REUSE_FROM fonds_standard_headers)
endfunction()
