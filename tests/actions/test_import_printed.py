from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.printed_papers import PrintedRow, printed_papers
from crm_desktop.domain.printed_paper import PrintedKind, PrintedPaper
from tests.actions.imported_files import counts, imported, reasons
from tests.images.papers import a_page, encoded, many_pages

WINTER = {
    "コード": "DM2611",
    "タイトル": "冬の贈りもの",
    "開始日": "2026/11/05",
    "終了日": "令和8年12月20日",
    "特典": "早割1,000円引き",
    "適用条件": "おひとり様1回\n他の割引とは併用できません",
    "ファイル": "",
}


def taken_in(
    database: Database, folder: Path, *rows: dict[str, str], table: str = "mailings"
) -> ImportTally:
    return imported(database, folder, table, list(rows), profile_name="generic")


def masters(database: Database, kind: PrintedKind = PrintedKind.MAILING) -> list[PrintedRow]:
    with database.reading() as session:
        return printed_papers(session, kind)


def picture(path: Path, colour: tuple[int, int, int] = (40, 60, 160)) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(encoded(a_page((120, 160), colour), "JPEG"))


@pytest.mark.parametrize("kind", PrintedKind)
def test_a_master_is_taken_in_with_its_conditions(
    own_database: Database, tmp_path: Path, kind: PrintedKind
) -> None:
    assert counts(taken_in(own_database, tmp_path, WINTER, table=f"{kind}s")) == {"created": 1}

    (row,) = masters(own_database, kind)
    assert row.paper == PrintedPaper(
        "DM2611",
        "冬の贈りもの",
        "早割1,000円引き",
        "おひとり様1回\n他の割引とは併用できません",
        date(2026, 11, 5),
        date(2026, 12, 20),
    )


def test_pages_are_taken_from_files_beside_the_list(own_database: Database, tmp_path: Path) -> None:
    picture(tmp_path / "冬のDM 表.jpg")
    (tmp_path / "裏").mkdir()
    (tmp_path / "裏" / "両面.pdf").write_bytes(many_pages("PDF", 2))
    row = WINTER | {"ファイル": "冬のDM 表.jpg; 裏\\両面.pdf"}

    assert counts(taken_in(own_database, tmp_path, row)) == {"created": 1}
    assert masters(own_database)[0].page_count == 3
    assert counts(taken_in(own_database, tmp_path, row)) == {"unchanged": 1}


def test_names_as_a_mac_writes_them_are_found(own_database: Database, tmp_path: Path) -> None:
    picture(tmp_path / unicodedata.normalize("NFD", "ガイド.jpg"))

    tally = taken_in(own_database, tmp_path, WINTER | {"ファイル": "ガイド.jpg"})

    assert counts(tally) == {"created": 1}


@pytest.mark.parametrize(
    "name", ["../secret.jpg", "/etc/hostname", "link/secret.jpg", "..\\secret.jpg"]
)
def test_no_file_outside_the_lists_folder_is_read(
    own_database: Database, tmp_path: Path, name: str
) -> None:
    picture(tmp_path / "secret.jpg")
    folder = tmp_path / "list"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)

    tally = taken_in(own_database, folder, WINTER | {"ファイル": name})

    assert "outside the folder" in reasons(tally)[0][1]
    assert masters(own_database) == []


def test_a_file_that_is_no_paper_refuses_its_row_alone(
    own_database: Database, tmp_path: Path
) -> None:
    (tmp_path / "偽.jpg").write_bytes(b"<html>")
    (tmp_path / "空.jpg").write_bytes(b"")
    rows = [
        WINTER | {"コード": f"DM-{number}", "ファイル": name}
        for number, name in enumerate(["偽.jpg", "空.jpg", "無い.jpg", ""], start=1)
    ]

    tally = taken_in(own_database, tmp_path, *rows)

    assert counts(tally) == {"created": 1, "rejected": 3}
    assert [line for line, _why in reasons(tally)] == [2, 4, 6]
    assert [row.paper.code for row in masters(own_database)] == ["DM-4"]


def test_what_a_list_leaves_blank_stays(own_database: Database, tmp_path: Path) -> None:
    picture(tmp_path / "表.jpg")
    taken_in(own_database, tmp_path, WINTER | {"ファイル": "表.jpg"})

    tally = taken_in(own_database, tmp_path, {"コード": "ＤＭ２６１１", "タイトル": "冬の贈り物"})

    (row,) = masters(own_database)
    assert counts(tally) == {"updated": 1}
    assert (row.paper.title, row.paper.offer, row.page_count) == (
        "冬の贈り物",
        "早割1,000円引き",
        1,
    )


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"コード": ""}, "the code is missing"),
        ({"タイトル": ""}, "the title is missing"),
        ({"終了日": "2026/11/01"}, "it ends before it begins"),
        ({"開始日": "2026/13/45"}, "The calendar has no such day."),
    ],
)
def test_a_wrong_row_is_told(
    own_database: Database, tmp_path: Path, wrong: dict[str, str], why: str
) -> None:
    tally = taken_in(own_database, tmp_path, WINTER | wrong)

    assert why in reasons(tally)[0][1]
    assert masters(own_database) == []
