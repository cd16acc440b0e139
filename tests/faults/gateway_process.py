"""A gateway in a process of its own that tries again sooner than an office would want.

Arguments: the database's address, the exchange's port, the folder of the spool.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from crm_desktop.commands.stored_calls import stored_calls_of
from crm_desktop.database.engine import Database
from crm_desktop.settings import Secret
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_connection import AmiAccount
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.exchange_link import Patience
from crm_desktop.telephony.gateway import Listening, gateway_on
from crm_desktop.telephony.spool import Spool
from tests.telephony.exchanges import PATIENT, SECRET

SOON = Patience(first_s=0.02, longest_s=0.1, record_again_s=0.05)


async def _run(dsn: str, port: int, folder: Path) -> None:
    account = AmiAccount("pbx", "127.0.0.1", "crm", Secret(SECRET), port=port)
    with Database(dsn) as database:
        stored = stored_calls_of(account.source, database)
        source = AmiSource(account, ExtensionPattern(), stored, times=PATIENT, patience=SOON)
        gateway = gateway_on(database, Listening({}, port=0), Spool(folder))
        async with gateway.running([source]):
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
