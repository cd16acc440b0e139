from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from crm_desktop.__main__ import main
from crm_desktop.actions.originals import move_originals, moved_original, picture_in_full
from crm_desktop.actions.papers import store_paper
from crm_desktop.commands import images
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.paper_pages import paper_pages
from crm_desktop.database.roles import OPERATOR, SCANNER, WORKER
from crm_desktop.errors.papers import MoveBusy, OriginalMissing, PaperStoreAway
from crm_desktop.images.original_store import MARKER
from tests.conftest import LoginAt
from tests.images.papers import a_page, encoded

Capture = pytest.CaptureFixture[str]
Kept = dict[bytes, bytes]


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(images, "start_logging", lambda _level: None)


@pytest.fixture
def kept(own_database: Database) -> Kept:
    """Five stored originals by their hash."""
    contents = [encoded(a_page((60, 80), (number, 0, 0)), "PNG") for number in range(5)]
    with own_database.writing() as session:
        return {store_paper(session, content).sha256: content for content in contents}


@pytest.fixture
def share(tmp_path: Path) -> Path:
    return tmp_path / "共有" / "紙"


def asked(database: Database, *words: str) -> int:
    return main(["images", *words, "--dsn", database.dsn])


def here(database: Database) -> int:
    with psycopg.connect(database.dsn) as owner:
        row = owner.execute("SELECT count(content) FROM stored_image").fetchone()
    return row[0] if row else 0


def outside(share: Path) -> Iterator[Path]:
    return (path for path in share.rglob("*") if path.is_file() and path.name != MARKER)


def test_originals_move_out_byte_for_byte(own_database: Database, kept: Kept, share: Path) -> None:
    assert asked(own_database, "move", "--to", share.as_uri()) == 0

    assert here(own_database) == 0
    assert {path.read_bytes() for path in outside(share)} == set(kept.values())
    with own_database.reading() as session:
        for key, content in kept.items():
            assert moved_original(session, key, "image/png") == content


def test_originals_move_back(own_database: Database, kept: Kept, share: Path) -> None:
    asked(own_database, "move", "--to", str(share))

    assert asked(own_database, "move", "--to", "database") == 0

    with psycopg.connect(own_database.dsn) as owner:
        rows = owner.execute("SELECT sha256, content, location FROM stored_image").fetchall()
        urls = owner.execute("SELECT FROM office_setting WHERE key = 'images_url'").fetchall()
    assert {(key, content) for key, content, _ in rows} == set(kept.items())
    assert {location for *_, location in rows} == {""}
    assert urls == []


def test_originals_move_from_one_place_to_another(
    own_database: Database, kept: Kept, share: Path, tmp_path: Path
) -> None:
    asked(own_database, "move", "--to", str(share))

    assert asked(own_database, "move", "--to", str(tmp_path / "新")) == 0

    assert {path.read_bytes() for path in outside(tmp_path / "新")} == set(kept.values())
    with own_database.reading() as session:
        assert moved_original(session, next(iter(kept)), "image/png") in kept.values()


def test_move_that_was_broken_off_is_carried_on(
    own_database: Database, kept: Kept, share: Path, capsys: Capture
) -> None:
    def break_off(_state: object) -> None:
        if here(own_database) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move_originals(own_database, str(share), break_off)

    assert (here(own_database), len(list(outside(share)))) == (3, 2)
    assert asked(own_database, "verify") == 0
    assert asked(own_database, "move", "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["moved"] == 3
    assert here(own_database) == 0


def test_share_that_goes_away_in_the_middle_loses_nothing(
    own_database: Database, kept: Kept, share: Path, capsys: Capture
) -> None:
    def unmount(_state: object) -> None:
        if here(own_database) == 3:
            share.rename(share.with_name("他"))
            share.mkdir()

    with pytest.raises(PaperStoreAway):
        move_originals(own_database, str(share), unmount)

    assert here(own_database) == 3
    assert asked(own_database, "move") == 1
    assert "nothing is lost" in capsys.readouterr().err
    share.rmdir()
    share.with_name("他").rename(share)
    assert asked(own_database, "move") == 0
    assert asked(own_database, "verify") == 0


def test_original_that_was_changed_outside_is_named(
    own_database: Database, kept: Kept, share: Path, capsys: Capture
) -> None:
    asked(own_database, "move", "--to", str(share))
    spoilt = next(outside(share))
    spoilt.write_bytes(b"another")

    assert asked(own_database, "verify") == images.NOT_WHOLE
    assert spoilt.stem in capsys.readouterr().out
    assert asked(own_database, "move", "--to", "database") == images.NOT_WHOLE
    with own_database.reading() as session, pytest.raises(OriginalMissing):
        moved_original(session, bytes.fromhex(spoilt.stem), "image/png")


def test_two_moves_at_once_are_one_too_many(
    own_database: Database, kept: Kept, share: Path
) -> None:
    def move_again(_state: object) -> None:
        with pytest.raises(MoveBusy), Database(own_database.dsn) as other:
            move_originals(other, str(share), lambda _state: None)

    move_originals(own_database, str(share), move_again)


def test_worker_moves_what_is_new_once_the_office_has_chosen(
    own_database: Database, kept: Kept, share: Path, login_at: LoginAt
) -> None:
    asked(own_database, "move", "--to", str(share))
    with own_database.writing() as session:
        store_paper(session, encoded(a_page((60, 80), (0, 0, 99)), "PNG"))

    with Database(login_at(own_database, WORKER)) as worker:
        assert move_originals(worker, str(share), lambda _state: None).moved == 1


@pytest.mark.parametrize("group", [OPERATOR, SCANNER])
def test_place_of_originals_is_not_the_desks_to_choose(
    own_database: Database, login_at: LoginAt, group: str
) -> None:
    with (
        psycopg.connect(login_at(own_database, group)) as desk,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        desk.execute("INSERT INTO office_setting VALUES ('images_url', '\"smb://thief/x\"')")


def test_address_is_refused_with_a_reason(own_database: Database, capsys: Capture) -> None:
    assert asked(own_database, "move", "--to", "papers") == 1
    assert "absolute folder" in capsys.readouterr().err


def test_desk_shows_an_original_wherever_it_is(
    own_database: Database, kept: Kept, share: Path
) -> None:
    with own_database.writing() as session:
        document = store_paper(session, next(iter(kept.values()))).document_id
        (page,) = paper_pages(session, [document])
    before = picture_in_full(own_database, page)

    asked(own_database, "move", "--to", str(share))

    after = picture_in_full(own_database, page)
    assert before is not None
    assert after is not None
    assert (after.content, after.media_type) == (before.content, before.media_type)
