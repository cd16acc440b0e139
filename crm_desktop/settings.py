"""What a person may set, once, in one TOML file; the environment wins over the file.

The file is ``settings.toml`` in the user's configuration folder, or what ``CRM_DESKTOP_SETTINGS``
names. Each setting has an environment variable: ``[gateway] port`` is ``CRM_DESKTOP_GATEWAY_PORT``.
Passwords and tokens never stand in the file: they come from the keyring or the environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import platformdirs

from crm_desktop.ami_settings import AmiSettings, read_exchanges
from crm_desktop.ari_settings import AriSettings, read_ari_exchanges
from crm_desktop.backup_settings import BackupSettings
from crm_desktop.errors.files import SettingsError
from crm_desktop.freeswitch_settings import FreeSwitchSettings, read_freeswitch_exchanges
from crm_desktop.named_tables import refuse_names_twice, tables_in
from crm_desktop.scan_settings import ScanSettings, read_scan_sources
from crm_desktop.setting_values import problem_of_value, value_in_text
from crm_desktop.settings_file import NOTHING, SettingsFile
from crm_desktop.sip_settings import SipSettings, read_sip_exchanges
from crm_desktop.source_settings import SourceSettings, read_sources

PROGRAM = "crm-desktop"
PREFIX = "CRM_DESKTOP_"
FILE_VARIABLE = f"{PREFIX}SETTINGS"
TOKEN_PREFIX = f"{PREFIX}GATEWAY_TOKEN_"
SECRET_PREFIX = f"{PREFIX}GATEWAY_SECRET_"
AMI_SECRET_PREFIX = f"{PREFIX}AMI_SECRET_"
ARI_SECRET_PREFIX = f"{PREFIX}ARI_SECRET_"
FREESWITCH_SECRET_PREFIX = f"{PREFIX}FREESWITCH_SECRET_"
SIP_SECRET_PREFIX = f"{PREFIX}SIP_SECRET_"
OWN_SECRET_PREFIX = f"{PREFIX}SOURCE_SECRET_"

_PASSWORD_IN_DSN = re.compile(
    r"://[^/@\s]*:[^/@\s]+@|\b(?:ssl)?password\s*=|\boauth_client_secret\s*=", re.IGNORECASE
)
_IS_ADDRESS = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://|[a-z_]+\s*=", re.IGNORECASE)
_HOST_IN_URL = re.compile(r"://(?:[^/?]*@)?([^/?@]+)(?:[/?]|$)|[?&](?:host|service)=([^&]+)")
_HOST_IN_WORDS = re.compile(r"(?:^|\s)(?:host|service)\s*=\s*('[^']+'|[^\s']+)")


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A password or token that shows itself only when asked by name."""

    value: str

    def __repr__(self) -> str:
        """Hide the value from logs and tracebacks."""
        return "Secret(****)"


