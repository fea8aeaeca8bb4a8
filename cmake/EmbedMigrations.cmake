# cmake -DOUT=file.cpp -DNAME=capability -DFOLDER=migrations -P EmbedMigrations.cmake
# Writes the migration files into a C++ source, so that the binary carries its own schema.
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(rows "")
foreach(path IN LISTS files)
  get_filename_component(file ${path} NAME)
  file(READ ${path} sql)
  string(APPEND rows "    {\"${file}\", R\"bdhsql(${sql})bdhsql\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT
"#include \"foundation/db/migrations.h\"
namespace embedded {
extern const std::vector<db::MigrationFile> @NAME@_migrations;
const std::vector<db::MigrationFile> @NAME@_migrations{
${rows}};
}  // namespace embedded
")
