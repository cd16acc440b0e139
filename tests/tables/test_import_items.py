from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.commands.refusals import sentence_of
from crm_desktop.resources import resource
from crm_desktop.tables.column_matching import match_columns
from crm_desktop.tables.column_profile import load_import_profile
from crm_desktop.tables.csv_file import data_rows, open_csv_file
from crm_desktop.tables.import_items import (
    ImportItem,
    ReadingRules,
    customer_items,
    order_items,
)
from crm_desktop.tables.order_rows import ImportedOrder, OrderDefaults

PROFILE = load_import_profile(resource("import_profiles", "generic.toml"))
RULES = ReadingRules(PROFILE, None, takes_proposals=True, sentence_of=sentence_of)
DEFAULTS = OrderDefaults("import", "phone", excluding_tax=False, today=date(2026, 11, 20))
ORDER_HEADER = "order number,ordered on,name,phone,product,quantity,unit price,tracking number\n"
CUSTOMER_HEADER = "code,name,kana,phone,postal code,birthday,email,address\n"
WORDS = ["", "1", "2", "髙橋", "2026-11-01", "0353211111", "353211111", "-1", "1,980円", "﨑\x1b"]
CELL = st.one_of(st.sampled_from(WORDS), st.text(max_size=8))
ROWS = st.lists(st.lists(CELL, min_size=7, max_size=9), max_size=12)


def orders(path: Path) -> list[ImportItem[ImportedOrder]]:
    file = open_csv_file(path)
    columns = match_columns(path, file.header, PROFILE.orders)
    return list(order_items(file, columns, RULES, DEFAULTS))


def written(folder: Path, header: str, rows: list[list[str]]) -> Path:
    path = folder / "rows.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_bytes((header + "\n".join(lines)).encode("utf-8", "surrogatepass"))
    return path


@given(ROWS)
def test_every_row_is_in_exactly_one_order(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = written(tmp_path_factory.getbasetemp(), ORDER_HEADER, rows)

    found = Counter(row.line for item in orders(path) for row in item.rows)

    assert found == Counter(row.line for row in data_rows(open_csv_file(path)))


@given(ROWS)
def test_every_row_is_a_customer_or_has_a_problem(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = written(tmp_path_factory.getbasetemp(), CUSTOMER_HEADER, rows)
    file = open_csv_file(path)

    items = list(customer_items(file, match_columns(path, file.header, PROFILE.customers), RULES))

    assert [item.rows[0].line for item in items] == [row.line for row in data_rows(file)]
    assert all((item.record is None) == bool(item.problems) for item in items)


def test_broken_row_goes_with_the_order_it_names(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        f'{ORDER_HEADER}1,2026-11-01,髙橋,,茶,1,100,\n1,"2026-11-01,髙橋,,菓子,1,100,\n'
        "2,2026-11-01,髙橋,,茶,1,100,\n",
        encoding="utf-8",
    )

    refused, taken = orders(path)

    assert [row.line for row in refused.rows] == [2, 3]
    assert [problem.line for problem in refused.problems] == [3]
    assert taken.record is not None
