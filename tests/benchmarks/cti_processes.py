"""The processes around a measured gateway: itself, the exchange that it hears, the server's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tests.telephony.exchanges import SECRET

HERE = Path(__file__).parent
TOKEN = "bench"


@dataclass(frozen=True)
class RunningGateway:
    """A gateway process: its HTTP port and its process id."""

    port: int
    process_id: int

    def on_one_core(self) -> None:
        """Let it run on the machine's last core only, where the system can do that."""
        process = psutil.Process(self.process_id)
        if hasattr(process, "cpu_affinity"):
            last = [max(process.cpu_affinity())]
            for thread in process.threads():
                psutil.Process(thread.id).cpu_affinity(last)
            process.cpu_affinity(last)


@contextmanager
def running_gateway(dsn: str, exchange_port: int | None = None) -> Iterator[RunningGateway]:
    """Run a gateway that is signed in to the exchange at that port, and takes pushes."""
    with tempfile.TemporaryDirectory(prefix="crm-bench-") as folder:
        settings = Path(folder) / "settings.toml"
        table = f'[ami.pbx]\nhost = "127.0.0.1"\nuser = "crm"\nport = {exchange_port}\n'
        settings.write_text(table if exchange_port else "", encoding="utf-8")
        environment = {
            **os.environ,
            "CRM_DESKTOP_SETTINGS": str(settings),
            "CRM_DESKTOP_DATABASE_DSN": dsn,
            "CRM_DESKTOP_GATEWAY_TOKEN_PUSHED": TOKEN,
            "CRM_DESKTOP_GATEWAY_SOURCES": "pushed",
            "CRM_DESKTOP_AMI_SECRET_PBX": SECRET,
        }
        line = [sys.executable, "-m", "crm_desktop", "gateway", "--port", "0"]
        line += ["--spool", str(Path(folder) / "spool")]
        with subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = process.stdout.readline()
            try:
                yield RunningGateway(int(said.split(":")[1].split()[0]), process.pid)
            finally:
                process.terminate()


class ExchangeProcess:
    """The exchange; `told` are the lines that it says, as JSON."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.port = port
        self._process = process

    def told(self) -> Iterator[dict[str, Any]]:
        """Yield what it says until it has done what was planned, the last line included."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            yield said
            if "done_at" in said:
                return


@contextmanager
def running_exchange(calls: Sequence[Sequence[str]], **plan: float) -> Iterator[ExchangeProcess]:
    """Run an exchange with these calls (caller, extension); see `exchange_process.Plan`."""
    line = [sys.executable, str(HERE / "exchange_process.py")]
    with subprocess.Popen(
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"calls": list(calls), **plan}) + "\n")
        process.stdin.flush()
        try:
            yield ExchangeProcess(process, int(process.stdout.readline()))
        finally:
            process.terminate()


class CpuWatch:
    """How many seconds of processor time processes took since it was made."""

    def __init__(self, **processes: Callable[[], Iterable[int]]) -> None:
        """Each name stands for what tells the ids of processes that are counted together."""
        self._processes = processes
        self._before = self._seconds()

    def spent_s(self) -> dict[str, float]:
        """Return the seconds by name; processes that were begun meanwhile count whole."""
        return {
            name: round(
                sum(s - self._before[name].get(process, 0.0) for process, s in now.items()), 2
            )
            for name, now in self._seconds().items()
        }

    def _seconds(self) -> dict[str, dict[int, float]]:
        return {
            name: {process: _cpu_s(process) for process in ids()}
            for name, ids in self._processes.items()
        }


def server_processes(admin_url: str) -> Callable[[], list[int]]:
    """Return what tells the ids of all processes of the server."""
    with psycopg.connect(admin_url) as connection:
        postmaster = psutil.Process(connection.info.backend_pid).parent()
    assert postmaster is not None
    return lambda: [child.pid for child in postmaster.children()]


def _cpu_s(process_id: int) -> float:
    """Return the seconds of all threads that live; by the scheduler's clock where there is one.

    Others count in hundredths of a second, which is more than most of a thousand backends take.
    """
    threads = Path(f"/proc/{process_id}/task")
    try:
        if threads.is_dir():
            ran = [(each / "schedstat").read_text().split()[0] for each in threads.iterdir()]
            return sum(map(int, ran)) / 1e9
        times = psutil.Process(process_id).cpu_times()
    except (OSError, psutil.NoSuchProcess):
        return 0.0
    return float(times.user + times.system)
