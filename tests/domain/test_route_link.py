from __future__ import annotations

import pytest

from crm_desktop.domain.position import Position
from crm_desktop.domain.route_link import route_link

HOME = Position(35.6896123, 139.6917)
ADDRESS = "東京都新宿区西新宿2-8-1 﨑荘?&x=<1>#/../"


def test_the_position_is_filled_in_to_the_metre() -> None:
    template = "https://route.example/?to={latitude},{longitude}"

    assert route_link(template, HOME, ADDRESS) == "https://route.example/?to=35.68961,139.69170"


def test_an_address_adds_nothing_to_the_link_but_itself() -> None:
    link = route_link("https://route.example/?q={address}", HOME, ADDRESS)

    assert link.startswith("https://route.example/?q=%E6%9D%B1")
    assert not set("&<>#") & set(link.partition("?q=")[2])
    assert "/" not in link.partition("?q=")[2]


@pytest.mark.parametrize(
    "template",
    [
        "",
        "javascript:alert({latitude},{longitude})",
        "file:///etc/{address}",
        "https://{address}/",
        "https://route.example/{latitude.__class__}",
    ],
)
def test_what_is_no_web_address_opens_nothing(template: str) -> None:
    assert route_link(template, HOME, ADDRESS) == ""
