"""Households and the customers in them: names, ages, numbers, addresses, memos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.addresses import address_row
from crm_desktop.domain.demo_office.names import (
    AWKWARD_NAMES,
    FullName,
    company_name,
    name_choice,
    personal_name,
)
from crm_desktop.domain.demo_office.people import Person, draw_ways
from crm_desktop.domain.demo_office.phone_numbers import NumberBook
from crm_desktop.domain.demo_office.plan import OfficePlan
from crm_desktop.domain.demo_office.rows import AddressRow, PhoneRow
from crm_desktop.domain.demo_office.surnames import Surname
from crm_desktop.domain.demo_office.towns import DemoTown
from crm_desktop.domain.order import OrderChannel

_HOUSEHOLD_SIZES: Final = (1, 2, 3, 4)
_HOUSEHOLD_WEIGHTS: Final = (955, 33, 8, 4)
_COMPANY_CHANCE: Final = 0.012
_AWKWARD_CHANCE: Final = 0.012
_NO_KANA_CHANCE: Final = 0.05
_NO_BIRTHDAY_CHANCE: Final = 0.15
_DELIVERY_ADDRESS_CHANCE: Final = 0.08
_MEMO_CHANCE: Final = 0.05
_STAFF_CHANCE: Final = 0.65
_STAFF_WHO_CARE: Final = 13
_FEMALE_CHANCE: Final = 0.78
_RECORDED_TWICE_CHANCE: Final = 0.1
_COUPLE_CHANCE: Final = 0.75
_MEAN_AGE: Final = 68
_AGE_SPREAD: Final = 11
_YOUNGEST: Final = 24
_OLDEST: Final = 97
_COMPANY_YEAR: Final = 1970
_MEMOS: Final = (
    "耳が遠いのでゆっくり",
    "お電話は午後に(午前は通院)",
    "DM不要とのお申し出あり",
    "ご主人様が電話に出られた時は用件を言わない",
    "お名前の「髙」は はしごだか",
    "卵・乳アレルギー。成分のご質問は必ず品質担当へ",
    "以前の配送でご迷惑。時間指定を必ず復唱",
    "代金引換のみ(未払いの経緯あり)",
    "目がご不自由。書面は大きな字で",
    "娘様(後見人)とのみ契約のお話をする",
    "お話が長め。15分を目安に折り返しをご提案",
    "お引っ越しが多い。住所を毎回確認",
)
_MAIL_HOSTS: Final = ("example.com", "example.jp", "mail.example.jp", "shop.example.net")


class Households:
    """Makes customers, household by household, out of one book of numbers."""

    def __init__(self, plan: OfficePlan, taken_numbers: frozenset[str]) -> None:
        """Prepare the names; numbers in ``taken_numbers`` are not given to anybody."""
        self._plan = plan
        self._names = name_choice()
        self._book = NumberBook(taken_numbers)

    def people(self, customer_ids: list[int]) -> Iterator[Person]:
        """Yield one customer for each id, those of a household next to each other."""
        sizes = self._plan.random(0)
        ids = iter(customer_ids)
        for first in ids:
            size = sizes.choices(_HOUSEHOLD_SIZES, _HOUSEHOLD_WEIGHTS)[0]
            rng = self._plan.random(first)
            if size == 1 and rng.random() < _COMPANY_CHANCE:
                yield self._company(rng, first)
            else:
                yield from self._household(rng, [first, *islice(ids, size - 1)])

    def _household(self, rng: Random, members: list[int]) -> Iterator[Person]:
        town = self._plan.towns.choose(rng)
        surname = self._names.surname(rng)
        home = self._book.fixed(rng, town) if len(members) > 1 else ""
        sex = "female" if rng.random() < _FEMALE_CHANCE else "male"
        age = min(max(round(rng.gauss(_MEAN_AGE, _AGE_SPREAD)), _YOUNGEST), _OLDEST)
        head = self._person(rng, members[0], town, (surname, sex, age, home))
        yield head
        for member in members[1:]:
            if rng.random() < _RECORDED_TWICE_CHANCE:
                yield self._recorded_again(rng, member, head, surname)
                continue
            sex, age = _next_member(rng, sex, age)
            relative = self._person(rng, member, town, (surname, sex, age, home))
            yield _at_home_of(head, relative)

    def _person(
        self, rng: Random, customer_id: int, town: DemoTown, who: tuple[Surname, str, int, str]
    ) -> Person:
        surname, sex, age, home = who
        birth_year = self._plan.today.year - age
        name = personal_name(rng, surname, self._names.given_name(rng, sex, birth_year))
        if rng.random() < _AWKWARD_CHANCE:
            name = FullName(*rng.choice(AWKWARD_NAMES))
        ways = draw_ways(rng, self._plan, birth_year)
        by_web = ways.channel in {OrderChannel.WEB, OrderChannel.MALL}
        return Person(
            customer_id=customer_id,
            name=name if rng.random() > _NO_KANA_CHANCE else FullName(name.written, ""),
            birthday=_birthday(rng, birth_year),
            sex=sex if rng.random() > _NO_KANA_CHANCE else "unknown",
            email=f"c{customer_id}@{rng.choice(_MAIL_HOSTS)}" if by_web else "",
            staff_id=_staff(rng),
            attention_memo=rng.choice(_MEMOS) if rng.random() < _MEMO_CHANCE else "",
            phones=self._phones(rng, customer_id, town, home),
            addresses=self._addresses(rng, customer_id, town),
            ways=ways,
        )

    def _company(self, rng: Random, customer_id: int) -> Person:
        town = self._plan.towns.choose(rng)
        numbers = [(self._book.fixed(rng, town), "work"), (self._book.fixed(rng, town), "fax")]
        return Person(
            customer_id=customer_id,
            name=company_name(rng),
            birthday=None,
            sex="unknown",
            email=f"info{customer_id}@{rng.choice(_MAIL_HOSTS)}",
            staff_id=_staff(rng),
            attention_memo="",
            phones=_phone_rows(customer_id, numbers),
            addresses=(address_row(rng, town, customer_id, label="work"),),
            ways=draw_ways(rng, self._plan, _COMPANY_YEAR),
        )

    def _recorded_again(self, rng: Random, member: int, head: Person, surname: Surname) -> Person:
        """Return a second record of ``head``, the name written another way if there is one."""
        other = [name for name in self._names.surnames if name.kana == surname.kana]
        written = head.name.written.replace(surname.written, rng.choice(other).written)
        return _at_home_of(
            head,
            Person(
                customer_id=member,
                name=FullName(written, head.name.kana),
                birthday=None,
                sex=head.sex,
                email="",
                staff_id=None,
                attention_memo="",
                phones=_phone_rows(member, [(head.phones[0].number, "home")]),
                addresses=(),
                ways=draw_ways(rng, self._plan, _COMPANY_YEAR),
            ),
        )

    def _phones(
        self, rng: Random, customer_id: int, town: DemoTown, home: str
    ) -> tuple[PhoneRow, ...]:
        kinds = rng.choices(
            (("home",), ("home", "mobile"), ("mobile",), ("home", "mobile", "work"),
             ("home", "mobile", "mobile")),
            (40, 38, 18, 2, 2),
        )[0]  # fmt: skip
        if home and kinds == ("mobile",):
            kinds = ("home", "mobile")
        numbers = [
            (self._number(rng, town, kind, home if kind == "home" else ""), kind) for kind in kinds
        ]
        return _phone_rows(customer_id, numbers)

    def _number(self, rng: Random, town: DemoTown, kind: str, known: str) -> str:
        if known:
            return known
        return self._book.mobile(rng) if kind == "mobile" else self._book.fixed(rng, town)

    def _addresses(self, rng: Random, customer_id: int, town: DemoTown) -> tuple[AddressRow, ...]:
        home = address_row(rng, town, customer_id)
        if rng.random() > _DELIVERY_ADDRESS_CHANCE:
            return (home,)
        elsewhere = self._plan.towns.choose(rng)
        return home, address_row(rng, elsewhere, customer_id, position=1, label="delivery")


def _phone_rows(customer_id: int, numbers: list[tuple[str, str]]) -> tuple[PhoneRow, ...]:
    return tuple(
        PhoneRow(customer_id, number, label, position)
        for position, (number, label) in enumerate(numbers)
    )


def _at_home_of(head: Person, relative: Person) -> Person:
    home = head.addresses[0]._replace(customer_id=relative.customer_id)
    return replace(relative, addresses=(home, *relative.addresses[1:]))


def _next_member(rng: Random, sex: str, age: int) -> tuple[str, int]:
    if rng.random() < _COUPLE_CHANCE:
        return ("male" if sex == "female" else "female"), age + rng.randint(-3, 5)
    return rng.choice(("female", "male")), max(_YOUNGEST, age - rng.randint(24, 34))


def _birthday(rng: Random, year: int) -> date | None:
    if rng.random() < _NO_BIRTHDAY_CHANCE:
        return None
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


def _staff(rng: Random) -> int | None:
    """Return who looks after the customer; one of them has left."""
    return rng.randint(1, _STAFF_WHO_CARE) if rng.random() < _STAFF_CHANCE else None
