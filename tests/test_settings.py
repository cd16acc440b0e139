from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.errors.files import SettingsError
from crm_desktop.settings import DatabaseSettings, Settings, load_settings, settings_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "設定.toml"


def load(file: Path, text: str, **environment: str) -> Settings:
    file.write_text(text, encoding="utf-8")
    return load_settings({"CRM_DESKTOP_SETTINGS": str(file), **environment})


def test_without_a_file_everything_has_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    settings = load_settings({})

    assert settings == Settings()
    assert settings.database.dsn == ""
    assert settings.embedded_path == settings.data_path / "postgresql"


def test_file_is_read(file: Path) -> None:
    settings = load(
        file,
        'data_folder = "/srv/顧客"\n[database]\ndsn = "postgresql://hana@db/crm"\n'
        '[desk]\nlanguage = "ja"\nextension = "201"\n[gateway]\nport = 9000\n'
        'sources = ["a", "b"]\n',
    )

    assert settings.data_path == Path("/srv/顧客")
    assert settings.database.dsn == "postgresql://hana@db/crm"
    assert (settings.desk.language, settings.desk.extension) == ("ja", "201")
    assert (settings.gateway.port, settings.gateway.sources) == (9000, ("a", "b"))


def test_file_written_by_notepad_is_read(file: Path) -> None:
    file.write_text('[desk]\r\ntheme = "dark"\r\n', encoding="utf-8-sig")

    assert load_settings({"CRM_DESKTOP_SETTINGS": str(file)}).desk.theme == "dark"


