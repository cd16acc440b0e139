from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm_desktop.__main__ import main
from crm_desktop.database.engine import Database
from crm_desktop.database.models.shipment import Enclosure, EnclosureRule, Shipment
from tests.builders import a_customer, an_order


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_waiting_parcels_are_filled_and_counted(
    own_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_database.writing() as session:
        an_order(session, a_customer(session), shipment=Shipment())
        enclosure = Enclosure(code="E-02", title="総合カタログ")
        session.add(enclosure)
        session.flush()
        session.add(EnclosureRule(enclosure_id=enclosure.id))

    words = ["enclose", "--since", "令和8年11月1日", "--dsn", own_database.dsn, "--json"]
    assert main(words) == 0

    assert json.loads(capsys.readouterr().out) == {"parcels": 1, "laid_in": 1, "taken_out": 0}


def test_a_day_that_is_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["enclose", "--since", "13/45"])

    assert "A date needs year, month and day." in capsys.readouterr().err
