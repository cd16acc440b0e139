"""Originals of papers: read wherever they are, moved out of the database and back.

Moving may be broken off at any moment and is carried on by being started again: an original leaves
one place only after it was read back from the other and its hash compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import StoredImage
from crm_desktop.database.models.staff import OfficeSetting
from crm_desktop.database.queries.originals import (
    IMAGES_URL,
    Original,
    images_url,
    original_content,
    original_is_kept,
    originals_after,
    originals_kept,
)
from crm_desktop.database.queries.paper_pages import EncodedPicture, PaperPage, page_in_full
from crm_desktop.errors.papers import BadPaperStore, MoveBusy, OriginalMissing
from crm_desktop.images.original_store import OriginalStore, name_of, original_store

_AT_ONCE: Final = 200
_LOCK: Final = 7001705


@dataclass(frozen=True, slots=True)
class Moved:
    """How far moving has come; ``bytes_moved`` of those ``moved`` in this run."""

    looked_at: int = 0
    of: int = 0
    moved: int = 0
    bytes_moved: int = 0


@dataclass(frozen=True, slots=True)
class Verified:
    """How many originals were read and compared; ``bad`` are the hashes of those not whole."""

    looked_at: int = 0
    of: int = 0
    bad: tuple[str, ...] = ()


MoveProgress = Callable[[Moved], None]
VerifyProgress = Callable[[Verified], None]


def moved_original(session: Session, key: bytes, media_type: str) -> bytes:
    """Return an original that is outside the database, its hash compared.

    Slow as the network is: not for the GUI's thread.

    Raises:
        OriginalMissing, PaperStoreAway, BadPaperStore: see their words.
    """
    return _store_of(images_url(session), key).read(key, media_type)


def picture_in_full(database: Database, page: PaperPage) -> EncodedPicture | None:
    """Return the picture of a page as large as there is, wherever its original is; None: gone.

    No session is open while a place outside the database is asked; nothing is kept on a disk.

    Raises:
        OriginalMissing, PaperStoreAway, BadPaperStore: see their words.
    """
    with database.asking() as session:
        picture = page_in_full(session, page)
        if picture is None or picture.content or not picture.location:
            return picture
        url = images_url(session)
    content = _store_of(url, page.sha256).read(page.sha256, picture.media_type)
    return replace(picture, content=content)


def move_originals(database: Database, url: str, progress: MoveProgress) -> Moved:
    """Move all originals to ``url``, from the database or from where they were before.

    The copies at a place that is left are not removed. Needs the database's owner, or the worker
    where the office uses ``url`` already.

    Raises:
        MoveBusy, PaperStoreAway, PaperStoreFull, PaperNotKept, OriginalMissing, BadPaperStore: see
            their words; what has been moved until then stays moved, nothing is lost.
    """
    target = original_store(url)
    with _alone(database):
        with database.reading() as session:
            before = images_url(session)
            elsewhere = originals_kept(session).moved
        if before == target.url:
            target.check()
        else:
            target.mark()
        if before and before != target.url and elsewhere:
            _copy(database, original_store(before), target, progress)
        if before != target.url:
            _set_url(database, target.url)
        return _each(database, lambda one: _move_out(database, target, one), progress)


def move_back(database: Database, progress: MoveProgress) -> Moved:
    """Move all originals back into the database; the copies outside are not removed.

    Raises:
        MoveBusy, PaperStoreAway, OriginalMissing, BadPaperStore: see `move_originals`.
    """
    with _alone(database):
        with database.reading() as session:
            before = images_url(session)
            elsewhere = originals_kept(session).moved
        if not elsewhere:
            return Moved()
        if not before:
            raise BadPaperStore("the office has none, but originals were moved")
        source = original_store(before)
        source.check()
        done = _each(database, lambda one: _move_in(database, source, one), progress)
        _set_url(database, "")
        return done


def verify_originals(database: Database, progress: VerifyProgress) -> Verified:
    """Read every original, wherever it is, and compare its hash.

    Raises:
        PaperStoreAway, BadPaperStore: those that were moved cannot be read at all.
    """
    with database.reading() as session:
        url = images_url(session)
        kept = originals_kept(session)
    store = original_store(url) if url and kept.moved else None
    if store is not None:
        store.check()
    state = Verified(of=kept.here + kept.moved)
    for one in _originals(database):
        whole = _is_whole(database, store, one)
        bad = state.bad if whole else (*state.bad, one.sha256.hex())
        state = replace(state, looked_at=state.looked_at + 1, bad=bad)
        progress(state)
    return state


def _store_of(url: str, key: bytes) -> OriginalStore:
    if not url:
        raise OriginalMissing(key.hex())
    return original_store(url)


def _each(
    database: Database, move: Callable[[Original], int | None], progress: MoveProgress
) -> Moved:
    """Move one after the other; ``move`` returns the bytes moved, None where it was done before."""
    with database.reading() as session:
        kept = originals_kept(session)
    state = Moved(of=kept.here + kept.moved)
    for one in _originals(database):
        size = move(one)
        state = replace(
            state,
            looked_at=state.looked_at + 1,
            moved=state.moved + (size is not None),
            bytes_moved=state.bytes_moved + (size or 0),
        )
        progress(state)
    return state


def _originals(database: Database) -> Iterator[Original]:
    last = b""
    while True:
        with database.reading() as session:
            some = originals_after(session, last, limit=_AT_ONCE)
        if not some:
            return
        yield from some
        last = some[-1].sha256


def _copy(
    database: Database, source: OriginalStore, target: OriginalStore, progress: MoveProgress
) -> None:
    """Copy what was moved earlier, before the office's setting names the new place."""
    source.check()

    def copied(one: Original) -> int | None:
        if not one.moved:
            return None
        content = source.read(one.sha256, one.media_type)
        target.write(one.sha256, one.media_type, content)
        return len(content)

    _each(database, copied, progress)


