# embed_texts(target function header folder)
#
# Adds a source to the target in which `function` (declared in `header`) returns the folder's YAML files as pairs of name
# and text, so that the binary carries them. Run as a script, this file writes that source.
if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB files ${FOLDER}/*.yaml)
  list(SORT files)
  set(rows "")
  foreach(path IN LISTS files)
    get_filename_component(name ${path} NAME_WE)
    file(READ ${path} text)
    string(APPEND rows "        {\"${name}\", R\"bdhtext(${text})bdhtext\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT
"#include \"@HEADER@\"
const std::vector<std::pair<std::string, std::string>>& @FUNCTION@() {
    static const std::vector<std::pair<std::string, std::string>> texts{
@rows@    };
    return texts;
}
")
  return()
endif()

set(embed_texts_script ${CMAKE_CURRENT_LIST_FILE})

function(embed_texts target function header folder)
  file(GLOB texts CONFIGURE_DEPENDS ${folder}/*.yaml)
  string(MAKE_C_IDENTIFIER ${function} name)
  set(generated ${CMAKE_BINARY_DIR}/generated/${name}.cpp)
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DOUT=${generated} -DHEADER=${header} -DFUNCTION=${function} -DFOLDER=${folder} -P ${embed_texts_script}
    DEPENDS ${texts} ${embed_texts_script})
  target_sources(${target} PRIVATE ${generated})
endfunction()
