# What every target of Fonds is compiled with. Warnings are errors in the presets that developers work with: a warning
# left in place hides the next one. The release presets only print them: another compiler, or another level of
# optimisation, must not keep a user from building.
add_library(fonds_options INTERFACE)
target_compile_options(fonds_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                       -Woverloaded-virtual -Wcast-align -Wunused)
if(FONDS_WERROR)
  target_compile_options(fonds_options INTERFACE -Werror)
endif()
# g++ 12 warns falsely of overlapping copies in std::string at -O3 (GCC bug 105651).
target_compile_options(fonds_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# Files compiled together (CMAKE_UNITY_BUILD) share what each has in its unnamed namespace; the preset `dev` compiles each
# by itself, and warns.
if(CMAKE_UNITY_BUILD)
  target_compile_options(fonds_options INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(FONDS_SANITIZE)
  # vptr: to look at an object it opens a pipe, and takes a refusal for a bad object: the server's test of running out
  # of descriptors then fails now and then.
  target_compile_options(fonds_options INTERFACE -fsanitize=${FONDS_SANITIZE} -fno-sanitize=vptr
                         -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(fonds_options INTERFACE -fsanitize=${FONDS_SANITIZE})
  # g++ 12 warns falsely in the standard library once sanitizers change its inlining.
  target_compile_options(fonds_options INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-error=maybe-uninitialized;-Wno-error=stringop-overflow;-Wno-error=array-bounds;-Wno-error=tsan>)
endif()
if(FONDS_FUZZ)
  target_compile_options(fonds_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
