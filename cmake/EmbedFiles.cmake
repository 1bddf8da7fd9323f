# fonds_embed(NAME FILES … [GENERATED NAME=PATH …]): a static library that holds files byte for byte; generated ones
# are not in the source folder, and have the name that is given.
#
# The generated source defines what web/embedded_files.h declares. The bytes are written by CMake itself (this file,
# run as a script), so nothing but CMake and the compiler is needed. A changed file regenerates and recompiles only
# the library.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  # Script: cmake -DOUTPUT=… -DROOT=… -DFILES=a|b|c=/path -P EmbedFiles.cmake
  string(REPLACE "|" ";" files "${FILES}")
  set(arrays "")
  set(entries "")
  set(index 0)
  foreach(file IN LISTS files)
    set(path "${ROOT}/${file}")
    if(file MATCHES "^(.+)=(.+)$")
      set(file "${CMAKE_MATCH_1}")
      set(path "${CMAKE_MATCH_2}")
    endif()
    file(READ "${path}" bytes HEX)
    string(LENGTH "${bytes}" length)
    math(EXPR length "${length} / 2")
    # '\xNN' rather than 0xNN: above 0x7f a number does not fit a signed char without a cast.
    string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
    # Lines of bounded length, for compilers and editors that mind.
    string(REGEX REPLACE "(('..[0-9a-f][0-9a-f]',){24})" "\\1\n" bytes "${bytes}")
    string(APPEND arrays "constexpr char file_${index}[] = {${bytes}'\\0'};\n")
    string(APPEND entries "    {\"${file}\", {file_${index}, ${length}}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  file(WRITE "${OUTPUT}"
    "// Made by cmake/EmbedFiles.cmake; do not edit.\n#include \"web/embedded_files.h\"\n\n"
    "namespace fonds::web {\nnamespace {\n\n${arrays}\nconstexpr EmbeddedFile kFiles[] = {\n${entries}};\n\n"
    "}  // namespace\n\nstd::span<const EmbeddedFile> embedded_files() { return kFiles; }\n\n}  // namespace fonds::web\n")
  return()
endif()

set(FONDS_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(fonds_embed name)
  cmake_parse_arguments(ARG "" "" "FILES;GENERATED" ${ARGN})
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  list(TRANSFORM ARG_FILES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE paths)
  foreach(generated IN LISTS ARG_GENERATED)
    string(REGEX REPLACE "^[^=]+=" "" path "${generated}")
    list(APPEND paths "${path}")
  endforeach()
  list(JOIN ARG_FILES "|" joined)
  if(ARG_GENERATED)
    list(JOIN ARG_GENERATED "|" generated)
    string(APPEND joined "|${generated}")
  endif()
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DROOT=${CMAKE_CURRENT_SOURCE_DIR}" "-DFILES=${joined}"
            -P "${FONDS_EMBED_SCRIPT}"
    DEPENDS ${paths} "${FONDS_EMBED_SCRIPT}"
    COMMENT "Embedding ${name}"
    VERBATIM)
  add_library(${name} STATIC "${output}")
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE fonds_options)
endfunction()
