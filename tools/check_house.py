#!/usr/bin/env python3
"""Checks the house rules a compiler cannot see (CONTRIBUTING.md). Prints each breach; exits 1 if any.

Everything is derived from the tree: which capabilities there are, what they may use, which tables are theirs."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
SERVER = ROOT / "server"
MAY_INCLUDE = {  # which of its own capability's parts each part may see
    "public": {"public"},
    "routes": {"public", "actions"},
    "actions": {"public", "actions", "rules", "store", "services"},
    "rules": {"public", "rules"},
    "store": {"public", "rules", "store"},
    "events": {"public", "actions"},
    "jobs": {"public", "actions"},
    "services": {"public", "actions", "rules", "store", "services"},
}
PARTS = set(MAY_INCLUDE)
IMPURE = re.compile(r"\b(db::|http::|Context\b|system_clock|steady_clock|std::rand\b|random_device)")
SQL_TEXT = re.compile(r'R"sql\((.*?)\)sql"', re.S)
SQL_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|VIEW|REFERENCES)\s+(?:IF (?:NOT )?EXISTS\s+)?([a-z]\w+)")
SQL_CTE = re.compile(r"\b([a-z]\w+)(?:\s*\([^)]*\))?\s+AS\s+(?:MATERIALIZED\s+)?\(")
SQL_COMMENT = re.compile(r"--.*")
LINES_MAX = 400
BANNED_NAMES = {"utils", "util", "common", "helpers", "helper", "managers", "manager", "misc"}

breaches = []


def breach(path, line, text):
    breaches.append(f"{path.relative_to(ROOT)}:{line}: {text}")


def capabilities():
    """Name -> the capabilities it declares in USES, in the order of server/CMakeLists.txt."""
    listed = re.findall(r"^add_subdirectory\((\w+)\)", (SERVER / "CMakeLists.txt").read_text(), re.M)
    found = {}
    for name in listed:
        cmake = SERVER / name / "CMakeLists.txt"
        call = re.search(r"add_capability\(" + name + r"(?:\s+USES([^)]*?))?(?:\s+LINKS[^)]*)?\)", cmake.read_text()) if cmake.exists() else None
        if call:
            found[name] = set((call.group(1) or "").split())
    return found


def part_of(path):
    return re.sub(r"_(test|bench|fuzz)$", "", path.stem)


def check_includes(path, text, owner, part, is_test, uses, everyone):
    for number, line in enumerate(text.splitlines(), 1):
        include = re.match(r'#include "([^"]+)"', line)
        if not include:
            continue
        name = include.group(1)
        if "../" in name:
            breach(path, number, "no ../ includes")
        head, _, tail = name.partition("/")
        if tail and head in everyone and head != owner and not is_test and head not in uses:
            breach(path, number, f"{owner} does not declare USES {head}")
        own = pathlib.Path(name).stem
        is_own = not tail or (head != "foundation" and head not in everyone and head != "app")
        if is_own and not is_test and own in PARTS and part in MAY_INCLUDE and own not in MAY_INCLUDE[part] | {part}:
            breach(path, number, f"{part} may not include {name}")


def check_sql(path, text, owner, uses):
    statements = [text] if path.suffix == ".sql" else SQL_TEXT.findall(text)
    mine = (f"{owner}_", *(f"{used}_report_" for used in uses))
    for raw in statements:
        sql = SQL_COMMENT.sub("", raw)
        for table in sorted(set(SQL_TABLE.findall(sql)) - set(SQL_CTE.findall(sql))):
            if not table.startswith(mine):
                breach(path, 1, f"{owner} may not touch {table}")


def check_file(path, owner, uses, everyone):
    text = path.read_text()
    is_test = path.stem.endswith(("_test", "_fuzz", "_bench"))
    part = part_of(path)
    if path.suffix != ".sql" and part not in PARTS:
        breach(path, 1, f"'{part}' is not one of the house's file names")
    if len(path.relative_to(SERVER / owner).parts) > 2:
        breach(path, 1, "folders go one level deep")
    if len(text.splitlines()) > LINES_MAX:
        breach(path, 1, f"longer than {LINES_MAX} lines; split the capability")
    check_includes(path, text, owner, part, is_test, uses, everyone)
    if part == "rules" and not is_test and path.suffix in {".h", ".cpp"} and (impure := IMPURE.search(text)):
        breach(path, text[: impure.start()].count("\n") + 1, f"rules must stay pure: {impure.group(0)}")
    if not is_test:
        check_sql(path, text, owner, uses)


def main():
    everyone = capabilities()
    for owner, uses in everyone.items():
        folder = SERVER / owner
        for required in ("public.h", "README.md"):
            if not (folder / required).exists():
                breach(folder / required, 1, "missing")
        for path in sorted(folder.rglob("*")):
            if path.is_dir() and path.name in BANNED_NAMES:
                breach(path, 1, "a folder with no better name has not been understood yet")
            if path.suffix in {".h", ".cpp", ".sql"}:
                check_file(path, owner, uses, everyone)
    for path in sorted((SERVER / "foundation").rglob("*")):
        if path.suffix in {".h", ".cpp"} and "testing" not in path.parts:
            text = path.read_text()
            if len(text.splitlines()) > LINES_MAX:
                breach(path, 1, f"longer than {LINES_MAX} lines")
            for name in everyone:
                if f'#include "{name}/' in text:
                    breach(path, 1, f"the foundation knows no capability, yet includes {name}")
    print("\n".join(breaches) or f"house in order: {', '.join(everyone)}")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
