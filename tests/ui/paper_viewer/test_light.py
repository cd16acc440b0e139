from __future__ import annotations

import pytest

from crm_desktop.ui.paper_viewer.light import PENCIL, Light, lit, table_of


def test_plain_light_changes_nothing() -> None:
    assert table_of(Light()) == bytes(range(256))


def test_faint_pencil_stands_out_from_the_paper() -> None:
    table = table_of(PENCIL)

    assert table[245] >= 240
    assert table[245] - table[200] > 2 * (245 - 200)


@pytest.mark.parametrize("light", [Light(-100, -100), Light(100, 100), Light(-100, 100)])
def test_lighter_never_becomes_darker(light: Light) -> None:
    table = table_of(light)

    assert list(table) == sorted(table)


def test_light_has_its_bounds() -> None:
    assert lit(Light(95, -95), brightness=10, contrast=-10) == Light(100, -100)