@dataclass(frozen=True, slots=True)
class NamedServer:
    """A PostgreSQL to sign in to, under the name that people know it by.

    ``reports`` is the address of a replica for heavy reading; empty: there is none.
    """

    name: str
    dsn: str = field(repr=False)
    reports: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """Which PostgreSQL servers; neither ``dsn`` nor ``servers`` means the embedded one.

    ``servers`` are written ``name=address``. ``reports`` is a replica of ``dsn`` for heavy reading,
    ``servers_reports`` are those of ``servers``, by the same names; one that is further behind than
    ``reports_lag_minutes`` is not read. Login and password are those of the server. ``ca_file``
    holds the certificates of the authorities that certify them, as PEM; empty: those that the
    system trusts. Addresses are not shown: from the environment they may hold a password.
    """

    dsn: str = field(default="", repr=False)
    servers: tuple[str, ...] = field(default=(), repr=False)
    ca_file: str = ""
    reports: str = field(default="", repr=False)
    servers_reports: tuple[str, ...] = field(default=(), repr=False)
    reports_lag_minutes: int = field(default=5, metadata={"range": (0, 1_440)})

    @property
    def choices(self) -> tuple[NamedServer, ...]:
        """The servers to choose from, ``dsn`` first; empty when it is the embedded one.

        The ``dsn`` goes by the name it has among ``servers``, else by that of its host.
        """
        reports = dict(map(_name_and_address, self.servers_reports))
        named = [
            NamedServer(name, dsn, reports.get(name, ""))
            for name, dsn in map(_name_and_address, self.servers)
        ]
        if self.dsn:
            known = (server.name for server in named if server.dsn == self.dsn)
            name = next(known, _host_of(self.dsn))
            first = NamedServer(name, self.dsn, self.reports or reports.get(name, ""))
            named = [first, *(server for server in named if server.name != first.name)]
        return tuple(
            replace(server, dsn=self.trusting(server.dsn), reports=self.trusting(server.reports))
            for server in named
        )

    def address(self, given: str | None = None) -> str:
        """Return where to connect: ``given`` if there is one, else the first of the choices.

        Empty means the embedded server.
        """
        first = next((server.dsn for server in self.choices), "")
        return self.trusting(given) if given else first

    def trusting(self, dsn: str) -> str:
        """Return ``dsn`` with ``ca_file`` added, unless it names such a file itself or is empty."""
        if not dsn or not self.ca_file or "sslrootcert" in dsn:
            return dsn
        path = str(Path(self.ca_file).expanduser())
        if "://" in dsn:
            return f"{dsn}{'&' if '?' in dsn else '?'}sslrootcert={quote(path)}"
        escaped = path.replace("\\", "\\\\").replace("'", "\\'")
        return f"{dsn} sslrootcert='{escaped}'"


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How this desk looks, which telephone stands on it, and what on this PC tells of its calls.

    ``extension`` empty is the one of the staff row. ``call_file`` is a text file into which a
    telephone program writes, ``call_file_pattern`` finds the calls in it (see `call_in_line`);
    with ``call_clipboard`` every phone number that another program copies is a call;
    ``caller_id_port`` is the serial port of a box for the number display, ``caller_id_speed`` its
    bits a second. ``dial_with`` says what dials: the exchange, the office's web address, or a
    program of this PC; empty: the exchange where one is set up to, else such a program.
    ``dial_confirm`` asks before each number, not only before costly ones.
    """

    language: str = field(default="", metadata={"choices": ("", "ja", "en")})
    theme: str = field(default="system", metadata={"choices": ("system", "light", "dark")})
    extension: str = field(default="", metadata={"pattern": "[0-9]{0,10}"})
    call_file: str = ""
    call_file_pattern: str = field(default="", metadata={"finds_calls": True})
    call_clipboard: bool = False
    caller_id_port: str = ""
    dial_with: str = field(
        default="", metadata={"choices": ("", "exchange", "url", "tel", "callto")}
    )
    dial_confirm: bool = False
    caller_id_speed: int = field(default=9_600, metadata={"range": (50, 4_000_000)})


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """Where phone systems push their events to; ``sources`` are the names they go by.

    ``public_url`` is how they reach it from outside, such as ``https://cti.example.jp``.
    ``speaking`` says how a source speaks, by its name; one that is not in it speaks as Zammad.
    ``tokens`` are those from the environment, ``CRM_DESKTOP_GATEWAY_TOKEN_<NAME>``, by name in
    lower case, ``secrets`` (``CRM_DESKTOP_GATEWAY_SECRET_<NAME>``) what senders sign with; the
    others are in the keyring.
    """

    host: str = "127.0.0.1"
    port: int = field(default=8713, metadata={"range": (0, 65535)})
    sources: tuple[str, ...] = ("pbx",)
    public_url: str = field(
        default="",
        metadata={
            "pattern": r"(https?://[^\s/?#@\"'<>]+(/[^\s?#\"'<>]*)?)?",
            "problem": "must be an address such as https://cti.example.jp",
        },
    )
    speaking: Mapping[str, SourceSettings] = field(
        default_factory=dict, metadata={"in_file": False}
    )
    tokens: Mapping[str, Secret] = field(default_factory=dict, metadata={"in_file": False})
    secrets: Mapping[str, Secret] = field(default_factory=dict, metadata={"in_file": False})


@dataclass(frozen=True, slots=True)
class ImagesSettings:
    """Where ``crm-desktop images move`` brings originals of papers, unless it is told."""

    url: str = ""


@dataclass(frozen=True, slots=True)
class LogSettings:
    """How much is written down."""

    level: str = field(default="info", metadata={"choices": ("debug", "info", "warning", "error")})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with its defaults; a section is a dataclass of its own.

    ``own_sources`` are the tables ``[source.NAME]`` of sources that other packages bring.
    """

    data_folder: str = ""
    backup: BackupSettings = field(default_factory=BackupSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)
    gateway: GatewaySettings = field(default_factory=GatewaySettings)
    images: ImagesSettings = field(default_factory=ImagesSettings)
    log: LogSettings = field(default_factory=LogSettings)
    ami: Mapping[str, AmiSettings] = field(default_factory=dict)
    ami_secrets: Mapping[str, Secret] = field(default_factory=dict)
    ari: Mapping[str, AriSettings] = field(default_factory=dict)
    ari_secrets: Mapping[str, Secret] = field(default_factory=dict)
    freeswitch: Mapping[str, FreeSwitchSettings] = field(default_factory=dict)
    freeswitch_secrets: Mapping[str, Secret] = field(default_factory=dict)
    sip: Mapping[str, SipSettings] = field(default_factory=dict)
    sip_secrets: Mapping[str, Secret] = field(default_factory=dict)
    own_sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    own_secrets: Mapping[str, Secret] = field(default_factory=dict)
    scan: Mapping[str, ScanSettings] = field(default_factory=dict)

    @property
    def has_exchanges(self) -> bool:
        """Whether there is any exchange that the gateway is to ask."""
        return any((self.ami, self.ari, self.freeswitch, self.sip, self.own_sources))

    @property
    def data_path(self) -> Path:
        """The folder of the embedded database and of the logs."""
        if self.data_folder:
            return Path(self.data_folder).expanduser()
        return platformdirs.user_data_path(PROGRAM, appauthor=False)

    @property
    def embedded_path(self) -> Path:
        """The folder of the embedded PostgreSQL."""
        return self.data_path / "postgresql"


