from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import FileNotWritable
from crm_desktop.tables.cell_reading import CellNote
from crm_desktop.tables.csv_file import CsvFile, data_rows, open_csv_file
from crm_desktop.tables.csv_records import CsvRow
from crm_desktop.tables.rejected_rows import rejected_rows


def opened(folder: Path, content: bytes) -> tuple[CsvFile, list[CsvRow]]:
    path = folder / "顧客.csv"
    path.write_bytes(content)
    file = open_csv_file(path)
    return file, list(data_rows(file))


def rejected(folder: Path, content: bytes, *problems: CellNote) -> bytes:
    file, rows = opened(folder, content)
    with rejected_rows(folder / "bad.csv", file) as rejects:
        rejects.add(rows, problems)
    return (folder / "bad.csv").read_bytes()


def test_rows_stay_as_they_were_with_line_column_and_reason(tmp_path: Path) -> None:
    content = '氏名\tメモ\n髙橋\t"a\tb"\n'.encode("cp932")

    written = rejected(tmp_path, content, CellNote(2, "メモ", "too short"))

    assert written.decode("cp932") == (
        '氏名\tメモ\tline\tcolumn\treason\r\n髙橋\t"a\tb"\t2\tメモ\ttoo short\r\n'
    )


def test_utf8_mark_is_kept(tmp_path: Path) -> None:
    assert rejected(tmp_path, "氏名\n髙橋\n".encode("utf-8-sig")).startswith(b"\xef\xbb\xbf")


def test_broken_bytes_are_written_back_as_they_were(tmp_path: Path) -> None:
    content = "氏名,電話\n".encode("cp932") + b"a\x81,1\n" + b"b,2\n" * 3

    assert b"a\x81,1,2" in rejected(tmp_path, content)


def test_nothing_in_the_file_is_a_formula(tmp_path: Path) -> None:
    content = b'a,b\n"=HYPERLINK(""x"")",1\n'

    written = rejected(tmp_path, content, CellNote(2, "=cmd", "@reason")).decode()

    assert '"\'=HYPERLINK(""x"")",1,2,\'=cmd,\'@reason' in written


def test_letters_that_the_encoding_lacks_are_replaced_in_our_cells(tmp_path: Path) -> None:
    written = rejected(tmp_path, "氏名\n髙橋\n".encode("cp932"), CellNote(2, "", "a\U0001f98cb"))

    assert written.decode("cp932").splitlines()[1] == "髙橋,2,,a?b"


def test_row_with_too_many_cells_loses_none(tmp_path: Path) -> None:
    assert "1,2,2,,,3" in rejected(tmp_path, b"a,b\n1,2,3\n").decode()


def test_rows_of_one_order_point_to_the_bad_one(tmp_path: Path) -> None:
    written = rejected(tmp_path, b"a\n1\n2\n", CellNote(3, "", "bad")).decode()

    assert written.splitlines()[1:] == ["1,2,,refused because of line 3", "2,3,,bad"]


def test_nothing_is_left_behind_without_rejects(tmp_path: Path) -> None:
    file, _rows = opened(tmp_path, b"a\n1\n")

    with rejected_rows(tmp_path / "bad.csv", file):
        pass

    assert [path.name for path in tmp_path.iterdir()] == ["顧客.csv"]


def test_rejects_are_whole_even_when_the_import_breaks_off(tmp_path: Path) -> None:
    file, rows = opened(tmp_path, b"a\n1\n")

    with (
        pytest.raises(ValueError, match="broken off"),
        rejected_rows(tmp_path / "bad.csv", file) as rejects,
    ):
        rejects.add(rows, [])
        raise ValueError("broken off")

    assert (tmp_path / "bad.csv").read_bytes() == b"a,line,column,reason\r\n1,2,,\r\n"


def test_place_that_cannot_be_written_is_said_first(tmp_path: Path) -> None:
    file, _rows = opened(tmp_path, b"a\n1\n")

    with pytest.raises(FileNotWritable), rejected_rows(tmp_path / "nowhere" / "bad.csv", file):
        pytest.fail("it was said too late")
