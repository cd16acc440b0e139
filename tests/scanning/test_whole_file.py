from __future__ import annotations

import pytest

from crm_desktop.scanning.whole_file import seems_whole


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (b"", False),
        (b"\xff\xd8\xff\xe0 ... \xff\xd9", True),
        (b"\xff\xd8\xff\xe0 ... \xff\xd9\0\0\0", True),
        (b"\xff\xd8\xff\xe0 ...", False),
        (b"\x89PNG\r\n\x1a\n ... IEND\xaeB`\x82", True),
        (b"\x89PNG\r\n\x1a\n ...", False),
        (b"%PDF-1.7 ... %%EOF\r\n", True),
        (b"%PDF-1.7 ...", False),
        (b"II*\0", True),
        ("これは紙ではない".encode(), True),
    ],
)
def test_missing_end_is_seen(content: bytes, *, whole: bool) -> None:
    assert seems_whole(content, content) is whole
