from __future__ import annotations

import pytest

from crm_desktop.domain.extension import ExtensionDirectory, StaffTelephone

OFFICE = ExtensionDirectory(
    [
        StaffTelephone("201", "tadokoro", "田所 由美", "タドコロ ユミ"),
        StaffTelephone("202", "takahashi", "髙橋 美智子", "タカハシ ミチコ"),
        StaffTelephone("203", "sato_1", "佐藤 愛", "サトウ アイ"),
        StaffTelephone("204", "sato_2", "佐藤 愛", "サトウ アイ"),
        StaffTelephone("3", "yamazaki", "山﨑 花", ""),
    ]
)


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("201", "201"),
        ("２０１", "201"),
        ("901", "901"),
        ("3", "3"),
        ("4", ""),
        ("sip:202@pbx.example", "202"),
        ("202@pbx.example:5060", "202"),
        ('"高橋" <sip:202@pbx.example>', "202"),
        ("PJSIP/201-0000000a", "201"),
        ("Local/202@from-queue/n", "202"),
        ("SIP/tadokoro", "201"),
        ("tadokoro", "201"),
        ("tadokoro@shop.example", "201"),
        ("高橋　美智子", "202"),
        ("ﾀｶﾊｼ ﾐﾁｺ", "202"),
        ("山崎花", "3"),
        ("201 Tadokoro, Yumi", "201"),
        ("Tadokoro (201)", "201"),
        ("髙橋 内線202", "202"),
        ("佐藤 愛", ""),
        ("Zentrale Benutzerliste", ""),
        ("0120000000", ""),
        ("+81120000000", ""),
        ("7777abcdefg@fpbx.example", ""),
        ("", ""),
    ],
)
def test_extension_is_found_however_it_is_named(text: str, extension: str) -> None:
    assert OFFICE.extension_of(text) == extension


def test_digits_are_an_extension_in_an_office_without_staff() -> None:
    assert ExtensionDirectory().extension_of("201") == "201"
