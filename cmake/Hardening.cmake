# What the release programs are compiled with so that a fault that is still in them, or in a library, ends the program instead
# of being used: checked buffers (FORTIFY), checked indices of the standard library, guarded stacks and returns, an
# address that cannot be guessed, and tables of addresses that cannot be written. tests/hardening checks the programs for it.
# Builds with sanitizers find more, and are not mixed with it. To measure what it costs: -DFONDS_HARDENING=OFF.
option(FONDS_HARDENING "Harden the release build" ON)

include(CheckCXXCompilerFlag)
if(FONDS_HARDENING AND CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT FONDS_SANITIZE)
  set(FONDS_HARDENED ON)
  # Level 3 also knows sizes that are computed; compilers and C libraries before Debian 12 have 2.
  check_cxx_compiler_flag("-O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3" FONDS_HAS_FORTIFY_3)
  target_compile_options(fonds_options INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$<IF:$<BOOL:${FONDS_HAS_FORTIFY_3}>,3,2>)
  target_compile_definitions(fonds_options INTERFACE _GLIBCXX_ASSERTIONS)
  foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "FONDS_HAS${flag}" has)
    check_cxx_compiler_flag(${flag} ${has})
    if(${has})
      target_compile_options(fonds_options INTERFACE ${flag})
    endif()
  endforeach()
  # Said outright: not every distribution's compiler does so by itself.
  target_compile_options(fonds_options INTERFACE -fPIE)
  target_link_options(fonds_options INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
