from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crm_desktop.ui.access_history.words import look_words
from crm_desktop.ui.shared.formats import Formats
from tests.ui.access_history.looks import NOW, a_look


@pytest.mark.parametrize(
    ("action", "facts", "what", "details"),
    [
        ("open", {"why": "search"}, "Opened", "search"),
        ("open", {"why": "call", "call_id": 7}, "Opened", "call (no. 7)"),
        ("open", {"why": "newer reason"}, "Opened", "newer reason"),
        (
            "refuse",
            {"what": "restricted", "why": "list"},
            "Refused",
            "restricted card: list of recent customers",
        ),
        (
            "refuse",
            {"what": "not_allowed", "why": "history"},
            "Refused",
            "right missing: asked who looked",
        ),
        ("insert", {"subject": "contact_note"}, "Added: note", ""),
        ("delete", {"subject": "customer_phone"}, "Deleted: phone number", ""),
        (
            "update",
            {"columns": ("email", "staff_id")},
            "Changed: customer",
            "e-mail, person in charge",
        ),
        ("update", {"subject": "newer", "columns": ("odd",)}, "Changed: newer", "odd"),
        ("export", {"why": "秋のDM発送"}, "Exported", "秋のDM発送"),
        ("history", {}, "Asked who looked", ""),
        ("newer", {}, "newer", ""),
    ],
)
def test_each_entry_has_its_words(
    action: str, facts: dict[str, Any], what: str, details: str, formats: Formats
) -> None:
    words = look_words(a_look(action, **facts), formats, now=NOW)

    assert (words.what, words.details) == (what, details)


def test_login_of_nobody_stands_alone(formats: Formats) -> None:
    nobody = replace(a_look(), login="postgres", staff_name="")

    assert look_words(nobody, formats, now=NOW).who == "postgres"
