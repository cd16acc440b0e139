"""``crm-desktop import places``."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import osmium
import pytest
from osmium.osm.mutable import Node, Way
from sqlalchemy import func, select

from crm_desktop.__main__ import main
from crm_desktop.commands import import_places as module
from crm_desktop.database.engine import Database
from crm_desktop.database.models.place import Place, PlaceSource

REAL_SHOPS = Path(__file__).parents[3] / "shared" / "data" / "osm_convenience_chiyoda_2014.geojson"
SHOP = {"shop": "convenience", "name": "ローソン 髙﨑店"}


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    path = tmp_path / "kanto-latest.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(Node(id=1, location=(139.7, 35.69), tags=SHOP))
        writer.add_node(Node(id=2, location=(139.8, 35.69), tags={"amenity": "post_office"}))
        writer.add_node(Node(id=3, location=(2.35, 48.85), tags={"amenity": "bank"}))
        writer.add_way(Way(id=7, nodes=[1], tags=SHOP))
    return path


def run(database: Database, *words: str | Path) -> int:
    return main(["import", "places", *map(str, words), "--dsn", database.dsn])


def run_json(
    database: Database, capsys: pytest.CaptureFixture[str], *words: str | Path
) -> tuple[int, dict[str, Any]]:
    code = run(database, *words, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return code, answer


def places(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Place.id))) or 0


def test_extract_is_in_and_what_was_rejected_is_said(
    own_database: Database, extract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = run_json(own_database, capsys, extract, "--fetched-on", "2026-11-01")

    assert (code, answer["taken"], answer["twins"], answer["rejected"]) == (1, 2, 1, 1)
    assert (answer["convenience"], answer["post_office"]) == (1, 1)
    assert answer["rejections"][0]["where"] == "node/3"
    assert (answer["source"], answer["licence"]) == ("kanto-latest", "ODbL 1.0")
    assert answer["fetched_on"] == "2026-11-01"
    assert places(own_database) == 2


def test_once_more_says_what_was_replaced(
    own_database: Database, extract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(own_database, extract)
    capsys.readouterr()

    code = run(own_database, extract)

    assert code == 1
    assert "in place of 2 of this source" in capsys.readouterr().out
    assert places(own_database) == 2


def test_dry_run_keeps_nothing(
    own_database: Database, extract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(own_database, extract, "--dry-run")

    assert "dry run: nothing was kept" in capsys.readouterr().out
    assert places(own_database) == 0


def test_real_shops_are_in_when_their_kind_is_told(
    own_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    if not REAL_SHOPS.exists():
        pytest.skip("the real shops are not next to the repository")

    code, answer = run_json(own_database, capsys, REAL_SHOPS, "--kind", "convenience")

    assert (code, answer["read"], answer["rejected"]) == (0, 224, 0)
    assert answer["taken"] + answer["twins"] == 224
    assert (answer["licence"], answer["without_chain"]) == ("ODbL 1.0", 3)
    assert "OpenStreetMap" in answer["credit"]


def test_list_in_cp932_asks_whose_data_it_is(
    own_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "店舗.csv"
    path.write_bytes("店舗名,緯度,経度\r\nﾛｰｿﾝ髙﨑店,35.69,139.7\r\n".encode("cp932"))

    code = run(own_database, path)

    assert code == 0
    assert "--licence and --credit" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.osm.pbf", b"", "is empty"),
        ("a.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18", "PBF error"),
        ("a.osm", b"<html>403</html>", "Unknown top-level element"),
        ("a.osm", b'<osm version="0.6"><way id="1"><center/></way></osm>', "[out:json]"),
        ("a.json", b'{"elements": [], "remark": "runtime error"}', "did not finish"),
        (
            "a.geojson",
            b'\xef\xbb\xbf{"type": "FeatureCollection", "features": []}',
            "holds no place to pay among its 0",
        ),
        ("a.geojson", b'{"features": [', "a.geojson"),
        ("a.zip", b"PK\x03\x04", "unpack it first"),
        ("a.csv", "名\x1b[2J,住所\n".encode(), "lacks: latitude"),
    ],
)
def test_unfit_file_is_refused_with_the_reason(
    own_database: Database,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    reason: str,
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    code, answer = run_json(own_database, capsys, path)

    assert code == 2
    assert reason in answer["error"]
    assert "\x1b" not in answer["error"]


def test_folder_and_nothing_are_refused(
    own_database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(own_database, tmp_path) == 2
    assert run(own_database, tmp_path / "gone.pbf") == 2
    assert "is not a file" in capsys.readouterr().err


@pytest.mark.usefixtures("heeded_ctrl_c")
def test_stopped_import_leaves_nothing(
    own_database: Database,
    extract: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(own_database, extract)
    capsys.readouterr()
    monkeypatch.setattr(module, "ProgressLines", Interrupting)

    code = run(own_database, extract, "--source", "近畿")

    assert code == 130
    assert "stopped: nothing was kept" in capsys.readouterr().out
    with own_database.reading() as session:
        assert session.scalars(select(PlaceSource.name)).all() == ["kanto-latest"]


class Interrupting:
    """Presses Ctrl+C at the second entry."""

    def __init__(self, _things: str) -> None:
        """Count nothing."""

    def __call__(self, read: int) -> None:
        if read == 2:
            os.kill(os.getpid(), signal.SIGINT)
