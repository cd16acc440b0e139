"""Signing in over a line that is slow: no limit of ours refuses a server for that, nothing blocks.

All that is sent comes so much later, in each direction, so an answer takes twice as long.
``CRM_SLOW_SIGN_INS`` is how often each is done.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.sign_in.last_sign_in import LastSignIn
from crm_desktop.ui.sign_in.state import SignInWish
from tests.app.test_reception import OFFICE, Desks
from tests.app.watched_day import open_card, shows_card
from tests.builders import a_customer
from tests.certificates import certified, new_authority
from tests.conftest import PASSWORD, LoginAt
from tests.faults.counts import count
from tests.faults.proxy import Proxy, proxy, target_of
from tests.gui_watchdog import GuiWatchdog, spare_what_others_left
from tests.tls_front import tls_front

TIMES = count("CRM_SLOW_SIGN_INS", usual=1, whole=2)
HOST = "db.example"
WITHIN_S = 90.0
ONE_ANSWER_S = 0.6
"""Whoever waits for an answer on the GUI thread holds the window for so long at least."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(max(300, TIMES * 120)),
    pytest.mark.skipif(sys.platform == "win32", reason="the TLS front needs a unix socket"),
]


class Way(Protocol):
    """How a desk reaches its server."""

    __name__: str

    def __call__(self, dsn: str, folder: Path, /) -> AbstractContextManager[tuple[Proxy, str]]:
        """Yield a line to the server of ``dsn``, and the address by that line."""


@contextmanager
def by_tls(dsn: str, folder: Path) -> Iterator[tuple[Proxy, str]]:
    """Yield a line to a server that proves to be ``HOST``, and the address by that line."""
    authority = new_authority("CRM test")
    certificate, key = folder / "server.pem", folder / "server.key"
    for path, content in zip((certificate, key), certified(authority, HOST), strict=True):
        path.write_bytes(content)
    roots = str(authority.write_to(folder / "roots.pem"))
    socket = target_of(dsn)
    assert isinstance(socket, Path)
    with (
        tls_front(socket, certificate, key) as port,
        proxy(make_conninfo(dsn, host="127.0.0.1", port=port)) as line,
    ):
        here = make_conninfo(dsn, host=HOST, hostaddr="127.0.0.1", port=line.port)
        yield line, make_conninfo(here, sslrootcert=roots)


@contextmanager
def plainly(dsn: str, _folder: Path) -> Iterator[tuple[Proxy, str]]:
    """Yield a line to the server of ``dsn``, and the address by that line."""
    with proxy(dsn) as line:
        yield line, line.dsn(dsn)


def test_server_that_is_only_slow_is_not_refused(
    own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    dsn = login_at(own_database, OPERATOR)
    with by_tls(dsn, tmp_path) as (line, far), Database(far) as database:
        line.slow(0.6)
        with database.asking() as session:
            assert session.scalar(text("SELECT '髙橋'")) == "髙橋"
        assert "connect_timeout=12" in database.dsn


def test_what_the_address_says_of_time_holds(
    own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    dsn = f"{login_at(own_database, OPERATOR)}&connect_timeout=2"
    with plainly(dsn, tmp_path) as (line, far), Database(far) as database:
        line.slow(1.0)
        with pytest.raises(DatabaseUnreachable), database.asking() as session:
            session.connection()


@pytest.mark.parametrize(
    ("delay_s", "way"),
    [(0.3, plainly), pytest.param(0.6, by_tls, marks=pytest.mark.faults, id="0.6-by_tls")],
)
def test_slow_line_lets_in_and_holds_nothing_up(
    delay_s: float,
    way: Way,
    own_database: Database,
    login_at: LoginAt,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    with own_database.writing() as session:
        customer_id = a_customer(session, "髙橋 美智子").id
    dsn = login_at(own_database, OPERATOR, extension="292")
    seconds = []
    for _ in range(TIMES):
        with way(own_database.dsn, tmp_path) as (line, far), slow_desks(far) as desks:
            line.slow(delay_s)
            seconds.append(come_in(desks, dsn, customer_id))
            assert desks.shown[-1].connection.presenter.is_linked
    most = [max(column) for column in zip(*seconds, strict=True)]
    print(
        f"{delay_s} s {way.__name__}: {TIMES} times, at work after {most[0]:.0f} s at worst, "
        f"a card after {most[1]:.0f} s more, the window held for {most[2] * 1000:.0f} ms"
    )


@contextmanager
def slow_desks(far: str) -> Iterator[Desks]:
    """Yield a reception whose server is at ``far``."""
    spare_what_others_left()
    with Database(far) as office:
        desks = Desks(office, LastSignIn(QSettings()))
        desks.reception.window.show()
        try:
            yield desks
        finally:
            desks.reception.close()
            for program in desks.shown:
                program.window.deleteLater()
            desks.reception.window.deleteLater()


def come_in(desks: Desks, dsn: str, customer_id: int) -> tuple[float, float, float]:
    """Sign in and open a card; return the seconds of both, and for how long the window was held."""
    watchdog, began = GuiWatchdog(ONE_ANSWER_S / 2), time.monotonic()
    presenter = desks.reception.presenter
    wish = SignInWish(OFFICE, str(conninfo_to_dict(dsn)["user"]), PASSWORD)

    def is_in() -> bool:
        came = bool(desks.shown) and desks.shown[-1].home._state.loaded
        return presenter.state.error is not None or (
            came and desks.shown[-1].feed._is_connected is True
        )

    watchdog.do("sign in", lambda: presenter.sign_in(wish), is_in, WITHIN_S)
    assert presenter.state.error is None
    in_at, program = time.monotonic(), desks.shown[-1]
    watchdog.do(
        "card",
        lambda: open_card(program, customer_id),
        lambda: shows_card(program, customer_id),
        WITHIN_S,
    )
    assert watchdog.holds == []
    return in_at - began, time.monotonic() - in_at, max(watchdog.longest.values())
