from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import BadImportProfile
from crm_desktop.resources import resource
from crm_desktop.tables.column_matching import match_columns
from crm_desktop.tables.column_profile import load_import_profile

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ec_csv" / "eccube4_headers.tsv"
OURS = sorted(path.stem for path in resource("import_profiles").glob("*.toml"))


def eccube_headers(name: str) -> list[tuple[str, list[str]]]:
    if not DATA.exists():
        pytest.skip(f"the shop's own headers are not here: {DATA.name}")
    lines = [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [(line[0], line[3].split(",")) for line in lines[1:] if line[2] == name]


def test_our_profiles_can_be_loaded() -> None:
    assert [load_import_profile(resource("import_profiles", f"{name}.toml")).name for name in OURS]
    assert OURS == ["eccube4", "generic"]


@pytest.mark.parametrize(("table", "name"), [("customers", "会員CSV"), ("orders", "受注CSV")])
def test_every_column_of_every_eccube_release_is_found(table: str, name: str) -> None:
    profile = load_import_profile(resource("import_profiles", "eccube4.toml"))
    columns = profile.customers if table == "customers" else profile.orders

    releases = eccube_headers(name)

    assert [release for release, _header in releases] == ["4.0", "4.1", "4.2", "4.3"]
    for _release, header in releases:
        assert match_columns(DATA, header, columns).places.keys() == columns.columns.keys()


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('shop = "eccube"', "shop =", "Invalid value"),
        ('shop = "eccube"', "", "'shop'"),
        ("phone = [", "fone = [", "unknown fone"),
        ('"男性" = "male"', '"男性" = "man"', "unknown man"),
        ("[words.sex]", "[words.six]", "unknown six"),
    ],
)
def test_profile_with_a_fault_says_which(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    text = resource("import_profiles", "eccube4.toml").read_text(encoding="utf-8")
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(text.replace(before, after), encoding="utf-8")

    with pytest.raises(BadImportProfile) as refusal:
        load_import_profile(faulty)

    assert complaint in refusal.value.detail


def test_missing_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadImportProfile):
        load_import_profile(tmp_path / "nowhere.toml")
