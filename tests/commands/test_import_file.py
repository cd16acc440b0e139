from __future__ import annotations

import json
import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from crm_desktop.__main__ import main
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.mailing import Mailing
from tests.actions.imported_files import BOUGHT, MEMBER, as_csv
from tests.builders import a_customer

HEADERS = Path(__file__).resolve().parents[3] / "shared/data/ec_csv/eccube4_headers.tsv"
BAD = MEMBER | {"会員ID": "2", "TEL": "12"}
LOST = MEMBER | {"TEL": "9012345678", "郵便番号": "600001", "お名前(姓)": "\u200b高\x1b橋"}


@pytest.fixture
def members(tmp_path: Path) -> Path:
    return tmp_path / "会員.csv"


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def write(path: Path, rows: Sequence[dict[str, str]], encoding: str = "cp932") -> None:
    path.write_bytes(as_csv(rows).encode(encoding))


def run(database: Database, *words: str | Path) -> int:
    return main(["import", *map(str, words), "--profile", "eccube4", "--dsn", database.dsn])


def report(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def customers(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Customer.id))) or 0


def test_whole_file_is_in_and_the_exit_code_says_so(
    own_database: Database, members: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(members, [MEMBER])

    code = run(own_database, "customers", members)

    assert code == 0
    assert "read 1, created 1, updated 0, unchanged 0, rejected 0" in capsys.readouterr().out
    assert customers(own_database) == 1


def test_rejected_rows_go_to_a_file_beside_and_the_rest_is_in(
    own_database: Database, members: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(members, [MEMBER, BAD])

    code = run(own_database, "customers", members, "--json")

    answer = report(capsys)
    rejects = members.with_name("会員.csv.rejected.csv")
    assert (code, answer["created"], answer["rejected"]) == (1, 1, 1)
    assert answer["rejects_file"] == str(rejects)
    assert answer["rejections"][0]["line"] == 3
    assert answer["rejections"][0]["column"] == "TEL"
    assert rejects.read_text(encoding="cp932").splitlines()[1].startswith("2,髙橋,花子")


def test_rejected_file_that_was_put_right_can_be_imported(
    own_database: Database, members: Path, tmp_path: Path
) -> None:
    write(members, [MEMBER, BAD])
    rejects = tmp_path / "zurück.csv"
    run(own_database, "customers", members, "--rejects", rejects)
    rejects.write_text(
        rejects.read_text(encoding="cp932").replace(",12,", ",0353211111,"), encoding="cp932"
    )

    assert run(own_database, "customers", rejects) == 0
    assert customers(own_database) == 2


def test_dry_run_says_what_would_be_and_keeps_nothing(
    own_database: Database, members: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(members, [MEMBER, BAD])

    code = run(own_database, "customers", members, "--dry-run")

    assert code == 1
    assert "dry run: nothing was kept" in capsys.readouterr().out
    assert customers(own_database) == 0


def test_lost_zeros_are_proposed_and_taken_when_asked(
    own_database: Database, members: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(members, [LOST], "utf-8")

    assert run(own_database, "customers", members) == 0
    said = capsys.readouterr().out
    assert run(own_database, "customers", members, "--accept-proposals", "--json") == 0
    answer = report(capsys)

    assert "line 2, TEL: 9012345678 → 090-1234-5678?" in said
    assert "line 2, 郵便番号: 600001 → 060-0001?" in said
    assert (answer["updated"], answer["proposal_count"]) == (1, 2)
    assert all(proposal["taken"] for proposal in answer["proposals"])


def test_report_moves_no_cursor(
    own_database: Database, members: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(members, [MEMBER | {"お名前(セイ)": "a\x1b[31m"}], "utf-8")

    run(own_database, "customers", members)

    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "会員.csv is empty."),
        ("氏名\n髙橋\n".encode("utf-16"), "is UTF-16"),
        (b"\x81\xff\xff\n" * 3, "the first byte that does not fit is at line 1, byte 1"),
        (
            "会員ID,なまえ\n1,髙橋\n".encode(),
            "lacks: お名前(姓) or お名前(名). Its header is: 会員ID, なまえ.",
        ),
        (
            "会員ID,お名前(姓),TEL,ＴＥＬ\n1,髙橋,1,2\n".encode(),
            "has the same header twice: TEL, ＴＥＬ (columns 3, 4)",
        ),
    ],
)
def test_file_that_cannot_be_read_is_said_in_a_sentence(
    own_database: Database,
    members: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    sentence: str,
) -> None:
    members.write_bytes(content)

    code = run(own_database, "customers", members)

    assert code == 2
    assert sentence in capsys.readouterr().err


def test_refusal_is_json_when_json_is_asked_for(
    own_database: Database, members: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members.write_bytes(b"")

    assert run(own_database, "customers", members, "--json") == 2
    assert report(capsys) == {
        "error": "会員.csv is empty.",
        "problem": "ImportFileUnreadable",
        "read": 0,
    }


def test_missing_file_and_unknown_profile_are_said(
    own_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(own_database, "customers", tmp_path / "nowhere.csv") == 2
    assert main(["import", "customers", "x.csv", "--profile", "magento"]) == 2

    said = capsys.readouterr().err
    assert "nowhere.csv is not there." in said
    assert "known are eccube4, generic" in said


def test_server_that_is_not_there_is_said(
    members: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(members, [MEMBER])
    unreachable = "postgresql://nobody@127.0.0.1:1/none"

    assert (
        main(["import", "customers", str(members), "--profile", "eccube4", "--dsn", unreachable])
        == 2
    )
    assert "The server cannot be reached" in capsys.readouterr().err


def test_header_only_is_an_empty_success(
    own_database: Database, members: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members.write_bytes(as_csv([MEMBER]).splitlines()[0].encode("cp932"))

    assert run(own_database, "customers", members, "--json") == 0
    assert report(capsys)["read"] == 0


def test_interrupt_stops_between_batches_and_says_what_is_in(
    own_database: Database,
    members: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "crm_desktop.commands.import_file._Progress.__call__",
        lambda _self, _line: os.kill(os.getpid(), signal.SIGINT),
    )
    write(members, [MEMBER | {"会員ID": str(number)} for number in range(1, 7)])

    code = run(own_database, "customers", members)

    assert code == 130
    assert "stopped: everything up to line 2 is in" in capsys.readouterr().out
    assert customers(own_database) == 1


@pytest.mark.parametrize("release", ["4.0", "4.1", "4.2", "4.3"])
def test_whole_files_of_every_eccube_release_are_taken(
    own_database: Database, tmp_path: Path, release: str
) -> None:
    if not HEADERS.exists():
        pytest.skip(f"the shop's own headers are not here: {HEADERS.name}")
    lines = [line.split("\t") for line in HEADERS.read_text(encoding="utf-8").splitlines()]
    headers = {line[2]: line[3].split(",") for line in lines if line[0] == release}
    for name, row in {"会員CSV": MEMBER, "受注CSV": BOUGHT}.items():
        cells = [row.get(header, "") for header in headers[name]]
        content = f"{','.join(headers[name])}\r\n{','.join(cells)}\r\n"
        (tmp_path / f"{name}.csv").write_bytes(content.encode("cp932"))

    assert run(own_database, "customers", tmp_path / "会員CSV.csv") == 0
    assert run(own_database, "orders", tmp_path / "受注CSV.csv") == 0
    assert customers(own_database) == 1


def test_recipients_of_a_mailing_are_taken_in(
    own_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_database.writing() as session:
        session.add(Mailing(code="DM2611", title="冬の贈りもの"))
        a_customer(session, "﨑山 浩", code="A-1")
    path = tmp_path / "送付リスト.csv"
    write(path, [{"顧客コード": "A-1"}, {"顧客コード": "A-9"}])
    posting = ("--mailing", "DM2611", "--wave", "2", "--dropped-on", "令和8年11月5日")

    code = main(["import", "recipients", str(path), *posting, "--dsn", own_database.dsn])

    said = capsys.readouterr().out
    assert code == 1
    assert "rejected: line 3: customer A-9 is not known" in said
    assert "read 2, created 1, updated 0, unchanged 0, rejected 1" in said


def test_recipients_without_a_day_are_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["import", "recipients", str(tmp_path / "a.csv"), "--mailing", "DM2611"])

    assert "--dropped-on" in capsys.readouterr().err


def test_a_mailing_nobody_knows_is_told(
    own_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    write(path, [{"顧客コード": "A-1"}])
    words = ["--mailing", "DM9", "--dropped-on", "2026-11-05", "--dsn", own_database.dsn]

    assert main(["import", "recipients", str(path), *words]) == 2
    assert "There is no mailing DM9" in capsys.readouterr().err


def test_a_shops_profile_without_columns_for_a_list_is_told(
    own_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    write(path, [{"コード": "A-1"}])

    assert run(own_database, "mailings", path) == 2
    assert "it has no columns for mailings" in capsys.readouterr().err
