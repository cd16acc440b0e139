from __future__ import annotations

import pytest

from crm_desktop.ui.new_customer.field_reading import read_field
from crm_desktop.ui.new_customer.state import Field


@pytest.mark.parametrize("which", [Field.NAME, Field.MEMO, Field.CITY, Field.BUILDING])
def test_half_of_a_character_keeps_no_customer_from_being_saved(which: Field) -> None:
    assert read_field(which, "髙橋\ud842").text == "髙橋\ufffd"


def test_what_follows_a_pasted_nul_stays() -> None:
    assert read_field(Field.MEMO, "耳が\0遠い").text == "耳が遠い"
