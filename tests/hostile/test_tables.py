"""Files of shops: what is in their cells, what they are called, what comes back of bad rows."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from crm_desktop.commands.import_report import json_refusal, refusal_text
from crm_desktop.errors.files import (
    BadImportProfile,
    FileNotWritable,
    ImportColumnsMissing,
    ImportColumnsRepeated,
    ImportFileUnreadable,
    UnreadableFile,
)
from crm_desktop.tables.cell_reading import CellNote, clean_cell
from crm_desktop.tables.csv_file import CsvFile, data_rows, open_csv_file
from crm_desktop.tables.formula_cells import as_meant, harmless
from crm_desktop.tables.rejected_rows import rejected_rows
from tests.hostile.hostile_texts import FORMULAS, MOVING, TEXTS

NUMBERS = ("+81312345678", "-500", "-1,000.5", "+81 (3) 1234-5678", '="0312345678"', "−500")
COMPUTED = re.compile(r"[\t\r\n]|\s*[-=+@＝＋－＠]")
CELLS = {**TEXTS, **{f"guarded {name}": f"'{text}" for name, text in FORMULAS.items()}}


def written(path: Path, *rows: tuple[str, ...]) -> CsvFile:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("名前", "備考"), *rows])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return open_csv_file(path)


def rejected(file: CsvFile, folder: Path, reason: str = "x") -> CsvFile:
    """Refuse all rows of ``file``; return the file of rejects."""
    with rejected_rows(folder / "bad.csv", file) as rejects:
        for row in data_rows(file):
            rejects.add([row], [CellNote(row.line, reason, reason)])
    return open_csv_file(folder / "bad.csv")


@pytest.mark.parametrize("name", [name for name in CELLS if name != "separators"])
def test_rejected_row_computes_nothing_and_reads_as_before(tmp_path: Path, name: str) -> None:
    file = written(tmp_path / "a.csv", (CELLS[name], "x"))
    before = [[clean_cell(cell) for cell in row.cells] for row in data_rows(file)]

    again = rejected(file, tmp_path, CELLS[name])

    with (tmp_path / "bad.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if COMPUTED.match(cell)] == []
    after = [[clean_cell(cell) for cell in row.cells[:2]] for row in data_rows(again)]
    assert after == before


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_with_a_sign_stay_as_they_are(tmp_path: Path, text: str) -> None:
    (row,) = data_rows(rejected(written(tmp_path / "a.csv", (text, "x")), tmp_path))

    assert row.cells[0] == text


@pytest.mark.parametrize("name", CELLS)
def test_harmless_cell_is_read_as_it_was_meant(name: str) -> None:
    assert as_meant(harmless(CELLS[name])) == CELLS[name]


def test_heading_of_a_file_computes_nothing_either(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"=cmd|x",b\n1,2\n', encoding="utf-8")

    again = rejected(open_csv_file(path), tmp_path)

    assert (tmp_path / "bad.csv").read_text(encoding="utf-8").startswith("'=cmd|x,b,")
    assert again.header[0] == "=cmd|x"


@pytest.mark.parametrize("name", TEXTS)
def test_refusal_is_one_line_that_moves_no_cursor(name: str) -> None:
    text = TEXTS[name]
    path = Path(text.replace("/", "∕"))
    for error in (
        ImportFileUnreadable(path, UnreadableFile.HEADER, line=1),
        ImportColumnsMissing(path, found=(text,), missing=((text,),)),
        ImportColumnsRepeated(path, names=(text,), columns=(1, 2)),
        BadImportProfile(text, text),
        FileNotWritable(path),
    ):
        assert not MOVING.search(refusal_text(error))
        assert json.loads(json_refusal(error))["read"] == 0
        assert len(json_refusal(error).splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["=cmd.csv", "<b>x.csv", "a\nb\x1b[2J.csv", "{0}%1\u202e.csv", "-rf.csv", "'.csv"]
)
def test_rejects_stand_beside_the_file_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    file = written(tmp_path / name, ("x", "y"))

    rejected(file, tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {name, "bad.csv"}


@pytest.mark.parametrize("letters", ["a" * 238, "長" * 79])
def test_rejects_of_a_file_with_a_long_name_can_be_written(tmp_path: Path, letters: str) -> None:
    file = written(tmp_path / f"{letters}.csv", ("x", "y"))
    bad = tmp_path / f"{letters[:-5]}.rejected.csv"

    with rejected_rows(bad, file) as rejects:
        rejects.add(list(data_rows(file)), [])

    assert bad.exists()


def test_name_that_no_folder_takes_is_refused_first(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", ("x", "y"))

    with pytest.raises(FileNotWritable), rejected_rows(tmp_path / ("長" * 100), file):
        pytest.fail("it was said too late")

    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
