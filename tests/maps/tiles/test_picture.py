"""Promises of telling pictures from other bytes."""

from __future__ import annotations

import random

import pytest

from crm_desktop.errors.map import TileFault, TileProblem
from crm_desktop.maps.tiles.picture import checked_picture
from tests.maps.tiles.tile_server import picture

KINDS = ("PNG", "JPEG", "WEBP")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(1, 1), (256, 256), (1_024, 1_024)])
def test_pictures_are_known(kind: str, size: tuple[int, int]) -> None:
    assert checked_picture(picture(kind, size)) == f"image/{kind.lower()}"


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_too_large_to_be_of_a_map_are_refused(kind: str) -> None:
    with pytest.raises(TileProblem) as caught:
        checked_picture(picture(kind, (1_025, 16)))

    assert caught.value.fault is TileFault.TOO_LARGE


def test_a_bomb_of_pixels_is_refused_by_its_head() -> None:
    head = bytearray(picture(size=(16, 16)))
    head[16:24] = (60_000).to_bytes(4, "big") * 2

    with pytest.raises(TileProblem):
        checked_picture(bytes(head))


@pytest.mark.parametrize("kind", KINDS)
def test_garbage_is_refused_or_known_and_nothing_else(kind: str) -> None:
    chance = random.Random(6)
    whole = picture(kind)
    for _turn in range(2_000):
        broken = bytearray(whole[: chance.randrange(4, len(whole))])
        for _bite in range(chance.randrange(6)):
            broken[chance.randrange(4, len(broken)) if len(broken) > 4 else 0] = chance.randrange(
                256
            )
        try:
            checked_picture(bytes(broken))
        except TileProblem as problem:
            assert problem.fault in {TileFault.NO_PICTURE, TileFault.TOO_LARGE}  # noqa: PT017
