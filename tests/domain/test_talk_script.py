from __future__ import annotations

import pytest

from crm_desktop.domain.talk_script import filled_script

PLACES = {"name": "髙橋 美智子 様", "operator": "田所", "line": ""}


@pytest.mark.parametrize(
    ("body", "filled"),
    [
        ("{operator}でございます。", "田所でございます。"),
        ("{name}、{name}ですね?", "髙橋 美智子 様、髙橋 美智子 様ですね?"),
        ("{line}でございます。", "{line}でございます。"),
        ("{住所} {0} {} {name", "{住所} {0} {} {name"),
        ("", ""),
    ],
)
def test_known_places_are_filled_and_others_left(body: str, filled: str) -> None:
    assert filled_script(body, PLACES) == filled


def test_what_is_filled_in_is_no_script() -> None:
    assert filled_script("{name}", {"name": "{operator}", "operator": "田所"}) == "{operator}"
