from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.actions import imports
from crm_desktop.actions.import_file import MailingWave
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.errors.printed_papers import MailingUnknown
from tests.actions.imported_files import counts, imported, reasons
from tests.builders import HOME, MOBILE, a_customer

POSTED = date(2026, 11, 5)


@pytest.fixture
def office(own_database: Database) -> Database:
    """An office with one mailing; a household shares a number, two have one name and number."""
    with own_database.writing() as session:
        session.add(Mailing(code="DM2611", title="冬の贈りもの"))
        a_customer(session, "髙橋 美智子", code="A-1", phones=(HOME, MOBILE))
        a_customer(session, "髙橋 一郎", "タカハシ イチロウ", code="A-2", phones=(HOME,))
        a_customer(session, "﨑山 浩", "サキヤマ ヒロシ", code="A-3", phones=(HOME,))
        a_customer(session, "﨑山 浩", "サキヤマ ヒロシ", code="A-4", phones=(HOME,))
    return own_database


def posted(
    database: Database, folder: Path, rows: list[dict[str, str]], **wave: Any
) -> ImportTally:
    facts: dict[str, Any] = {"mailing_code": "ＤＭ２６１１", "wave": 1, "dropped_on": POSTED} | wave
    return imported(
        database,
        folder,
        "recipients",
        rows,
        profile_name="generic",
        wave=MailingWave(**facts),
    )


def recipients(database: Database) -> list[tuple[str, int, date]]:
    statement = (
        select(Customer.code, MailingRecipient.wave, MailingRecipient.dropped_on)
        .join(Customer, Customer.id == MailingRecipient.customer_id)
        .order_by(Customer.code, MailingRecipient.wave)
    )
    with database.reading() as session:
        return [(row[0], row[1], row[2]) for row in session.execute(statement)]


def test_a_customer_is_found_by_code(office: Database, tmp_path: Path) -> None:
    tally = posted(office, tmp_path, [{"顧客コード": "A-1"}, {"顧客コード": "A-2"}])

    assert counts(tally) == {"created": 2}
    assert recipients(office) == [("A-1", 1, POSTED), ("A-2", 1, POSTED)]


def test_a_customer_is_found_by_name_and_number_however_written(
    office: Database, tmp_path: Path
) -> None:
    tally = posted(
        office, tmp_path, [{"氏名": "高橋　一郎", "電話番号": "０３（５３２１）１１１１"}]
    )

    assert counts(tally) == {"created": 1}
    assert recipients(office) == [("A-2", 1, POSTED)]


def test_who_is_not_found_is_told_by_row_with_why(office: Database, tmp_path: Path) -> None:
    nobody = {"顧客コード": "", "氏名": "", "電話番号": ""}
    rows = [
        nobody | {"顧客コード": "A-1"},
        nobody | {"顧客コード": "Z-9"},
        nobody | {"氏名": "﨑山 浩".replace("﨑", "崎"), "電話番号": "0353211111"},
        nobody | {"氏名": "山田 ﾊﾅ", "電話番号": "03-5321-1111"},
        nobody | {"氏名": "髙橋 一郎"},
        nobody | {"氏名": "髙橋 一郎", "電話番号": "12"},
    ]

    tally = posted(office, tmp_path, rows)

    assert counts(tally) == {"created": 1, "rejected": 5}
    told = dict(reasons(tally))
    assert told[3] == "customer Z-9 is not known"
    assert told[4] == "several customers have this name and number: A-3, A-4"
    assert told[5] == "nobody has this name and number"
    assert told[6] == "a name needs a phone number beside it"
    assert 7 in told
    beside = tmp_path / "recipients.csv.rejected.csv"
    assert len(beside.read_text(encoding="cp932").splitlines()) == 6


def test_the_same_list_again_changes_nothing(office: Database, tmp_path: Path) -> None:
    rows = [{"顧客コード": "A-1"}, {"顧客コード": "A-1"}]
    posted(office, tmp_path, rows)

    assert counts(posted(office, tmp_path, rows)) == {"unchanged": 2}
    assert recipients(office) == [("A-1", 1, POSTED)]


def test_a_second_wave_stands_beside_the_first(office: Database, tmp_path: Path) -> None:
    posted(office, tmp_path, [{"顧客コード": "A-1"}])
    posted(office, tmp_path, [{"顧客コード": "A-1"}], wave=2, dropped_on=date(2026, 11, 12))

    assert recipients(office) == [("A-1", 1, POSTED), ("A-1", 2, date(2026, 11, 12))]


def test_a_day_that_was_wrong_is_put_right(office: Database, tmp_path: Path) -> None:
    posted(office, tmp_path, [{"顧客コード": "A-1"}], dropped_on=date(2025, 11, 5))

    assert counts(posted(office, tmp_path, [{"顧客コード": "A-1"}])) == {"updated": 1}
    assert recipients(office) == [("A-1", 1, POSTED)]


def test_recipients_of_no_mailing_are_not_read(office: Database, tmp_path: Path) -> None:
    with pytest.raises(MailingUnknown):
        posted(office, tmp_path, [{"顧客コード": "A-1"}], mailing_code="DM9999")

    assert recipients(office) == []


def test_a_merged_customers_code_leads_to_who_is_left(office: Database, tmp_path: Path) -> None:
    with office.writing() as session:
        kept = session.scalars(select(Customer).where(Customer.code == "A-3")).one()
        gone = session.scalars(select(Customer).where(Customer.code == "A-4")).one()
        gone.merged_into_id = kept.id

    posted(office, tmp_path, [{"顧客コード": "A-4"}])

    assert recipients(office) == [("A-3", 1, POSTED)]


def test_a_list_comes_in_batch_by_batch(
    office: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "ROWS_IN_BATCH", 2)

    tally = posted(office, tmp_path, [{"顧客コード": f"A-{one % 4 + 1}"} for one in range(7)])

    assert counts(tally) == {"created": 4, "unchanged": 3}
    assert tally.last_line == 8


def test_a_code_that_is_somebody_elses_here_is_warned_of(office: Database, tmp_path: Path) -> None:
    rows = [
        {"顧客コード": "A-1", "氏名": "高橋　美智子 様", "電話番号": "12"},
        {"顧客コード": "A-2", "氏名": "﨑山 浩", "電話番号": ""},
    ]

    tally = posted(office, tmp_path, rows)

    assert counts(tally) == {"created": 2}
    assert [(note.line, note.text) for note in tally.warnings] == [
        (3, "customer A-2 has another name here; taken by the code")
    ]
