"""The demo desk with its map open, for a process of its own: ``FOLDER SECONDS [online]``.

Looks at the homes of some customers, near and far, large and small, then waits. Prints as JSON how
the map was shown and, with ``online``, what the map server on this PC was asked. Everything else of
the settings is as it comes.
"""

from __future__ import annotations

import gc
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import select

from crm_desktop.actions.map_settings import read_map_form, save_map_form
from crm_desktop.app.demo import DemoOptions, demo_office
from crm_desktop.app.desk import open_application, open_program, show_desk
from crm_desktop.app.program import Program
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.domain.map_settings import MapPart, MapProvider, MapSettings
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.settings import DeskSettings
from tests.maps.tiles.tile_server import TileServer, picture, sends, tile_server
from tests.ui.address_map.map_desk import pause, until

CUSTOMERS = 3


def main(folder: Path, wait_s: float, *, online: bool) -> dict[str, Any]:
    """Return how it went."""
    application, formats = open_application(DeskSettings(language="ja"))
    options = DemoOptions(folder, customers=100)
    with demo_office(options, logging.info) as office, tile_server() as server:
        server.answer = sends(picture(), Cache_Control="max-age=60")
        if online:
            _settle(office.desk_dsn, server)
        ids = _some_customers(folder)
        program = open_program(office.desk_dsn, DeskSettings(), formats)
        program.window.resize(1366, 768)
        show_desk(application, program)
        try:
            return _looked_at(program, ids, wait_s) | {
                "port": server.port,
                "asked": server.paths,
                "agents": sorted({asked.headers["user-agent"] for asked in server.asked}),
            }
        finally:
            program.close()


def _settle(dsn: str, server: TileServer) -> None:
    settings = MapSettings(
        map_online=True, map_provider=MapProvider.TEMPLATE, map_url=server.url, map_credit="髙橋"
    )
    with Database(dsn) as database, database.writing() as session:
        seen = read_map_form(session, MapPart.MAP).revision
        save_map_form(session, settings, MapPart.MAP, seen_revision=seen)


def _some_customers(folder: Path) -> Sequence[int]:
    """Return whom a desk would have to search for."""
    statement = select(Customer.id).order_by(Customer.id).limit(CUSTOMERS)
    with (
        EmbeddedServer(folder) as server,
        Database(server.admin_url, pool_size=1) as database,
        database.asking() as session,
    ):
        return session.scalars(statement).all()


def _looked_at(program: Program, ids: Sequence[int], wait_s: float) -> dict[str, Any]:
    faults: list[str] = []
    for customer_id in ids:
        program.pages.open_customer(customer_id, OpeningReason.SEARCH)
        if customer_id == ids[0]:
            until(program.card_panel.isVisible)
            program.map.switch.go_on()
            until(lambda: program.map.parts is not None)
        with _seen_parts(program) as parts:
            parts.panel.map.broken.connect(faults.append)
            until(lambda: parts.presenter.state.surroundings is not None)
            until(lambda: parts.panel.map.is_settled, timeout_s=60)
            for steps in (2, -5, 3):
                parts.panel.map.zoom(steps)
                pause(1_000)
        program.map.switch.go_on()
        pause(500)
    pause(int(wait_s * 1_000))
    return {"faults": faults, "processes": _processes(), "looked_at": len(ids)}


@contextmanager
def _seen_parts(program: Program) -> Iterator[Any]:
    parts = program.map.parts
    assert parts is not None
    yield parts


def _processes() -> int:
    """Return how many processes of the web engine run."""
    count = 0
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            count += "QtWebEngine" in child.name()
    return count


if __name__ == "__main__":
    gc.disable()  # as crm_desktop/__main__.py does, until the window stands
    logging.basicConfig(level=logging.WARNING)
    told = main(Path(sys.argv[1]), float(sys.argv[2]), online=sys.argv[3:] == ["online"])
    print(json.dumps(told))
