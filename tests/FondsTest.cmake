# The folder of real data that developers and CI have beside the checkout; users have not.
set(FONDS_SHARED "${PROJECT_SOURCE_DIR}/../shared" CACHE PATH "Real data to test on; optional")

# Half the time of compiling a test goes into GoogleMock's headers: they are compiled once, for all tests.
if(FONDS_TESTS)
  file(WRITE ${CMAKE_BINARY_DIR}/test_headers.cpp "// Only for its precompiled headers.\n")
  add_library(fonds_test_headers STATIC ${CMAKE_BINARY_DIR}/test_headers.cpp)
  target_link_libraries(fonds_test_headers PRIVATE fonds_options GTest::gmock)
  target_precompile_headers(fonds_test_headers PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
endif()

# fonds_test(NAME LABEL label [SEPARATE] SOURCES … LINKS …): one GoogleTest program, each case a CTest test. SEPARATE: every
# file is compiled by itself, because each has tables and helpers of the same names.
function(fonds_test name)
  cmake_parse_arguments(ARG "SEPARATE" "LABEL" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  if(ARG_SEPARATE)
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
  endif()
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} fonds_options GTest::gmock_main)
  target_precompile_headers(${name} REUSE_FROM fonds_test_headers)
  # NO_PRETTY_VALUES: a struct would be printed as its bytes, pointers among them, and a test's name has to last.
  gtest_discover_tests(${name} NO_PRETTY_VALUES PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT 300 DISCOVERY_TIMEOUT 60)
endfunction()

# fonds_shared_test: the same for tests of ../shared, as one CTest test with the label "shared". Where the folder is
# missing it is listed as "Not Run (Disabled)".
function(fonds_shared_test name)
  cmake_parse_arguments(ARG "" "LABEL" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_compile_definitions(${name} PRIVATE FONDS_SHARED="${FONDS_SHARED}")
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} fonds_options GTest::gmock_main)
  target_precompile_headers(${name} REUSE_FROM fonds_test_headers)
  add_test(NAME shared.${name} COMMAND ${name})
  set_tests_properties(shared.${name} PROPERTIES LABELS "shared;${ARG_LABEL}" TIMEOUT 900)
  if(NOT EXISTS "${FONDS_SHARED}/CONTRACT.md")
    set_tests_properties(shared.${name} PROPERTIES DISABLED TRUE)
  endif()
endfunction()
