"""Files to import, written by a test, and what became of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from crm_desktop.actions.import_file import (
    ImportObserver,
    ImportRequest,
    import_file,
    open_import,
)
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.commands.refusals import sentence_of
from crm_desktop.database.engine import Database
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.resources import resource
from crm_desktop.tables.column_profile import ImportProfile, load_import_profile

TODAY = date(2026, 11, 20)
MEMBER = {
    "会員ID": "1",
    "お名前(姓)": "髙橋",
    "お名前(名)": "花子",
    "お名前(セイ)": "ﾀｶﾊｼ",
    "お名前(メイ)": "ハナコ",
    "会社名": "",
    "郵便番号": "5300001",
    "都道府県(名称)": "大阪府",
    "住所1": "大阪市北区梅田",
    "住所2": "2-4-9 ブリーゼタワー",
    "メールアドレス": "hanako@example.co.jp",
    "TEL": "09012345678",
    "性別(ID)": "2",
    "性別(名称)": "女性",
    "誕生日": "1950-03-05 00:00:00",
    "ショップ用メモ欄": "",
    "登録日": "2019-01-02 10:11:12",
}
BOUGHT = {
    "注文ID": "7",
    "注文番号": "1007",
    "会員ID": "1",
    "お名前(姓)": "髙橋",
    "お名前(名)": "花子",
    "TEL": "09012345678",
    "小計": "5500",
    "値引き": "0",
    "送料": "500",
    "支払合計": "6000",
    "対応状況(ID)": "5",
    "対応状況(名称)": "発送済み",
    "支払方法(名称)": "代金引換",
    "受注日": "2026-11-18 21:30:00",
    "入金日": "",
    "商品名": "化粧水",
    "商品コード": "KS-01",
    "規格分類名1": "200ml",
    "価格": "2500.00",
    "個数": "2",
    "税率": "10",
    "明細区分(ID)": "1",
    "明細区分(名称)": "商品",
    "出荷ID": "70",
    "配送業者(名称)": "サンプル運輸",
    "発送日": "2026-11-19 00:00:00",
    "出荷伝票番号": "1234-5678",
}


def as_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """Return ``rows`` as CSV under the keys of the first."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(rows[0])
    writer.writerows([row.get(name, "") for name in rows[0]] for row in rows)
    return text.getvalue()


def profile(name: str) -> ImportProfile:
    """Return one of our own profiles."""
    return load_import_profile(resource("import_profiles", f"{name}.toml"))


def imported(
    database: Database,
    folder: Path,
    table: str,
    content: str | Sequence[Mapping[str, str]],
    *,
    profile_name: str = "eccube4",
    places: PlaceIndex | None = None,
    **options: Any,
) -> ImportTally:
    """Write ``content`` as CP932 to a file in ``folder``, import it and return the counts."""
    path = folder / f"{table}.csv"
    text = content if isinstance(content, str) else as_csv(content)
    path.write_bytes(text.encode("cp932"))
    request = ImportRequest(table, path, profile(profile_name), TODAY, sentence_of, **options)
    tally = ImportTally()
    observer = ImportObserver(lambda _line: None, lambda: False)
    import_file(open_import(request), database, places, tally=tally, observer=observer)
    return tally


def counts(tally: ImportTally) -> dict[str, int]:
    """Return what is not 0 of created, updated, unchanged and rejected."""
    found = {fate.value: number for fate, number in tally.fates.items() if number}
    return found | ({"rejected": tally.rejected} if tally.rejected else {})


def reasons(tally: ImportTally) -> list[tuple[int, str]]:
    """Return line and reason of each rejection."""
    return [(note.line, note.text) for note in tally.rejections]
