"""Cities under the names they bore before they were merged, renamed or cut into other wards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

Place = tuple[str, str]


def former_names(cities: Iterable[Place]) -> Iterator[tuple[str, Place]]:
    """Yield (former name, city of today), each city once under each of its former names.

    A name may lead to several cities, of which the town tells one. Cities that are not among
    ``cities`` are left out.
    """
    known = set(cities)
    for line in _FORMER.strip().splitlines():
        prefecture, names, todays = line.split()
        for today in todays.split("、"):
            if (prefecture, today) in known:
                yield from ((name, (prefecture, today)) for name in names.split("、"))


def name_in_towns(former: str) -> str:
    """Return what the towns of a former city may begin with today: 久居 of 久居市; "" for none."""
    found = _PLAIN_NAME.fullmatch(former)
    return found[1] if found else ""


_PLAIN_NAME: Final = re.compile("([^郡区]+)市")
# Prefecture, former names, the cities of today in which their towns lie.
_FORMER: Final = """
青森県 南津軽郡尾上町、尾上町 平川市
岩手県 岩手郡滝沢村、滝沢村 滝沢市
岩手県 水沢市、江刺市 奥州市
宮城県 黒川郡富谷町、富谷町 富谷市
宮城県 古川市 大崎市
秋田県 本荘市 由利本荘市
福島県 原町市 南相馬市
福島県 平市、磐城市、内郷市、常磐市、勿来市 いわき市
茨城県 勝田市、那珂湊市 ひたちなか市
茨城県 水海道市 常総市
茨城県 岩井市 坂東市
茨城県 下館市 筑西市
栃木県 今市市 日光市
栃木県 黒磯市 那須塩原市
栃木県 下都賀郡岩舟町 栃木市
埼玉県 浦和市 さいたま市浦和区、さいたま市南区、さいたま市緑区、さいたま市桜区
埼玉県 大宮市 さいたま市大宮区、さいたま市北区、さいたま市西区、さいたま市見沼区、さいたま市中央区
埼玉県 与野市 さいたま市中央区、さいたま市浦和区
埼玉県 岩槻市 さいたま市岩槻区
埼玉県 南埼玉郡白岡町、白岡町 白岡市
埼玉県 鳩ヶ谷市 川口市
埼玉県 上福岡市 ふじみ野市
千葉県 山武郡大網白里町、大網白里町 大網白里市
千葉県 八日市場市 匝瑳市
千葉県 佐原市 香取市
東京都 田無市、保谷市 西東京市
東京都 秋川市 あきる野市
神奈川県 津久井郡津久井町、津久井郡相模湖町、津久井郡藤野町、津久井郡城山町 相模原市緑区
新潟県 新津市 新潟市秋葉区
新潟県 豊栄市 新潟市北区
新潟県 白根市 新潟市南区
新潟県 両津市 佐渡市
富山県 新湊市 射水市
石川県 石川郡野々市町、野々市町 野々市市
石川県 松任市 白山市
福井県 武生市 越前市
山梨県 塩山市 甲州市
長野県 更埴市 千曲市
大阪府 南河内郡美原町 堺市美原区
長崎県 福江市 五島市
静岡県 清水市 静岡市清水区
静岡県 庵原郡由比町、庵原郡蒲原町 静岡市清水区
静岡県 浜松市中区、浜松市東区、浜松市西区、浜松市南区 浜松市中央区
静岡県 浜松市北区 浜松市浜名区、浜松市中央区
静岡県 浜松市浜北区、浜北市 浜松市浜名区
静岡県 天竜市 浜松市天竜区
愛知県 尾西市 一宮市
愛知県 愛知郡長久手町、長久手町 長久手市
愛知県 西加茂郡三好町 みよし市
三重県 上野市 伊賀市
三重県 久居市 津市
滋賀県 八日市市 東近江市
兵庫県 篠山市 丹波篠山市
兵庫県 龍野市 たつの市
岡山県 和気郡日生町 備前市
広島県 因島市 尾道市
山口県 徳山市、新南陽市 周南市
愛媛県 川之江市、伊予三島市 四国中央市
高知県 中村市 四万十市
福岡県 筑紫郡那珂川町、那珂川町 那珂川市
福岡県 前原市 糸島市
福岡県 甘木市 朝倉市
福岡県 山田市 嘉麻市
熊本県 本渡市、牛深市 天草市
鹿児島県 国分市 霧島市
鹿児島県 川内市 薩摩川内市
鹿児島県 名瀬市 奄美市
鹿児島県 大口市 伊佐市
鹿児島県 串木野市 いちき串木野市
鹿児島県 加世田市 南さつま市
沖縄県 石川市、具志川市 うるま市
沖縄県 平良市 宮古島市
"""
