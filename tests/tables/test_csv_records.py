from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.errors.files import ImportFileUnreadable
from crm_desktop.tables.csv_file import data_rows, open_csv_file
from crm_desktop.tables.csv_records import CsvRow
from crm_desktop.tables.physical_lines import MAX_LINE_BYTES

UNCLOSED = "a quote is opened and never closed"


def rows(folder: Path, text: str) -> list[CsvRow]:
    path = folder / "rows.csv"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return list(data_rows(open_csv_file(path)))


def test_line_ends_inside_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    found = rows(tmp_path, 'a,b\n1,"x\r\ny\nz"\n2,c\n')

    assert [(row.line, row.cells) for row in found] == [(2, ("1", "x\r\ny\nz")), (5, ("2", "c"))]


def test_doubled_quotes_are_one(tmp_path: Path) -> None:
    assert rows(tmp_path, 'a,b\n1,"say ""hai"""\n')[0].cells == ("1", 'say "hai"')


@pytest.mark.parametrize(("line", "count"), [("1", 1), ("1,2,3", 3), ("1,2,,4", 4)])
def test_wrong_number_of_cells_refuses_the_row(tmp_path: Path, line: str, count: int) -> None:
    found = rows(tmp_path, f"a,b\n{line}\n5,6\n")

    assert [row.problem for row in found] == [f"{count} cells where the header has 2", ""]


def test_blank_cells_too_many_are_let_pass(tmp_path: Path) -> None:
    assert [row.cells for row in rows(tmp_path, "a,b\n1,2,,\n")] == [("1", "2")]


def test_quote_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    found = rows(tmp_path, 'a,b,c\n1,"x,3\n4,5,6\n7,8,9\n')

    assert [(row.line, row.problem) for row in found] == [(2, UNCLOSED), (3, ""), (4, "")]


def test_unclosed_quote_in_the_last_cell_does_not_swallow_the_file(tmp_path: Path) -> None:
    found = rows(tmp_path, 'a,b\n1,"x\n4,5\n7,8\n')

    assert [(row.line, row.problem) for row in found] == [(2, UNCLOSED), (3, ""), (4, "")]


def test_nul_character_refuses_its_row_only(tmp_path: Path) -> None:
    found = rows(tmp_path, "a,b\n1,x\0y\n2,z\n")

    assert [row.problem for row in found] == ["the line holds a NUL character", ""]


def test_huge_cell_refuses_its_row_only(tmp_path: Path) -> None:
    found = rows(tmp_path, f"a,b\n1,{'x' * 200_000}\n2,z\n")

    assert [bool(row.problem) for row in found] == [True, False]


def test_huge_line_is_read_over(tmp_path: Path) -> None:
    found = rows(tmp_path, f'a,b\n1,"{"x" * (3 * MAX_LINE_BYTES)}\n2,z\n')

    assert [bool(row.problem) for row in found] == [True, False]


LINES = st.lists(
    st.sampled_from(
        [b'"', b'""', b",", b"\r", b"\n", b"a", b"\0", b"\x1a", "髙".encode(), b"\x81", b"\xff"]
    ),
    max_size=60,
).map(b"".join)


@given(st.one_of(st.binary(max_size=200), LINES))
def test_any_bytes_are_rows_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"a,b,c\n" + content)
    try:
        file = open_csv_file(path)
    except ImportFileUnreadable:
        return

    found = list(data_rows(file))

    assert all(row.problem or len(row.cells) == len(file.header) for row in found)
    assert [row.line for row in found] == sorted({row.line for row in found})
