"""Who is called what: as often as in Japan, and awkward on purpose now and then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

from crm_desktop.domain.demo_office.given_names import GivenName, female_names, male_names
from crm_desktop.domain.demo_office.surnames import Surname, surnames

# As typed by a person, a mall or an old system: half-width kana, Latin, very long, very short.
AWKWARD_NAMES: Final = (
    ("ﾀﾅｶ ﾖｼｴ", "タナカ ヨシエ"),
    ("ｻﾄｳ ﾊﾂｴ", ""),
    ("葛\U000e0100西 登美子", "カサイ トミコ"),
    ("Maria Santos", "マリア サントス"),
    ("JOHN SMITH", "ジョン スミス"),
    ("グエン・ティ・ラン", "グエン ティ ラン"),
    ("勅使河原 登喜右衛門之介", "テシガワラ トキエモンノスケ"),
    ("一 一", "ニノマエ ハジメ"),
    ("林 林", "ハヤシ リン"),
    ("𠮷野家 𠮷之助", "ヨシノヤ ヨシノスケ"),
    ("東海林太郎左衛門 さだ", "ショウジタロウザエモン サダ"),
    ("李 秀英", "イ スヨン"),
    ("山田　花　子", "ヤマダ ハナコ"),
    ("佐藤(旧姓:髙𣘺)和子", "サトウ カズコ"),
)
_COMPANY_FORMS: Final = (
    ("株式会社{}", "カブシキガイシャ {}"),
    ("{}株式会社", "{} カブシキガイシャ"),
    ("有限会社{}", "ユウゲンガイシャ {}"),
    ("(株){}", "{}"),
    ("医療法人社団 {}会", "イリョウホウジンシャダン {}カイ"),
    ("特定非営利活動法人{}の会", "トクテイヒエイリカツドウホウジン {}ノカイ"),
)
_COMPANY_NAMES: Final = (
    ("みどり苑", "ミドリエン"),
    ("丸山商店", "マルヤマショウテン"),
    ("ひだまり", "ヒダマリ"),
    ("東雲製作所", "シノノメセイサクショ"),
    ("旅館 湯の花", "リョカン ユノハナ"),
    ("𠮷川呉服店", "ヨシカワゴフクテン"),
    ("さくら薬局", "サクラヤッキョク"),
    ("川﨑建設", "カワサキケンセツ"),
    ("デイサービスこもれび", "デイサービス コモレビ"),
    ("ABCフーズ", "エービーシーフーズ"),
    ("美容室 澪", "ビヨウシツ ミオ"),
    ("北斗運輸", "ホクトウンユ"),
)
_YEARS_OUT_OF_FASHION: Final = 6


class FullName(NamedTuple):
    """A name as typed and its reading, which may be empty."""

    written: str
    kana: str


@dataclass(frozen=True, slots=True)
class NameChoice:
    """The names to choose from, with the summed weights that choosing needs."""

    surnames: tuple[Surname, ...]
    summed_weights: tuple[int, ...]
    given: dict[tuple[str, int], tuple[GivenName, ...]]

    def surname(self, rng: Random) -> Surname:
        """Return a family name."""
        return rng.choices(self.surnames, cum_weights=self.summed_weights)[0]

    def given_name(self, rng: Random, sex: str, birth_year: int) -> GivenName:
        """Return a given name that was usual for a ``female`` or ``male`` of that year."""
        return rng.choice(self.given[sex, min(max(birth_year, _FIRST_YEAR), _LAST_YEAR)])


_FIRST_YEAR: Final = 1928
_LAST_YEAR: Final = 2003


def name_choice() -> NameChoice:
    """Return the names of Japan, old and rare writings included."""
    family = tuple(surnames())
    by_sex = {"female": female_names(), "male": male_names()}
    return NameChoice(
        family,
        tuple(accumulate(surname.weight for surname in family)),
        {
            (sex, year): _usual_in(names, year)
            for sex, names in by_sex.items()
            for year in range(_FIRST_YEAR, _LAST_YEAR + 1)
        },
    )


def personal_name(rng: Random, surname: Surname, given: GivenName) -> FullName:
    """Return the two parts as people type them: mostly with one blank between."""
    blank = rng.choices((" ", "\u3000", ""), (95, 3, 2))[0]
    return FullName(f"{surname.written}{blank}{given.written}", f"{surname.kana} {given.kana}")


def company_name(rng: Random) -> FullName:
    """Return an invented company, some with a person's department behind."""
    form, kana_form = rng.choice(_COMPANY_FORMS)
    name, kana = rng.choice(_COMPANY_NAMES)
    department = rng.choice(("", "", " 総務部", " 購買課"))
    return FullName(form.format(name) + department, kana_form.format(kana))


def _usual_in(names: Sequence[GivenName], year: int) -> tuple[GivenName, ...]:
    early, late = year - _YEARS_OUT_OF_FASHION, year + _YEARS_OUT_OF_FASHION
    usual = [name for name in names if name.first_year <= year <= name.last_year]
    nearly = [name for name in names if name.first_year <= late and name.last_year >= early]
    # Names in fashion twice as often as those just before or after it.
    return (*usual, *nearly)
