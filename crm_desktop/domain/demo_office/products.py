"""What the invented office sells: health food, cosmetics, food and seasonal gifts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.demo_office.rows import ProductRow

GIFT_CODE: Final = "D-"
_HEALTH = """
A-0101 青汁30包 3980
A-0102 青汁90包(お徳用) 10500
A-0103 はじめての青汁7日分 980
A-0104 ぶどう種子の力60粒 4200
A-0105 グルコサミンつらつら180粒 4980
A-0106 ブルーベリーのしずく62粒 2480
A-0107 黒酢もろみカプセル90粒 3240
A-0108 しじみ肝心90粒 3780
A-0109 発酵高麗人参エキス30粒 6980
A-0110 乳酸菌めぐり30包 3600
A-0111 ごま若葉セサミン60粒 4580
A-0112 すっきり桑茶28包 2160
"""
_COSMETICS = """
B-0201 米ぬか美肌せっけん80g 1650
B-0202 うるおい化粧水 椿120ml 3850
B-0203 薬用ハリつやクリーム45g 6600
B-0204 オールインワンジェル澪100g 4980
B-0205 白髪用カラートリートメント栗茶 3300
B-0206 馬油ハンドクリーム50g 1320
B-0207 クレンジングミルク すず150ml 2750
B-0208 トライアルセット 椿5日分 1100
B-0209 育毛エッセンス さわらび120ml 5940
"""
_FOOD = """
C-0301 だしパック 海里30袋 1780
C-0302 熟成黒にんにく2か月分 4320
C-0303 紀州南高梅 はちみつ500g 2980
C-0304 十六雑穀ごはん500g 1480
C-0305 無添加みそ 蔵の音750g 1180
C-0306 国産はちみつ600g 3900
C-0307 おかゆ詰合せ12食 3480
C-0308 静岡深蒸し茶100g×3 3240
C-0309 こだわり生姜湯20包 1580
C-0310 やわらかおかず定食7食 4860
"""
_GIFTS = """
D-0401 お中元 夏の涼菓詰合せ 3240
D-0402 お中元 手延べそうめん木箱 4320
D-0403 お歳暮 海の幸味噌漬け 5400
D-0404 お歳暮 新巻鮭切身1尾分 6480
D-0405 敬老の日 和菓子とお茶のセット 3780
D-0406 母の日 カーネーション鉢植え 4180
D-0407 おせち三段重 16800
D-0408 バレンタイン 和三盆ショコラ 1944
D-0409 初夏のさくらんぼ500g 5980
"""
_DISCONTINUED = frozenset({"B-0205", "D-0408"})


@dataclass(frozen=True, slots=True)
class Range:
    """The products on sale by what they are for; ``trials`` are bought first, once."""

    staples: tuple[ProductRow, ...]
    summer_gifts: tuple[ProductRow, ...]
    winter_gifts: tuple[ProductRow, ...]
    trials: tuple[ProductRow, ...]
    everything: tuple[ProductRow, ...]


def product_rows() -> list[ProductRow]:
    """Return all products, two of them no longer sold."""
    lines = [line for line in (_HEALTH + _COSMETICS + _FOOD + _GIFTS).splitlines() if line]
    return [_product(number, line) for number, line in enumerate(lines, start=1)]


def product_range(products: list[ProductRow]) -> Range:
    """Sort ``products`` into what orders are made of."""
    trials = tuple(row for row in products if row.code in {"A-0103", "B-0208"})
    gifts = tuple(row for row in products if row.code.startswith(GIFT_CODE))
    return Range(
        staples=tuple(row for row in products if row not in trials and row not in gifts),
        summer_gifts=tuple(row for row in gifts if "お中元" in row.name or "初夏" in row.name),
        winter_gifts=tuple(row for row in gifts if "お歳暮" in row.name or "おせち" in row.name),
        trials=trials,
        everything=tuple(products),
    )


def _product(number: int, line: str) -> ProductRow:
    code, rest = line.split(" ", 1)
    name, price = rest.rsplit(" ", 1)
    return ProductRow(number, code, name, int(price), active=code not in _DISCONTINUED)
