from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.images.japanese_font import handwriting_font, print_font


def test_preferred_font_is_found_in_any_folder(tmp_path: Path) -> None:
    deep = tmp_path / "truetype" / "x"
    deep.mkdir(parents=True)
    (tmp_path / "ipag.ttf").touch()
    (deep / "BIZUDPGothic-Regular.ttf").touch()

    assert print_font([tmp_path]) == deep / "BIZUDPGothic-Regular.ttf"


def test_decomposed_name_of_macos_is_recognised(tmp_path: Path) -> None:
    name = "ヒラキ\u3099ノ角コ\u3099シック W3.ttc"
    (tmp_path / name).touch()

    assert print_font([tmp_path]) == tmp_path / name


def test_printed_letters_stand_in_for_written_ones(tmp_path: Path) -> None:
    (tmp_path / "msgothic.ttc").touch()

    assert handwriting_font([tmp_path]) == tmp_path / "msgothic.ttc"


@pytest.mark.parametrize("find", [print_font, handwriting_font])
def test_no_font_is_none(tmp_path: Path, find: object) -> None:
    (tmp_path / "DejaVuSans.ttf").touch()

    assert callable(find)
    assert find([tmp_path]) is None
