# fonds_typeface(VARIABLE): the text face of the site, cut from a Debian package to the letters that French and its
# neighbours need, as woff2.
#
# VARIABLE becomes "static/fonts/NAME=PATH" for fonds_embed(GENERATED …); empty where the package or the tools are not
# there: then pages use what the reader's system has, and nothing else changes. No font file is in the repository.
#
# The face is Charis SIL, under the SIL Open Font License. Its name is reserved to the whole: what is cut goes without.
set(FONDS_TYPEFACE_FOLDER "/usr/share/fonts/truetype/charis" CACHE PATH "Where fonts-sil-charis is installed")

function(fonds_typeface variable)
  set(${variable} "" PARENT_SCOPE)
  # The system's own: fonttools is a package of it, and another Python in PATH would not have it.
  find_program(FONDS_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
  if(NOT FONDS_PYTHON OR NOT EXISTS "${FONDS_TYPEFACE_FOLDER}/CharisSIL-Regular.ttf")
    message(STATUS "Typeface: fonts-sil-charis or python3 is missing; pages use the reader's own")
    return()
  endif()
  execute_process(COMMAND "${FONDS_PYTHON}" -c "import fontTools.subset, brotli"
                  RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
  if(failed)
    message(STATUS "Typeface: python3-fonttools or python3-brotli is missing; pages use the reader's own")
    return()
  endif()
  string(CONCAT letters "U+0020-007E,U+00A0-00FF,U+0152-0153,U+0178,U+2010-2015,U+2018-201A,U+201C-201E,U+2020-2022,"
         "U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2116,U+2122,U+2190-2193,U+2212")
  set(files "")
  foreach(style IN ITEMS Regular Italic Bold)
    string(TOLOWER "${style}" name)
    set(source "${FONDS_TYPEFACE_FOLDER}/CharisSIL-${style}.ttf")
    set(output "${CMAKE_CURRENT_BINARY_DIR}/fonts/${name}.woff2")
    add_custom_command(
      OUTPUT "${output}"
      COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_CURRENT_BINARY_DIR}/fonts"
      COMMAND "${FONDS_PYTHON}" -m fontTools.subset "${source}" "--unicodes=${letters}"
              --layout-features=kern,mark,mkmk,ccmp,liga,locl --no-hinting --obfuscate-names
              --drop-tables+=Silf,Sill,Silt,Glat,Gloc,Feat --flavor=woff2 "--output-file=${output}"
      DEPENDS "${source}"
      COMMENT "Cutting the typeface: ${name}"
      VERBATIM)
    list(APPEND files "static/fonts/${name}.woff2=${output}")
  endforeach()
  set(${variable} "${files}" PARENT_SCOPE)
endfunction()
