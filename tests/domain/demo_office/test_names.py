from __future__ import annotations

from random import Random

import pytest

from crm_desktop.domain.demo_office.given_names import female_names, male_names
from crm_desktop.domain.demo_office.names import name_choice
from crm_desktop.domain.demo_office.surnames import surnames
from crm_desktop.domain.japanese_text import is_kana


def test_there_are_enough_names() -> None:
    assert len({name.written for name in surnames()}) >= 300
    assert len({name.written for name in female_names()}) >= 200
    assert len({name.written for name in male_names()}) >= 150


def test_every_name_can_be_read() -> None:
    given = [*female_names(), *male_names()]

    assert all(is_kana(name.kana) for name in surnames())
    assert all(is_kana(name.kana) for name in given)


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("year", [1920, 1935, 1961, 1999, 2015])
def test_every_generation_has_names(sex: str, year: int) -> None:
    assert name_choice().given_name(Random(1), sex, year).written


def test_sato_is_the_commonest() -> None:
    names, rng = name_choice(), Random(1)

    drawn = [names.surname(rng).written for _ in range(3000)]

    assert max(set(drawn), key=drawn.count) == "佐藤"
