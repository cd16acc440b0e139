from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.japanese_text import (
    is_kana,
    kana_key,
    name_key,
    to_kana_display,
    widened,
)
from crm_desktop.domain.kanji_variants import kanji_folds
from crm_desktop.errors.text import BadKana

JAPANESE = st.text(
    "あぁがゔゝ゛アァガヴヵヶヽー・ｱｧｶﾞﾟ﨑髙神𠮷辻\U000e0100 　-aＡßﬁŉΐİ\u0345\u3099①㍿", max_size=20
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋　さくら", "高橋ｻｸﾗ"),
        ("山﨑", "山崎"),
        ("渡邉", "渡邊"),
        ("渡辺", "渡邊"),
        ("齋藤", "斉藤"),
        ("斎藤", "齊藤"),
        ("𠮷野家", "吉野家"),
        ("濵田", "浜田"),
        ("神\ufa19", "神神"),
        ("葛\U000e0100城", "葛城"),
        ("三ヶ島", "三ケ島"),
        ("ジャン＝ポール・ＡＢＥ", "ジャン=ポール abe"),
        ("か\u3099", "ガ"),
        ("か゛", "ガ"),
    ],
)
def test_names_that_are_one_person_are_searched_alike(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("高橋", "高梨"), ("中島", "中嶋田"), ("東", "束"), ("", "ー")]
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ﾀｶﾊｼ ﾊﾅｺ", "たかはしはなこ"),
        ("キョウコ", "ｷﾖｳｺ"),
        ("ミヅエ", "ミズエ"),
        ("ヂ", "ジ"),
        ("ヨーコ", "ヨウコ"),
        ("ｹｰｺ", "ケイコ"),
        ("ケ-コ", "ケイコ"),
        ("オーノ", "オオノ"),
        ("ヴィオラ", "ビオラ"),
        ("ゔ", "ブ"),
        ("カヲル", "カオル"),
        ("スヱ", "スエ"),
        ("サトー", "サトウ"),
    ],
)
def test_readings_that_sound_alike_are_searched_alike(one: str, other: str) -> None:
    assert kana_key(one) == kana_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ヤマサキ", "ヤマザキ"), ("ナカシマ", "ナカジマ"), ("オノ", "オオノ"), ("ユウコ", "ユキコ")],
)
def test_readings_of_other_people_stay_apart(one: str, other: str) -> None:
    assert kana_key(one) != kana_key(other)


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("ﾀｶﾊｼ　 ﾊﾅｺ", "タカハシ ハナコ"),
        ("さくら", "サクラ"),
        ("ｻﾄ- ｼﾞｭﾝ", "サトー ジュン"),
        ("か゛", "ガ"),
        ("ゔぁ", "ヴァ"),
        (" アン・ドレ ", "アン・ドレ"),
    ],
)
def test_reading_is_shown_in_wide_katakana(text: str, display: str) -> None:
    assert to_kana_display(text) == display


@pytest.mark.parametrize(
    ("text", "strangers"),
    [("高橋ハナコ", "高橋"), ("タカハシ1", "1"), ("", ""), ("　", ""), ("ー", "")],
)
def test_what_is_not_kana_is_refused_and_named(text: str, strangers: str) -> None:
    with pytest.raises(BadKana) as caught:
        to_kana_display(text)

    assert caught.value.strangers == strangers


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ｻｸﾗ", True),
        ("さくら サクラ", True),
        ("サトー", True),
        ("桜", False),
        ("ア1", False),
        (" ", False),
    ],
)
def test_kana_is_told_from_other_text(text: str, answer: bool) -> None:  # noqa: FBT001
    assert is_kana(text) is answer


def test_kanji_keep_their_form_when_widened() -> None:
    assert widened("ｱｲﾊﾟｰｸ神\ufa19﨑髙１Ａ㈱") == "アイパーク神\ufa19﨑髙1A㈱"


def test_no_variant_is_folded_into_another_variant() -> None:
    folds = kanji_folds()

    assert [target for target in folds.values() if ord(target) in folds] == []


@given(st.one_of(st.text(max_size=30), JAPANESE))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert kana_key(kana_key(text)) == kana_key(text)


@given(st.one_of(st.text(max_size=30), JAPANESE))
def test_what_is_shown_is_found_again(text: str) -> None:
    try:
        display = to_kana_display(text)
    except BadKana:
        return

    assert to_kana_display(display) == display
    assert kana_key(display) == kana_key(text)