def test_environment_wins_over_the_file(file: Path) -> None:
    settings = load(
        file,
        '[desk]\ntheme = "dark"\n[gateway]\nport = 1\n',
        CRM_DESKTOP_DESK_THEME="light",
        CRM_DESKTOP_GATEWAY_PORT="8080",
        CRM_DESKTOP_GATEWAY_SOURCES="pbx, cloud",
        CRM_DESKTOP_DATA_FOLDER="/data",
    )

    assert settings.desk.theme == "light"
    assert settings.gateway.port == 8080
    assert settings.gateway.sources == ("pbx", "cloud")
    assert settings.data_folder == "/data"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[desk]\ntheme = "dark"\nthem = 1\n', 3, "'them'"),
        ("[database]\n\n[dex]\nx = 1\n", 3, "'dex'"),
        ("colour = 1\n", 1, "'colour'"),
        ('# comment\n[desk]\nlanguage = "fr"\n', 3, "must be one of"),
        ("[gateway]\nport = 70000\n", 2, "from 0 to 65535"),
        ('[gateway]\nport = "80"\n', 2, "whole number"),
        ("[gateway]\nport = true\n", 2, "whole number"),
        ("[gateway]\nsources = [1]\n", 2, "list of texts"),
        ('[desk]\nextension = "二〇一"\n', 2, "digits"),
        ("data_folder = 5\n", 1, "text in quotes"),
        ("desk = 5\n", 1, "section"),
        ("[desk]\ntheme = dark\n", 2, "TOML"),
        ('[gateway]\ntokens = "x"\n', 2, "'tokens'"),
        ('[database]\nservers = "本社=host=db"\n', 2, "list of texts"),
        ('[database]\nservers = [\n  "本社=host=db",\n  "host=db",\n]\n', 4, "name=address"),
        ('[database]\nservers = ["=host=db"]\n', 2, "name=address"),
        ('[database]\nservers = ["本社=db.example"]\n', 2, "name=address"),
        ('[database]\nservers = ["本社"]\n', 2, "name=address"),
        ('[database]\nservers_reports = ["host=db"]\n', 2, "name=address"),
        ('[database]\nservers = [\n"a=host=db",\n"a=host=db2"]\n', 4, "two servers named 'a'"),
    ],
)
def test_mistake_is_named_with_its_line(file: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as mistake:
        load(file, text)

    assert (mistake.value.place, mistake.value.line) == (str(file), line)


def test_mistake_in_the_environment_names_the_variable(file: Path) -> None:
    with pytest.raises(SettingsError) as mistake:
        load(file, "", CRM_DESKTOP_GATEWAY_PORT="eighty")

    assert mistake.value.place == "CRM_DESKTOP_GATEWAY_PORT"


@pytest.mark.parametrize("name", ["dsn", "reports"])
@pytest.mark.parametrize("dsn", ["postgresql://o:geheim@db/crm", "host=db password=geheim"])
def test_password_in_the_file_is_refused_and_not_repeated(file: Path, dsn: str, name: str) -> None:
    with pytest.raises(SettingsError) as mistake:
        load(file, f'[database]\n{name} = "{dsn}"\n')

    assert "geheim" not in str(mistake.value)


def test_password_of_a_server_is_refused_with_its_line(file: Path) -> None:
    with pytest.raises(SettingsError) as mistake:
        load(
            file,
            '[database]\nca_file = "x"\nservers = [\n  "本社=host=db",\n'
            '  "支社=postgresql://o:geheim@db/crm",\n]\n',
        )

    assert mistake.value.line == 5
    assert "geheim" not in str(mistake.value)


def choices(**settings: Any) -> list[tuple[str, str]]:
    return [(server.name, server.dsn) for server in DatabaseSettings(**settings).choices]


def test_servers_are_offered_by_name(file: Path) -> None:
    settings = load(
        file, '[database]\nservers = ["本社 = postgresql://db.example/crm", "支社=host=b"]\n'
    )

    assert [(server.name, server.dsn) for server in settings.database.choices] == [
        ("本社", "postgresql://db.example/crm"),
        ("支社", "host=b"),
    ]


def test_reports_of_a_server_go_with_it(file: Path) -> None:
    given = '[database]\nservers = ["本社=host=a", "支社=host=b"]\nreports_lag_minutes = 2\n'
    settings = load(file, given + 'servers_reports = ["支社=host=b2"]\n').database

    assert [(one.name, one.reports) for one in settings.choices] == [
        ("本社", ""),
        ("支社", "host=b2"),
    ]
    assert settings.reports_lag_minutes == 2


def test_reports_of_the_first_server_go_with_it() -> None:
    settings = DatabaseSettings(dsn="host=a", reports="host=a2", ca_file="/ca.pem")

    assert settings.choices[0].reports == "host=a2 sslrootcert='/ca.pem'"


def test_without_a_server_there_is_nothing_to_choose() -> None:
    assert choices() == []


@pytest.mark.parametrize(
    ("dsn", "name"),
    [
        ("postgresql://o:geheim@db.example/crm", "db.example"),
        ("postgresql+psycopg://db.example:6432", "db.example:6432"),
        ("postgresql://a,b:2/crm", "a,b:2"),
        ("postgresql:///crm?user=o&host=db.example", "db.example"),
        ("postgresql://o:geheim@%2Ftmp/crm", "localhost"),
        ("postgresql:///crm", "localhost"),
        ("user=o password=geheim host = 'db.example'", "db.example"),
        ("service=shop", "shop"),
        ("dbname=crm", "localhost"),
    ],
)
def test_single_server_goes_by_its_host(dsn: str, name: str) -> None:
    assert choices(dsn=dsn) == [(name, dsn)]


def test_commands_use_what_is_given_else_the_first_server() -> None:
    settings = DatabaseSettings(servers=("本社=host=a", "支社=host=b"), ca_file="/ca.pem")

    assert settings.address("host=c") == "host=c sslrootcert='/ca.pem'"
    assert settings.address() == "host=a sslrootcert='/ca.pem'"
    assert DatabaseSettings(ca_file="/ca.pem").address("") == ""


def test_server_of_the_command_line_comes_first() -> None:
    servers = ("本社=host=a", "支社=host=b")

    assert choices(dsn="host=b", servers=servers) == [("支社", "host=b"), ("本社", "host=a")]
    assert choices(dsn="host=c", servers=servers)[0] == ("c", "host=c")


@pytest.mark.parametrize(
    ("dsn", "trusting"),
    [
        ("postgresql://db/crm", "postgresql://db/crm?sslrootcert=/office%20%27a%27/%E9%AB%99.pem"),
        (
            "postgresql://db/?user=o",
            "postgresql://db/?user=o&sslrootcert=/office%20%27a%27/%E9%AB%99.pem",
        ),
        ("host=db", r"host=db sslrootcert='/office \'a\'/髙.pem'"),
        ("host=db sslrootcert=/own.pem", "host=db sslrootcert=/own.pem"),
        ("", ""),
    ],
)
def test_authorities_of_the_settings_go_with_the_address(dsn: str, trusting: str) -> None:
    settings = DatabaseSettings(ca_file="/office 'a'/髙.pem", servers=("x=host=db",))

    assert settings.trusting(dsn) == trusting
    assert "sslrootcert" in settings.choices[0].dsn


def test_addresses_from_the_environment_are_not_shown(file: Path) -> None:
    settings = load(file, "", CRM_DESKTOP_DATABASE_SERVERS="本社=postgresql://o:geheim@db/crm")

    assert settings.database.choices[0].dsn == "postgresql://o:geheim@db/crm"
    assert "geheim" not in f"{settings!r} {settings.database.choices!r}"


def test_bad_server_in_the_environment_names_the_variable(file: Path) -> None:
    with pytest.raises(SettingsError, match="CRM_DESKTOP_DATABASE_SERVERS: servers are written"):
        load(file, "", CRM_DESKTOP_DATABASE_SERVERS="db.example")


def test_password_in_the_environment_is_not_shown(file: Path) -> None:
    settings = load(file, "", CRM_DESKTOP_DATABASE_DSN="postgresql://o:geheim@db/crm")

    assert settings.database.dsn == "postgresql://o:geheim@db/crm"
    assert "geheim" not in repr(settings)


def test_token_of_a_source_comes_from_the_environment_and_is_not_shown(file: Path) -> None:
    settings = load(file, "", CRM_DESKTOP_GATEWAY_TOKEN_PBX="s3cret")

    assert settings.gateway.tokens["pbx"].value == "s3cret"
    assert "s3cret" not in repr(settings)


def test_named_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        load_settings({"CRM_DESKTOP_SETTINGS": str(tmp_path / "none.toml")})


def test_file_lies_in_the_users_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_file({}).parts[-2:] == ("crm-desktop", "settings.toml")
