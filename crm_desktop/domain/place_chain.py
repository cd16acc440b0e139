"""Which chain a shop belongs to, however its name is written; old names count as their heirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from crm_desktop.domain.japanese_text import name_key, widened
from crm_desktop.domain.place_kind import PlaceKind

JAPAN_POST: Final = "japan_post"


def chain_of(
    kind: PlaceKind, *, brand: str = "", name: str = "", operator: str = "", wikidata: str = ""
) -> str:
    """Return the key of the chain, the name of a bank, or "" when neither is known.

    The post offices, the banks and the machines of ゆうちょ銀行 are all ``japan_post``. What says
    most counts first: ``wikidata`` (the brand's number there), brand, name, operator.
    """
    texts = [text for text in (brand, name, operator) if text]
    match kind:
        case PlaceKind.CONVENIENCE:
            return _BY_WIKIDATA.get(wikidata) or _first_chain(texts)
        case PlaceKind.POST_OFFICE:
            return "" if any(_is_parcel_carrier(text) for text in texts) else JAPAN_POST
        case _:
            return _bank(brand, operator, name)


def chain_name(chain: str) -> str:
    """Return what people call the chain; the name of a bank is itself, "" stays ""."""
    return _NAMES.get(chain, chain)


def convenience_chain_named(text: str) -> str:
    """Return the convenience chain that ``text`` names, "" when it names none."""
    return _first_chain([text])


def chains_to_choose() -> tuple[tuple[str, str], ...]:
    """Return all convenience chains, the largest first: key and name."""
    return tuple((chain.key, chain.name) for chain in _CHAINS)


def branch_in(name: str, chain: str) -> str:
    """Return the branch (…店, …支店) that follows the chain's name in ``name``, "" if none does."""
    plain = _IN_BRACKETS.sub(" ", widened(name)).strip()
    if not chain or not plain.endswith(_BRANCH_ENDINGS):
        return ""
    before, _, last = plain.replace("・", " ").rpartition(" ")
    if before:
        return last if chain in (_first_chain([before]), _bank(before)) else ""
    return plain[_named_length(plain, chain) :] if _named_length(plain, chain) else ""


@dataclass(frozen=True, slots=True)
class _Chain:
    """One chain: its numbers at Wikidata, words that tell it anywhere, words that begin a name."""

    key: str
    name: str
    wikidata: str
    words: str
    beginnings: str = ""


def _first_chain(texts: list[str]) -> str:
    return next(filter(None, map(_chain_named_in, texts)), "")


@lru_cache(maxsize=1_000)
def _chain_named_in(text: str) -> str:
    """Return the chain that ``text`` names; a file has the same few names over and over."""
    key = _compact(text)
    for chain, words, beginnings in _WORDS:
        if any(word in key for word in words) or key.startswith(beginnings):
            return chain
    return ""


def _named_length(text: str, chain: str) -> int:
    """Return how many characters at the beginning of ``text`` name the chain, 0 for none."""
    named = {word for key, words, _ in _WORDS if key == chain for word in words}
    named.add(_compact(chain))
    return next((n for n in range(2, len(text)) if _compact(text[:n]) in named), 0)


def _bank(*texts: str) -> str:
    for text in filter(None, texts):
        key = _compact(text)
        for word, bank in _BANKS:
            if word in key:
                return bank
        if found := _BANK_NAME.search(_COMPANY.sub("", widened(text))):
            return found[0].strip()
    return ""


def _is_parcel_carrier(text: str) -> bool:
    key = _compact(text)
    return any(word in key for word in _PARCEL_CARRIERS)


def _compact(text: str) -> str:
    """Return ``text`` as names are compared, long marks and everything but letters left out."""
    return _NO_LETTER.sub("", name_key(text[:_LONGEST_READ]))


_LONGEST_READ: Final = 200
_NO_LETTER: Final = re.compile(r"[\W_ー]+")
_COMPANY: Final = re.compile(r"株式会社|\(株\)|㈱")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_BRANCH_ENDINGS: Final = ("店", "出張所", "営業所")
_BANK_NAME: Final = re.compile(
    r"\S*?(?:銀行|信用金庫|信用組合|労働金庫|農業協同組合|漁業協同組合|信金|信組)"
)
_PARCEL_CARRIERS: Final = ("ヤマト", "クロネコ", "佐川", "西濃", "福山通運", "fedex", "dhl")
# The words are compared folded: hiragana as katakana, no long marks, small letters.
_CHAINS: Final = (
    _Chain(
        "seven_eleven",
        "セブン-イレブン",
        "Q259340",
        "セブンイレブン 7イレブン 7eleven seveneleven",
        "711",
    ),
    _Chain(
        "family_mart",
        "ファミリーマート",
        "Q1191685 Q3268010 Q16141064",
        "ファミリーマート ファミマ familymart サークルK サンクス sunkus"
        " エーエムピーエム ココストア エブリワン",
        "ampm circlek sunks",
    ),
    _Chain(
        "lawson",
        "ローソン",
        "Q1557223 Q11323850 Q24866804 Q11350960 Q11313419 Q11314868",
        "ローソン lawson lowson スリーエフ threef セーブオン saveon",
        "3f",
    ),
    _Chain("ministop", "ミニストップ", "Q1038929", "ミニストップ ministop"),
    _Chain(
        "daily_yamazaki",
        "デイリーヤマザキ",
        "Q5209392",
        "デイリーヤマザキ ヤマザキデイリー デイリーストア dailyyamazaki dailystore"
        " ニューヤマザキデイリー",
    ),
    _Chain("seicomart", "セイコーマート", "Q11314123", "セイコーマート seicomart セコマ"),
    _Chain("poplar", "ポプラ", "Q7229380", "ポプラ poplar 生活彩家 くらしハウス スリーエイト"),
    _Chain("new_days", "NewDays", "", "newdays ニューデイズ"),
    _Chain("yamazaki_shop", "ヤマザキショップ", "Q11345131", "ヤマザキショップ", "yショップ"),
    _Chain(
        "community_store", "コミュニティ・ストア", "Q11302585", "コミュニティストア communitystore"
    ),
)
_NAMES: Final = {chain.key: chain.name for chain in _CHAINS} | {JAPAN_POST: "郵便局"}
_BY_WIKIDATA: Final = {number: chain.key for chain in _CHAINS for number in chain.wikidata.split()}
_WORDS: Final = tuple(
    (
        chain.key,
        tuple(_compact(word) for word in chain.words.split()),
        tuple(_compact(word) for word in chain.beginnings.split()),
    )
    for chain in _CHAINS
)
# Of two banks the longer name comes first.
_BANKS: Final = tuple(
    (_compact(word), bank)
    for bank, words in {
        JAPAN_POST: "ゆうちょ 郵便局 郵便貯金 日本郵便 japanpost",
        "三菱UFJ銀行": "三菱UFJ銀行 三菱東京UFJ銀行 東京三菱銀行 UFJ銀行 mufgbank",
        "三井住友銀行": "三井住友銀行 smbc sumitomomitsuibanking",
        "みずほ銀行": "みずほ銀行 mizuhobank",
        "埼玉りそな銀行": "埼玉りそな銀行 saitamaresona",
        "りそな銀行": "りそな銀行 resonabank",
        "セブン銀行": "セブン銀行 sevenbank",
        "ローソン銀行": "ローソン銀行 ローソンatm lawsonbank",
        "イーネット": "イーネット enet",
        "イオン銀行": "イオン銀行 aeonbank",
    }.items()
    for word in words.split()
)
