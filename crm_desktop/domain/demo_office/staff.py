"""The twelve who answer the telephone, and one who left."""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.demo_office.rows import StaffRow

TADOKORO_ID: Final = 1
SAEKI_ID: Final = 2
_FIRST_EXTENSION: Final = 201
_PEOPLE: Final = """
tadokoro/田所 由紀/タドコロ ユキ
saeki/佐伯 千鶴/サエキ チヅル
kunimoto/国本 恵理/クニモト エリ
hayami/速水 亮/ハヤミ リョウ
ogata/緒方 真弓/オガタ マユミ
teshigawara/勅使河原 敬/テシガワラ タカシ
mitarai/御手洗 さやか/ミタライ サヤカ
kamoshita/鴨下 直子/カモシタ ナオコ
yonekura/米倉 翼/ヨネクラ ツバサ
takayanagi/髙栁 文恵/タカヤナギ フミエ
chinen/知念 海/チネン カイ
ichinohe/一戸 静/イチノヘ シズカ
ubukata/生方 昭夫/ウブカタ アキオ
"""


def staff_rows() -> list[StaffRow]:
    """Return the staff, extensions 201–212 in order; the last has left and has none."""
    people = [line.split("/") for line in _PEOPLE.strip().splitlines()]
    return [
        StaffRow(
            id=number,
            login=login,
            name=name,
            name_kana=kana,
            extension=str(_FIRST_EXTENSION + number - 1) if number < len(people) else None,
            active=number < len(people),
        )
        for number, (login, name, kana) in enumerate(people, start=1)
    ]
