from __future__ import annotations

import asyncio
import os
from pathlib import Path

from sqlalchemy import select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from tests.commands.test_exchanges import rang
from tests.commands.test_sip_exchanges import gateway

MODULE = """
import asyncio
from datetime import UTC, datetime

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.telephony.source_health import SourceNotes


class Source:
    def __init__(self, name):
        self.name = name

    def health(self):
        return SourceNotes(self.name, "acme").health

    async def run(self, record):
        at = datetime.now(UTC)
        way = CallDirection.IN
        await record(
            [CallEvent(self.name, "1", CallStage.RINGING, at, direction=way, extension="201")]
        )
        await asyncio.Event().wait()


def source(name, table, secret):
    return Source(name + table["suffix"] + secret)
"""


def test_gateway_goes_on_with_the_sources_that_can_be_had(
    database: Database, tmp_path: Path
) -> None:
    told = asyncio.run(one_call(database, tmp_path))

    assert "tokyo: the source of kind 'torn' fails: ModuleNotFoundError" in told
    with database.reading() as session:
        assert session.scalars(select(Call.source)).all() == ["osaka-2-secret"]


async def one_call(database: Database, folder: Path) -> str:
    """Run a gateway with two packages until the good one has told of a call; return stderr."""
    settings = '[source.tokyo]\nkind = "torn"\n[source.osaka]\nkind = "acme"\nsuffix = "-2-"\n'
    async with gateway(
        folder,
        settings,
        database.dsn,
        CRM_DESKTOP_SOURCE_SECRET_OSAKA="secret",
        PYTHONPATH=os.pathsep.join([str(installed(folder)), os.environ.get("PYTHONPATH", "")]),
    ) as process:
        async with asyncio.timeout(60):
            while not rang(database):
                await asyncio.sleep(0.02)
        process.terminate()
        _out, told = await asyncio.wait_for(process.communicate(), 60)
        return told.decode()


def installed(folder: Path) -> Path:
    packages = folder / "packages"
    about = packages / "acme_calls-1.0.dist-info"
    about.mkdir(parents=True)
    (packages / "acme_calls.py").write_text(MODULE, "utf-8")
    (packages / "torn_calls.py").write_text("import no_such_module_at_all\n", "utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-calls\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[crm_desktop.call_sources]\nacme = acme_calls:source\ntorn = torn_calls:source\n"
    )
    return packages
