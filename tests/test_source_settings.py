from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import SettingsError
from crm_desktop.settings import Settings, load_settings
from crm_desktop.source_settings import SourceSettings

HEAD = '[gateway]\nsources = ["pbx", "cloud"]\npublic_url = "https://cti.example.jp"\n'


def load(folder: Path, text: str, **environment: str) -> Settings:
    file = folder / "設定.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings({"CRM_DESKTOP_SETTINGS": str(file), **environment})


def test_source_says_how_it_speaks(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        HEAD
        + '[gateway.source.cloud]\ndialect = "template"\nmethods = ["GET"]\ndirection = "in"\n'
        + 'withheld = ["番号を通知しない"]\n'
        + '[gateway.source.cloud.fields]\nfrom = "src"\nextension = ["dst", "agent"]\n'
        + '[gateway.source.cloud.events]\n"着信" = "ringing"\n'
        + '[gateway.source.cloud.telephones]\n"営業" = ["201", "202"]\n',
    )

    assert settings.gateway.speaking["cloud"] == SourceSettings(
        "template",
        telephones={"営業": ("201", "202")},
        methods=("GET",),
        direction="in",
        fields={"from": ("src",), "extension": ("dst", "agent")},
        events={"着信": "ringing"},
        withheld=("番号を通知しない",),
    )
    assert "pbx" not in settings.gateway.speaking


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[gateway.source.cloud]\ndialect = "esperanto"\n', 5, 'one of "zammad", "sipgate"'),
        ("[gateway.source.cloud]\ndialect = 5\n", 5, "dialect must be one of"),
        ('[gateway.source.cloud]\n\ndialekt = "zammad"\n', 6, "'dialekt'"),
        ('[gateway.source.other]\ndialect = "zammad"\n', 4, "add 'other' to the sources"),
        ('[gateway.source.cloud]\ndirection = "in"\n', 5, "only for the dialect"),
        ("source = 5\n", 4, "gateway.source.NAME"),
        ("[gateway.source]\ncloud = 5\n", 5, "must be a section"),
        ('[gateway.source.cloud.telephones]\nx = "201"\ny = "営業"\n', 6, "digits only"),
        ('[gateway.source.cloud]\nsecret = "s3cret"\n', 5, "no setting 'secret'"),
    ],
)
def test_mistake_in_a_source_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(SettingsError, match=words) as mistake:
        load(tmp_path, HEAD + text)

    assert mistake.value.line == line
    assert "s3cret" not in str(mistake.value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('fields = { caller = "src" }', 6, "no field 'caller'; ours are event"),
        ('events = "ringing"', 6, "a table of its own"),
        ('events = { ring = "rings" }', 6, "ring must be one of"),
        ('methods = ["PUT"]', 6, "methods must be one of"),
        ("methods = []", 6, "methods must be one of"),
        ('withheld = [""]', 6, "list of texts"),
        ('direction = "both"', 6, "direction must be one of"),
        ('[gateway.source.cloud.events]\n"着信" = "鳴動"', 7, "must be one of"),
        ("[gateway.source.cloud.fields]\nfrom = 5", 7, "from must be a list of texts"),
    ],
)
def test_mistake_in_a_template_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(SettingsError, match=words) as mistake:
        load(tmp_path, f'{HEAD}[gateway.source.cloud]\ndialect = "template"\n{text}\n')

    assert mistake.value.line == line


def test_dialect_that_needs_our_address_is_refused_without_it(tmp_path: Path) -> None:
    text = '[gateway]\n[gateway.source.pbx]\ndialect = "sipgate"\n'

    with pytest.raises(SettingsError, match="set public_url in") as mistake:
        load(tmp_path, text)

    assert mistake.value.line == 3
    outside = load(tmp_path, text, CRM_DESKTOP_GATEWAY_PUBLIC_URL="https://cti.example.jp")
    assert outside.gateway.speaking["pbx"].dialect == "sipgate"


@pytest.mark.parametrize(
    "address", ["cti.example.jp", "/relative", "ftp://x", "https://user:geheim@x", 'https://x"']
)
def test_public_address_is_a_whole_one(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match="must be an address such as") as mistake:
        load(tmp_path, f"[gateway]\npublic_url = '{address}'\n")

    assert mistake.value.line == 2


def test_secret_of_a_source_comes_from_the_environment_and_is_not_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, "", CRM_DESKTOP_GATEWAY_SECRET_CLOUD="s3cret")

    assert settings.gateway.secrets["cloud"].value == "s3cret"
    assert "s3cret" not in repr(settings)
