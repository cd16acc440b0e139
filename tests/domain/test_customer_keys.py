from __future__ import annotations

from crm_desktop.domain.customer_keys import CustomerKeys, customer_keys


def test_name_and_reading_are_folded_whole_and_from_the_first_blank() -> None:
    keys = customer_keys("髙橋　美智子", "ﾀｶﾊｼ ﾐﾁｺ")

    assert keys == CustomerKeys("高橋美智子", "タカハシミチコ", "美智子", "ミチコ")


def test_name_without_a_blank_has_no_given_part() -> None:
    keys = customer_keys("株式会社﨑山商店", "")

    assert keys == CustomerKeys("株式会社崎山商店", "", "", "")


def test_all_that_follows_the_first_blank_is_the_given_part() -> None:
    keys = customer_keys("  マリア  テレサ ロペス ", "")

    assert (keys.name_key, keys.given_name_key) == ("マリアテレサロペス", "テレサロペス")
