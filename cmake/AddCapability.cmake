# add_capability(credentials USES learning)
#
# Makes a library whose only visible header is <name>/public.h; another capability can spell that header only if it
# lists this one in USES, and USES may name only what stands above it in server/CMakeLists.txt. What the folder holds is
# what gets wired: routes.cpp, events.cpp, jobs.cpp, services.cpp and migrations/ are found by their names.
define_property(GLOBAL PROPERTY BDH_CAPABILITIES BRIEF_DOCS "Every capability, lowest first")

function(embed_migrations target name folder)
  file(GLOB migrations CONFIGURE_DEPENDS ${folder}/*.sql)
  set(generated ${CMAKE_BINARY_DIR}/generated/${name}_migrations.cpp)
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DOUT=${generated} -DNAME=${name} -DFOLDER=${folder}
            -P ${CMAKE_SOURCE_DIR}/cmake/EmbedMigrations.cmake
    DEPENDS ${migrations} ${CMAKE_SOURCE_DIR}/cmake/EmbedMigrations.cmake)
  target_sources(${target} PRIVATE ${generated})
endfunction()

function(add_capability name)
  cmake_parse_arguments(ARG "" "" "USES;LINKS" ${ARGN})
  foreach(used IN LISTS ARG_USES)
    if(NOT TARGET ${used})
      message(FATAL_ERROR "${name} USES ${used}, which is not above it in server/CMakeLists.txt")
    endif()
  endforeach()

  set(folder ${CMAKE_CURRENT_SOURCE_DIR})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp */*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS *_test.cpp */*_test.cpp)
  file(GLOB benches CONFIGURE_DEPENDS *_bench.cpp */*_bench.cpp)
  list(REMOVE_ITEM sources ${tests} ${benches} "")

  set(shown ${CMAKE_BINARY_DIR}/public/${name})
  file(CONFIGURE OUTPUT ${shown}/${name}/public.h CONTENT "#include \"${folder}/public.h\"\n")
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} INTERFACE ${shown} PRIVATE ${shown} ${folder})
  target_link_libraries(${name} PUBLIC foundation ${ARG_USES} PRIVATE ${ARG_LINKS})
  embed_migrations(${name} ${name} ${folder}/migrations)

  set_property(GLOBAL APPEND PROPERTY BDH_CAPABILITIES ${name})
  foreach(part services routes events jobs)
    if(EXISTS ${folder}/${part}.cpp)
      set_property(GLOBAL PROPERTY BDH_${name}_HAS_${part} TRUE)
    endif()
  endforeach()
  set_property(GLOBAL PROPERTY BDH_${name}_TESTS ${tests})
  set_property(GLOBAL PROPERTY BDH_${name}_BENCHES ${benches})
  set_property(GLOBAL PROPERTY BDH_${name}_FOLDER ${folder})
  set_property(GLOBAL PROPERTY BDH_${name}_LINKS ${ARG_LINKS})
endfunction()

# Writes the source that names every capability and its parts, in list order, and adds the library that carries it.
function(finish_capabilities)
  get_property(names GLOBAL PROPERTY BDH_CAPABILITIES)
  set(declarations "")
  set(rows "")
  foreach(name IN LISTS names)
    set(row "    {\"${name}\", &embedded::${name}_migrations")
    string(APPEND declarations "namespace embedded { extern const std::vector<db::MigrationFile> ${name}_migrations; }\n")
    foreach(part_and_signature
            "services|add_services(Services&, const Settings&)" "services|load_services(Context&)" "routes|add_routes(http::Router&)"
            "events|subscribe(events::Bus&)" "jobs|add_jobs(jobs::Scheduler&)")
      string(REPLACE "|" ";" pair "${part_and_signature}")
      list(GET pair 0 part)
      list(GET pair 1 signature)
      get_property(has GLOBAL PROPERTY BDH_${name}_HAS_${part})
      if(has)
        string(APPEND declarations "namespace ${name} { void ${signature}; }\n")
        string(REGEX REPLACE "\\(.*" "" function "${signature}")
        string(APPEND row ", ${name}::${function}")
      else()
        string(APPEND row ", nullptr")
      endif()
    endforeach()
    string(APPEND rows "${row}},\n")
  endforeach()
  set(generated ${CMAKE_BINARY_DIR}/generated/capabilities.cpp)
  file(CONFIGURE OUTPUT ${generated} CONTENT
"#include \"foundation/capability.h\"
#include \"foundation/context_factory.h\"
${declarations}
const std::vector<Capability>& all_capabilities() {
    static const std::vector<Capability> capabilities{
${rows}    };
    return capabilities;
}
void load_capabilities(const ContextFactory& contexts) {
    for (const auto& capability : all_capabilities()) {
        if (!capability.load_services) continue;
        contexts.write([&](Context& context) {
            capability.load_services(context);
            return true;
        });
    }
}
")
  add_library(capabilities STATIC ${generated})
  target_link_libraries(capabilities PUBLIC ${names})

  # Tests come last: a store or route test may start the whole product, whatever its own capability may see.
  foreach(name IN LISTS names)
    get_property(tests GLOBAL PROPERTY BDH_${name}_TESTS)
    get_property(benches GLOBAL PROPERTY BDH_${name}_BENCHES)
    get_property(folder GLOBAL PROPERTY BDH_${name}_FOLDER)
    get_property(links GLOBAL PROPERTY BDH_${name}_LINKS)
    if(tests)
      add_executable(${name}_tests ${tests})
      target_include_directories(${name}_tests PRIVATE ${folder})
      target_link_libraries(${name}_tests PRIVATE capabilities foundation_testing rapidcheck rapidcheck_gtest ${links})
      target_compile_definitions(${name}_tests PRIVATE BDH_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
      add_test(NAME ${name} COMMAND ${name}_tests)
    endif()
    if(benches)
      add_executable(${name}_bench EXCLUDE_FROM_ALL ${benches})
      target_include_directories(${name}_bench PRIVATE ${folder})
      target_link_libraries(${name}_bench PRIVATE ${name} benchmark::benchmark benchmark::benchmark_main)
    endif()
  endforeach()
endfunction()
