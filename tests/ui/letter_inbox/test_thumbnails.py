from __future__ import annotations

from collections.abc import Collection
from io import BytesIO

from PIL import Image
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.letter_inbox.thumbnails import (
    MOST_KEPT,
    THUMBNAIL_PX,
    LetterThumbnails,
    PictureKey,
)


def a_picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (600, 800), "white").save(content, "PNG")
    return content.getvalue()


def key(number: int) -> PictureKey:
    return bytes([number] * 32), 1


def test_pictures_of_a_moment_are_read_together_and_made_small(
    inline_jobs: Jobs, qtbot: QtBot
) -> None:
    asked: list[Collection[PictureKey]] = []

    def load(keys: Collection[PictureKey]) -> dict[PictureKey, bytes]:
        asked.append(keys)
        return dict.fromkeys(keys, a_picture())

    thumbnails = LetterThumbnails(load, inline_jobs)
    with qtbot.waitSignal(thumbnails.brought):
        assert thumbnails.picture_of(key(1)) is None
        assert thumbnails.picture_of(key(2)) is None

    found = thumbnails.picture_of(key(1))
    assert found is not None
    assert found.height() == THUMBNAIL_PX
    assert asked == [[key(1), key(2)]]


def test_only_so_many_are_kept(inline_jobs: Jobs, qtbot: QtBot) -> None:
    thumbnails = LetterThumbnails(lambda keys: dict.fromkeys(keys, a_picture()), inline_jobs)
    for number in range(MOST_KEPT + 1):
        with qtbot.waitSignal(thumbnails.brought):
            thumbnails.picture_of(key(number))

    assert thumbnails.picture_of(key(0)) is None
    assert thumbnails.picture_of(key(MOST_KEPT)) is not None


def test_letter_without_a_picture_is_asked_for_once(inline_jobs: Jobs, qtbot: QtBot) -> None:
    asked: list[Collection[PictureKey]] = []

    def load(keys: Collection[PictureKey]) -> dict[PictureKey, bytes]:
        asked.append(keys)
        return {}

    thumbnails = LetterThumbnails(load, inline_jobs)
    with qtbot.waitSignal(thumbnails.brought):
        thumbnails.picture_of(key(1))

    assert thumbnails.picture_of(key(1)) is None
    assert thumbnails.picture_of((b"", 1)) is None
    assert len(asked) == 1
