"""Pins and delivery notes as people change them; beside each other, too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.locating import locate_address
from crm_desktop.actions.pins import LONGEST_NOTE, move_pin, release_pin, write_delivery_note
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.home import Home
from crm_desktop.domain.position import Position
from crm_desktop.errors.database import RecordChanged, RecordGone
from tests.located_homes import AT_SHIBAURA, PINNED, FewTowns, an_address, seen


@pytest.fixture
def staff_id(session: Session) -> int:
    staff = Staff(login="taro", name="髙橋 太郎")
    session.add(staff)
    session.flush()
    return staff.id


@pytest.fixture
def home(session: Session) -> Home:
    return seen(session, an_address(session).id)


def test_pin_is_where_it_was_put(session: Session, home: Home, staff_id: int) -> None:
    moved = move_pin(session, home.address_id, PINNED, staff_id=staff_id, seen=home)

    assert moved.place is not None
    assert (moved.position, moved.place.accuracy_m, moved.place.level) == (PINNED, 0, None)
    assert moved.place.pinned_by == "髙橋 太郎"


def test_machine_finds_nothing_better_than_a_pin(
    session: Session, home: Home, staff_id: int
) -> None:
    moved = move_pin(session, home.address_id, PINNED, staff_id=staff_id, seen=home)

    assert locate_address(session, FewTowns(), home.address_id) == moved


def test_what_a_machine_found_meanwhile_is_in_nobodys_way(
    session: Session, home: Home, staff_id: int
) -> None:
    locate_address(session, FewTowns(), home.address_id)

    assert move_pin(session, home.address_id, PINNED, staff_id=staff_id, seen=home).is_pinned


def test_pin_that_a_colleague_moved_meanwhile_stays(
    session: Session, home: Home, staff_id: int
) -> None:
    move_pin(session, home.address_id, PINNED, staff_id=staff_id, seen=home)

    with pytest.raises(RecordChanged):
        move_pin(session, home.address_id, AT_SHIBAURA, staff_id=staff_id, seen=home)
    assert seen(session, home.address_id).position == PINNED


def test_pin_is_not_moved_for_an_address_that_is_another_by_now(
    session: Session, home: Home, staff_id: int
) -> None:
    before = replace(home, block="9-9")

    with pytest.raises(RecordChanged):
        move_pin(session, home.address_id, PINNED, staff_id=staff_id, seen=before)


def test_released_home_is_located_anew(session: Session, home: Home, staff_id: int) -> None:
    moved = move_pin(session, home.address_id, PINNED, staff_id=staff_id, seen=home)

    released = release_pin(session, home.address_id, seen=moved)

    assert released.place is None
    assert locate_address(session, FewTowns(), home.address_id).position == AT_SHIBAURA


def test_releasing_takes_nothing_from_a_machine(session: Session, home: Home) -> None:
    located = locate_address(session, FewTowns(), home.address_id)

    assert release_pin(session, home.address_id, seen=located) == located


def test_home_that_is_not_there_is_told(session: Session, home: Home, staff_id: int) -> None:
    with pytest.raises(RecordGone):
        move_pin(session, 999_999, Position(35, 139), staff_id=staff_id, seen=home)
    with pytest.raises(RecordGone):
        locate_address(session, FewTowns(), 999_999)


def test_delivery_note_is_kept_as_written(session: Session, home: Home) -> None:
    note = "裏口へ。\n犬がいます <script>"

    assert write_delivery_note(session, home.address_id, f" {note}\0\n", seen="") == note
    assert seen(session, home.address_id).delivery_note == note


def test_very_long_note_is_cut(session: Session, home: Home) -> None:
    stored = write_delivery_note(session, home.address_id, "髙" * (LONGEST_NOTE + 1), seen="")

    assert len(stored) == LONGEST_NOTE


def test_note_of_a_colleague_is_not_overwritten(session: Session, home: Home) -> None:
    write_delivery_note(session, home.address_id, "裏口へ", seen="")

    with pytest.raises(RecordChanged) as refused:
        write_delivery_note(session, home.address_id, "表へ", seen="")
    assert refused.value.now_stored == {"delivery_note": "裏口へ"}


def test_the_same_note_twice_is_no_conflict(session: Session, home: Home) -> None:
    write_delivery_note(session, home.address_id, "裏口へ", seen="")

    assert write_delivery_note(session, home.address_id, "裏口へ", seen="") == "裏口へ"
