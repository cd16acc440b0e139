from __future__ import annotations

import pytest

from crm_desktop.domain.address import Address
from crm_desktop.domain.postal_address import PostalAddress, PostalKind, TownCode
from crm_desktop.ui.new_customer.words import code_words

SHIBAURA = (TownCode("1050023", "1丁目"), TownCode("1080023", "2〜4丁目"))
KONAN = PostalAddress("東京都", "港区", "港南", "コウナン", "", PostalKind.TOWN)


@pytest.mark.parametrize(
    ("choices", "places", "words"),
    [
        (
            SHIBAURA,
            (),
            "109-0001 is not 港区芝浦; 105-0023 is 1丁目, 108-0023 is 2〜4丁目: choose.",
        ),
        (SHIBAURA[1:], (), "109-0001 is not 港区芝浦: it is 108-0023 (2〜4丁目)."),
        (SHIBAURA[1:], (KONAN,), "109-0001 is 港区港南, not 港区芝浦: it is 108-0023 (2〜4丁目)."),
        ((TownCode("1050023", ""),), (), "109-0001 is not 港区芝浦: it is 105-0023."),
    ],
)
def test_code_of_another_town_is_told_with_real_codes(
    choices: tuple[TownCode, ...], places: tuple[PostalAddress, ...], words: str
) -> None:
    address = Address(
        city="港区", town="芝浦", written_code="1090001", choices=choices, code_places=places
    )

    assert code_words(address) == words