def settings_file(environment: Mapping[str, str]) -> Path:
    """Return the path of the settings file, which need not exist."""
    if named := environment.get(FILE_VARIABLE):
        return Path(named).expanduser()
    return platformdirs.user_config_path(PROGRAM, appauthor=False) / "settings.toml"


def load_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings of the file and, above it, of ``environment`` (``os.environ``).

    A file that does not exist sets nothing, unless it was named by ``CRM_DESKTOP_SETTINGS``.

    Raises:
        SettingsError: an unknown key, or a value that cannot be used.
    """
    file = SettingsFile(settings_file(environment), named=FILE_VARIABLE in environment)
    known = {name: {item.name for item in _items(kind)} for name, kind in _SECTIONS.items()}
    known["gateway"].add("source")
    refuse_names_twice(file, _NAMED)
    file.refuse_unknown(known, outside={"data_folder", "scan", *_NAMED})
    sections: dict[str, Any] = {
        name: kind(**{item.name: _value(file, environment, name, item) for item in _items(kind)})
        for name, kind in _SECTIONS.items()
    }
    for name in ("servers", "servers_reports"):
        _refuse_bad_servers(file, environment, name, getattr(sections["database"], name))
    folder = next(item for item in fields(Settings) if item.name == "data_folder")
    sections["gateway"] = replace(
        sections["gateway"],
        speaking=read_sources(
            file, sections["gateway"].sources, public_url=sections["gateway"].public_url
        ),
        tokens=_secrets(environment, TOKEN_PREFIX),
        secrets=_secrets(environment, SECRET_PREFIX),
    )
    return Settings(
        data_folder=_value(file, environment, "", folder),
        **_exchanges(file, environment),
        scan=read_scan_sources(file),
        **sections,
    )


def _exchanges(file: SettingsFile, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the tables of exchanges and other sources, and what to sign in with."""
    return {
        "ami": read_exchanges(file),
        "ami_secrets": _secrets(environment, AMI_SECRET_PREFIX),
        "ari": read_ari_exchanges(file),
        "ari_secrets": _secrets(environment, ARI_SECRET_PREFIX),
        "freeswitch": read_freeswitch_exchanges(file),
        "freeswitch_secrets": _secrets(environment, FREESWITCH_SECRET_PREFIX),
        "sip": read_sip_exchanges(file),
        "sip_secrets": _secrets(environment, SIP_SECRET_PREFIX),
        "own_sources": tables_in(file, "source"),
        "own_secrets": _secrets(environment, OWN_SECRET_PREFIX),
    }


