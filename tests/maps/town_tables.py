"""Small files of towns in the forms in which they are published; the places are invented."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

GEOLONIA = [
    "都道府県コード",
    "都道府県名",
    "都道府県名カナ",
    "都道府県名ローマ字",
    "市区町村コード",
    "市区町村名",
    "市区町村名カナ",
    "市区町村名ローマ字",
    "大字町丁目名",
    "大字町丁目名カナ",
    "大字町丁目名ローマ字",
    "小字・通称名",
    "緯度",
    "経度",
]
MINISTRY_TOWNS = [
    "都道府県コード",
    "都道府県名",
    "市区町村コード",
    "市区町村名",
    "大字町丁目コード",
    "大字町丁目名",
    "緯度",
    "経度",
    "原典資料コード",
    "大字・字・丁目区分コード",
]
MINISTRY_BLOCKS = [
    "都道府県名",
    "市区町村名",
    "大字・丁目名",
    "小字・通称名",
    "街区符号・地番",
    "座標系番号",
    "Ｘ座標",
    "Ｙ座標",
    "緯度",
    "経度",
    "住居表示フラグ",
    "代表フラグ",
    "更新前履歴フラグ",
    "更新後履歴フラグ",
]


def geolonia_row(
    city: str,
    town: str,
    latitude: str,
    longitude: str,
    *,
    small: str = "",
    prefecture: str = "東京都",
) -> list[str]:
    """Return one line of latest.csv."""
    head = [
        "13",
        prefecture,
        "トウキョウト",
        "TOKYO TO",
        "13104",
        city,
        "シンジュクク",
        "SHINJUKU-KU",
    ]
    return [*head, town, "", "", small, latitude, longitude]


def town_row(city: str, town: str, latitude: str, longitude: str) -> list[str]:
    """Return one line of 大字・町丁目レベル位置参照情報."""
    return ["13", "東京都", "13104", city, "131040001001", town, latitude, longitude, "1", "3"]


def block_row(
    town: str, block: str, latitude: str, longitude: str, *, main: str = "1", small: str = ""
) -> list[str]:
    """Return one line of 街区レベル位置参照情報 of 新宿区."""
    names = ["東京都", "新宿区", town, small, block]
    return [*names, "9", "-34000.0", "-12800.0", latitude, longitude, "1", main, "0", "0"]


def write_table(
    path: Path, header: list[str], rows: Iterable[list[str]], encoding: str = "utf-8"
) -> Path:
    """Write a CSV with every cell quoted, as both publishers do."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
