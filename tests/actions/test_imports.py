from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from crm_desktop.actions.import_file import ImportObserver, ImportRequest, import_file, open_import
from crm_desktop.actions.import_options import Fate
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.commands.refusals import sentence_of
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.files import ImportFileUnreadable
from tests.actions.imported_files import MEMBER, as_csv, counts, imported, profile, reasons

PIECES = ["A-1", "髙橋", "0353211111", "353211111", ",", ",", "\n", "\n", '"', "\u3000", "～", "🦋"]
CONTENT = st.one_of(
    st.binary(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode()),
)


def import_bytes(database: Database, folder: Path, content: bytes) -> ImportTally:
    path = folder / "any.csv"
    path.write_bytes(content)
    request = ImportRequest("customers", path, profile("generic"), date(2026, 11, 20), sentence_of)
    tally = ImportTally()
    observer = ImportObserver(lambda _line: None, lambda: False)
    import_file(open_import(request), database, None, tally=tally, observer=observer)
    return tally


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(CONTENT)
def test_counts_add_up_whatever_the_file_holds(
    database: Database, tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        tally = import_bytes(database, folder, b"code,name,phone\n" + content)
    except ImportFileUnreadable:
        return

    assert tally.read == tally.taken + tally.rejected + tally.left_out
    assert tally.taken == sum(tally.fates.values())
    assert (folder / "any.csv.rejected.csv").exists() or not tally.rejected


def test_batches_before_a_failure_are_in_and_counted(
    own_database: Database, tmp_path: Path
) -> None:
    rows = [MEMBER | {"会員ID": str(number)} for number in (1, 2, 3)]
    path = tmp_path / "rows.csv"
    path.write_bytes(as_csv(rows).encode("cp932"))
    request = ImportRequest("customers", path, profile("eccube4"), date(2026, 11, 20), sentence_of)
    tally = ImportTally()

    def lose_the_server(line: int) -> None:
        if line == 3:
            raise DatabaseUnreachable

    with pytest.raises(CrmError):
        import_file(
            open_import(request),
            own_database,
            None,
            tally=tally,
            observer=ImportObserver(lose_the_server, lambda: False),
        )

    with own_database.reading() as session:
        assert session.scalar(select(func.count(Customer.id))) == 2
    assert (tally.fates[Fate.CREATED], tally.last_line) == (2, 3)


def test_row_that_somebody_is_editing_is_refused_alone(
    own_database: Database, tmp_path: Path
) -> None:
    rows = [
        MEMBER | {"会員ID": str(number), "TEL": f"0353211{number:03}"} for number in range(1, 4)
    ]
    imported(own_database, tmp_path, "customers", rows)
    impatient = f"{own_database.dsn}&options=-c%20lock_timeout%3D100"
    changed = [row | {"誕生日": "1951-01-01"} for row in rows]

    with own_database.writing() as editing:
        editing.execute(select(Customer.id).where(Customer.code == "EC-2").with_for_update())
        with Database(impatient) as database:
            tally = imported(database, tmp_path, "customers", changed)

    assert counts(tally) == {"updated": 2, "rejected": 1}
    assert reasons(tally) == [(3, "somebody is changing this record just now: import it once more")]