def _move_out(database: Database, target: OriginalStore, one: Original) -> int | None:
    if one.moved:
        return None
    # The database is not kept waiting while the other place writes.
    with database.reading() as session:
        content = original_content(session, one.sha256)
    if content is None:
        return None
    if sha256(content).digest() != one.sha256:
        raise OriginalMissing(one.sha256.hex())
    target.write(one.sha256, one.media_type, content)
    with database.writing() as session:
        session.execute(
            update(StoredImage)
            .where(StoredImage.sha256 == one.sha256)
            .values(
                content=None,
                location=name_of(one.sha256, one.media_type),
                byte_size=len(content),
            )
        )
    return len(content)


def _move_in(database: Database, source: OriginalStore, one: Original) -> int | None:
    if not one.moved:
        return None
    content = source.read(one.sha256, one.media_type)
    with database.writing() as session:
        session.execute(
            update(StoredImage)
            .where(StoredImage.sha256 == one.sha256)
            .values(content=content, location="", byte_size=len(content))
        )
        if not original_is_kept(session, one.sha256):
            raise OriginalMissing(one.sha256.hex())
    return len(content)


def _is_whole(database: Database, store: OriginalStore | None, one: Original) -> bool:
    if not one.moved:
        with database.reading() as session:
            return original_is_kept(session, one.sha256)
    if store is None:
        return False
    try:
        store.read(one.sha256, one.media_type)
    except OriginalMissing:
        return False
    return True


def _set_url(database: Database, url: str) -> None:
    with database.writing() as session:
        if not url:
            session.execute(delete(OfficeSetting).where(OfficeSetting.key == IMAGES_URL))
            return
        row = insert(OfficeSetting).values(key=IMAGES_URL, value=url)
        session.execute(
            row.on_conflict_do_update(
                index_elements=[OfficeSetting.key], set_={"value": row.excluded.value}
            )
        )


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Keep out a second move of the same database, as long as this one runs."""
    with database.asking() as session:
        if not session.scalar(select(func.pg_try_advisory_lock(_LOCK))):
            raise MoveBusy
        try:
            yield
        finally:
            session.execute(select(func.pg_advisory_unlock(_LOCK)))
