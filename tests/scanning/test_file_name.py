from __future__ import annotations

import os
import unicodedata

import pytest

from crm_desktop.scanning.file_name import is_scan_name, natural_key, shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("手紙.pdf", "手紙.pdf"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("..\\..\\a.jpg", ".._.._a.jpg"),
        ("二行\n目\x1b[31m.jpg", "二行_目_[31m.jpg"),
        ("\u202egpj.exe", "_gpj.exe"),
        ("..", "_"),
        ("", "_"),
        (unicodedata.normalize("NFD", "ガイド.png"), "ガイド.png"),
        ("髙橋﨑ｱｲ.tif", "髙橋﨑ｱｲ.tif"),
    ],
)
def test_name_is_one_line_without_folders(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_name_of_300_bytes_is_cut_and_keeps_its_ending() -> None:
    name = shown_name("あ" * 300 + ".pdf")

    assert (len(name), name[-5:]) == (200, "….pdf")


def test_name_in_another_encoding_is_read_as_shift_jis() -> None:
    assert shown_name(os.fsdecode("髙橋様.jpg".encode("cp932"))) == "髙橋様.jpg"


@pytest.mark.parametrize(
    "name", [".scan.jpg", "a.JPG.tmp", "a.part", "~$a.pdf", "Thumbs.db", "desktop.ini", "a.lock"]
)
def test_file_that_others_write_beside_is_no_scan(name: str) -> None:
    assert not is_scan_name(name)


def test_pages_come_in_the_order_of_their_numbers() -> None:
    names = ["p10.jpg", "p9.jpg", "p１1.jpg", "封筒.jpg", "p009b.jpg"]

    assert sorted(names, key=natural_key) == [
        "p9.jpg", "p009b.jpg", "p10.jpg", "p１1.jpg", "封筒.jpg"
    ]  # fmt: skip


def test_longest_number_in_a_name_can_be_sorted() -> None:
    assert natural_key("9" * 255) > natural_key("9" * 254)
