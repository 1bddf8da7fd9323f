# fonds_library(NAME SOURCES … LINKS …): one layer. Layers include each other from the repository's root
# ("indexer/text/analyzer.h"), and see only what they link: a layer links downwards only.
function(fonds_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE fonds_options ${ARG_PRIVATE_LINKS})
endfunction()
