from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.actions.talk_scripts import TalkScriptForm
from crm_desktop.domain.map_settings import MapProvider, MapSettings
from crm_desktop.domain.office_form import OfficeForm
from crm_desktop.ui.call_rules.state import TypedUnwanted, WhoIsMeant
from crm_desktop.ui.printed_papers.state import TypedPaper
from crm_desktop.ui.shared.form_codec import form_as_json, form_of_json


@dataclass(frozen=True, slots=True)
class Days:
    on: date | None = None
    at: datetime | None = None


FORMS = [
    TalkScriptForm("髙橋様へ", "お電話ありがとう\nございます", "通販", 7, 3, active=False),
    TypedUnwanted(WhoIsMeant.BEGINNING, "0570", "営業"),
    OfficeForm(lines=(("0120000000", "青汁"), ("", "")), away_reasons=("休憩",)),
    replace(MapSettings(), map_provider=MapProvider.MBTILES, slip_chains=(), map_mbtiles="/m"),
    TypedPaper("A1", "秋号", files=(Path("/tmp/一.pdf"), Path("二.pdf")), document_id=4),
    Days(date(2026, 2, 28), datetime(2026, 2, 28, 9, tzinfo=UTC)),
    Days(),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_form_comes_back_from_json(form: Any) -> None:
    typed = json.loads(json.dumps(form_as_json(form)))

    assert form_of_json(form, typed) == form


def test_field_that_a_newer_program_added_is_as_in_a_blank_form() -> None:
    assert form_of_json(TypedPaper(page_count=9), {"title": "秋号"}) == TypedPaper(
        title="秋号", page_count=9
    )


def test_field_that_holds_what_it_cannot_is_refused() -> None:
    with pytest.raises(ValueError, match="tomorrow"):
        form_of_json(Days(), {"on": "tomorrow"})
