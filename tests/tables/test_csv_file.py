from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import ImportFileUnreadable, UnreadableFile
from crm_desktop.tables.csv_file import CsvFile, data_rows, open_csv_file
from crm_desktop.tables.csv_records import CsvRow

NAMES = "氏名,電話番号\r\n髙橋①,090-1234-5678\r\n山﨑～太郎,03-1234-5678\r\n"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "顧客.csv"
    path.write_bytes(content)
    return path


def opened(folder: Path, content: bytes) -> CsvFile:
    return open_csv_file(written(folder, content))


def sound(file: CsvFile) -> list[tuple[str, ...]]:
    return [row.cells for row in data_rows(file) if not row.problem]


def broken(file: CsvFile) -> list[CsvRow]:
    return [row for row in data_rows(file) if row.problem]


def refused(folder: Path, content: bytes) -> ImportFileUnreadable:
    with pytest.raises(ImportFileUnreadable) as refusal:
        opened(folder, content)
    return refusal.value


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_rare_letters_come_through_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    file = opened(tmp_path, NAMES.encode(encoding))

    assert file.header == ("氏名", "電話番号")
    assert [cells[0] for cells in sound(file)] == ["髙橋①", "山﨑～太郎"]


def test_both_wave_dashes_are_kept_in_utf8(tmp_path: Path) -> None:
    file = opened(tmp_path, "氏名,メモ\n\u301c\uff5e,1\n".encode())

    assert sound(file) == [("\u301c\uff5e", "1")]


@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
def test_broken_bytes_refuse_their_line_only(tmp_path: Path, encoding: str) -> None:
    lines = NAMES.encode(encoding).splitlines(keepends=True)
    file = opened(tmp_path, lines[0] + lines[1] + b"a\xff\xff,1\r\n" + lines[2])

    assert [cells[0] for cells in sound(file)] == ["髙橋①", "山﨑～太郎"]
    assert [(row.line, row.problem) for row in broken(file)] == [
        (3, f"byte 2 (0xFF) is not {encoding}")
    ]


def test_encoding_that_is_neither_is_named_with_line_and_byte(tmp_path: Path) -> None:
    refusal = refused(tmp_path, b"name,\x81\xff\xfe\n" + b"\x80\xff\xfe\xfd\x81\n" * 5)

    assert (refusal.reason, refusal.line, refusal.byte) == (UnreadableFile.ENCODING, 1, 6)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", UnreadableFile.EMPTY),
        (b"\xef\xbb\xbf", UnreadableFile.EMPTY),
        (b"\r\n  \r\n", UnreadableFile.EMPTY),
        (b",,,\r\n", UnreadableFile.EMPTY),
        ("氏名,電話\n".encode("utf-16"), UnreadableFile.UTF16),
        (b'"name,phone\na,1\n', UnreadableFile.HEADER),
        (b"na\0me,phone\na,1\n", UnreadableFile.HEADER),
    ],
)
def test_file_that_is_no_table_is_refused(
    tmp_path: Path, content: bytes, reason: UnreadableFile
) -> None:
    assert refused(tmp_path, content).reason is reason


def test_missing_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ImportFileUnreadable) as missing:
        open_csv_file(tmp_path / "nowhere.csv")
    with pytest.raises(ImportFileUnreadable) as folder:
        open_csv_file(tmp_path)

    assert missing.value.reason is UnreadableFile.MISSING
    assert folder.value.reason is UnreadableFile.NOT_A_FILE


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiter_is_found_in_the_header(tmp_path: Path, delimiter: str) -> None:
    text = f'"a,b;c\td"{delimiter}e\n1{delimiter}2\n'

    file = opened(tmp_path, text.encode())

    assert (file.delimiter, file.header) == (delimiter, ("a,b;c\td", "e"))
    assert sound(file) == [("1", "2")]


def test_blank_lines_before_and_between_are_passed_over(tmp_path: Path) -> None:
    file = opened(tmp_path, b"\n\na,b\n\n1,2\n,\n \t,\n3,4\n\x1a")

    assert [(row.line, row.cells) for row in data_rows(file)] == [(5, ("1", "2")), (8, ("3", "4"))]


def test_line_ends_of_old_macintosh_programs_are_understood(tmp_path: Path) -> None:
    file = opened(tmp_path, "氏名,メモ\r髙橋,a\r山﨑,b".encode("cp932"))

    assert sound(file) == [("髙橋", "a"), ("山﨑", "b")]


def test_header_only_has_no_rows(tmp_path: Path) -> None:
    assert list(data_rows(opened(tmp_path, "氏名,電話番号".encode()))) == []
