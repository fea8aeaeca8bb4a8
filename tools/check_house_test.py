#!/usr/bin/env python3
"""Shows that check_house.py sees each breach it is there for, in a small house made for the purpose."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECKER = pathlib.Path(__file__).with_name("check_house.py")


class House:
    """Two capabilities, `upper` above `lower`, with nothing wrong."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.write("server/CMakeLists.txt", "add_subdirectory(foundation)\nadd_subdirectory(lower)\nadd_subdirectory(upper)\n")
        for name, uses in (("lower", ""), ("upper", " USES lower")):
            self.write(f"server/{name}/CMakeLists.txt", f"add_capability({name}{uses} LINKS pugixml)\n")
            self.write(f"server/{name}/README.md", "words\n")
            self.write(f"server/{name}/public.h", "#pragma once\n")
        self.write("server/foundation/result.h", "#pragma once\n")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def check(self):
        done = subprocess.run([sys.executable, CHECKER, self.root], capture_output=True, text=True)
        return done.returncode, done.stdout


class CheckHouse(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.house = House(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def assertBreach(self, words):
        code, said = self.house.check()
        self.assertEqual(code, 1, said)
        self.assertIn(words, said)

    def test_accepts_a_house_in_order(self):
        self.house.write("server/upper/actions.cpp", '#include "lower/public.h"\n#include "rules.h"\n#include "store.h"\n')
        self.house.write("server/upper/store.cpp", 'R"sql(WITH mine AS (SELECT 1 FROM upper_things) SELECT * FROM mine JOIN lower_report_x ON 1)sql"\n')
        self.assertEqual(self.house.check()[0], 0, self.house.check()[1])

    def test_sees_an_undeclared_capability(self):
        self.house.write("server/lower/actions.cpp", '#include "upper/public.h"\n')
        self.assertBreach("lower does not declare USES upper")

    def test_sees_a_route_reaching_the_store(self):
        self.house.write("server/upper/routes.cpp", '#include "store.h"\n')
        self.assertBreach("routes may not include store.h")

    def test_sees_a_route_reaching_the_store_of_a_sub_folder(self):
        self.house.write("server/upper/things/routes.cpp", '#include "things/store.h"\n')
        self.assertBreach("routes may not include things/store.h")

    def test_sees_an_impure_rule(self):
        self.house.write("server/upper/rules.cpp", "auto now = std::chrono::system_clock::now();\n")
        self.assertBreach("rules must stay pure: system_clock")

    def test_sees_a_foreign_table(self):
        self.house.write("server/upper/store.cpp", 'R"sql(SELECT * FROM lower_things)sql"\n')
        self.assertBreach("upper may not touch lower_things")

    def test_sees_a_foreign_table_in_a_migration(self):
        self.house.write("server/upper/migrations/0001_things.sql", "CREATE TABLE things (id BIGINT);\n")
        self.assertBreach("upper may not touch things")

    def test_sees_an_odd_file_name(self):
        self.house.write("server/upper/rules2.cpp", "\n")
        self.assertBreach("'rules2' is not one of the house's file names")

    def test_sees_a_file_that_grew_too_long(self):
        self.house.write("server/upper/actions.cpp", "int a;\n" * 401)
        self.assertBreach("longer than 400 lines")

    def test_sees_climbing_includes(self):
        self.house.write("server/upper/actions.cpp", '#include "../lower/store.h"\n')
        self.assertBreach("no ../ includes")

    def test_sees_a_folder_without_a_name(self):
        self.house.write("server/upper/utils/rules.h", "\n")
        self.assertBreach("has not been understood yet")

    def test_sees_a_missing_readme(self):
        (self.house.root / "server/upper/README.md").unlink()
        self.assertBreach("README.md:1: missing")

    def test_sees_the_foundation_looking_up(self):
        self.house.write("server/foundation/context.h", '#include "lower/public.h"\n')
        self.assertBreach("the foundation knows no capability")


if __name__ == "__main__":
    unittest.main(verbosity=0)
