"""Papers opened again: workbooks with openpyxl, Word files with LibreOffice, which gives back the words it shows."""
import io
import json
import pathlib
import subprocess
import tempfile

import openpyxl

from stage import expect


def read_workbook(raw):
    """What each row is about (a target, a unit) -> column -> its number. No cell of any sheet may hold a formula."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    found = {}
    for sheet in book.worksheets:
        columns = about = None
        for row in sheet.iter_rows():
            for cell in row:
                expect(cell.data_type != "f", f"a formula stands in {sheet.title} {cell.coordinate}: {cell.value}")
            values = [cell.value for cell in row]
            if "Chỉ tiêu" in values or values[0] == "Đơn vị":
                columns, about = values, "Chỉ tiêu" if "Chỉ tiêu" in values else "Đơn vị"
            elif columns and values[columns.index(about)] is not None:
                cells = dict(zip(columns, values))
                found[cells[about]] = {name: value if isinstance(value, (int, float)) else None for name, value in cells.items()}
    return found


def check_word_files(folder):
    """Every Word file that a journey kept: LibreOffice opens it, and its words are those that were counted. Gives what is wrong."""
    files = sorted(pathlib.Path(folder).glob("*.docx"))
    if not files:
        return 0, []
    with tempfile.TemporaryDirectory(prefix="bdh-office-") as profile:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
                        "--outdir", folder, *map(str, files)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)
    wrong = []
    for file in files:
        try:
            check_words(file.with_suffix(".txt").read_text(encoding="utf-8-sig"), json.loads(file.with_suffix(".json").read_text()))
        except (AssertionError, OSError) as problem:
            wrong.append(f"{file.name}: {problem}")
    return len(files) - len(wrong), wrong


def check_words(text, wanted):
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    whole = " ".join(lines)
    for words in wanted["words"]:
        expect(words in whole, f"“{words}” is not in it:\n{text[:400]}")
    for row in wanted["rows"]:
        cells = row["cells"]
        expect(any(lines[at:at + len(cells)] == cells for at in range(len(lines))) or " ".join(cells) in whole,
               f"no row {cells} in it:\n{text[:400]}")