_NAMED = ("ami", "ari", "freeswitch", "sip", "source")
_SECTIONS: dict[str, type[Any]] = {
    "backup": BackupSettings,
    "database": DatabaseSettings,
    "desk": DeskSettings,
    "gateway": GatewaySettings,
    "images": ImagesSettings,
    "log": LogSettings,
}


def _items(kind: type[Any]) -> list[Field[Any]]:
    return [item for item in fields(kind) if item.metadata.get("in_file", True)]


def _value(
    file: SettingsFile, environment: Mapping[str, str], section: str, item: Field[Any]
) -> Any:  # noqa: ANN401
    variable = PREFIX + "_".join(part for part in (section, item.name) if part).upper()
    if variable in environment:
        value: object = value_in_text(environment[variable], type(item.default))
        if problem := problem_of_value(value, item):
            raise SettingsError(variable, 0, f"{item.name} {problem}")
        return value
    value = file.value(section, item.name)
    if value is NOTHING:
        return item.default
    if problem := problem_of_value(value, item):
        raise file.error(section, item.name, f"{item.name} {problem}")
    if item.name in {"dsn", "reports"} and _PASSWORD_IN_DSN.search(str(value)):
        raise file.error(section, item.name, "a password must not stand in this file")
    return value


def _refuse_bad_servers(
    file: SettingsFile, environment: Mapping[str, str], setting: str, entries: tuple[str, ...]
) -> None:
    variable = f"{PREFIX}DATABASE_{setting.upper()}"
    names: set[str] = set()
    for entry in entries:
        problem = _server_problem(entry, names)
        if problem and variable in environment:
            raise SettingsError(variable, 0, problem)
        if not problem and variable not in environment and _PASSWORD_IN_DSN.search(entry):
            problem = "a password must not stand in this file"
        if problem:
            raise file.error_in_list("database", setting, entry, problem)
        names.add(_name_and_address(entry)[0])


def _server_problem(entry: str, names: set[str]) -> str:
    """Return what is wrong with one of ``servers``; its address is not repeated."""
    name, address = _name_and_address(entry)
    if not name or not _IS_ADDRESS.match(address):
        return 'servers are written "name=address", such as "本社=postgresql://db.example/crm"'
    return f"there are two servers named {name!r}" if name in names else ""


def _name_and_address(entry: str) -> tuple[str, str]:
    name, _, address = entry.partition("=")
    return name.strip(), address.strip()


def _host_of(dsn: str) -> str:
    found = (_HOST_IN_URL if "://" in dsn else _HOST_IN_WORDS).search(dsn)
    name = unquote(next(filter(None, found.groups()))).strip("'") if found else ""
    return "localhost" if not name or name.startswith(("/", "@")) else name


def _secrets(environment: Mapping[str, str], prefix: str) -> dict[str, Secret]:
    names = [name for name in environment if name.startswith(prefix)]
    return {name[len(prefix) :].lower(): Secret(environment[name]) for name in names}
