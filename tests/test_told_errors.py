from __future__ import annotations

import inspect

import pytest

from crm_desktop.errors import telephony
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import ExchangeRightsMissing, StrangeProblem
from crm_desktop.errors.told import error_told, facts_to_tell

KINDS = [
    kind
    for kind in vars(telephony).values()
    if isinstance(kind, type) and issubclass(kind, CrmError) and kind is not CrmError
]


def an_error(kind: type[CrmError]) -> CrmError:
    hints = inspect.signature(kind).parameters
    values: dict[str, object] = {
        name: 7 if hint.annotation in {"int", int} else "本社" for name, hint in hints.items()
    }
    return kind(**values)


@pytest.mark.parametrize("kind", KINDS)
def test_error_told_to_another_program_is_the_same_there(kind: type[CrmError]) -> None:
    error = an_error(kind)

    again = error_told("本社", kind.__name__, facts_to_tell(error))

    assert type(again) is kind
    assert vars(again) == vars(error)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("FaultOfNextYear", {"source": "本社"}),
        ("ExchangeRightsMissing", {"source": "本社"}),
        ("ExchangeRightsMissing", {"source": "本社", "user": "a", "rights": "b", "new": 1}),
        ("CrmError", {"__class__": "int"}),
        ("annotations", {}),
        ("__name__", {}),
    ],
)
def test_what_is_not_known_here_is_said_to_be_strange(kind: str, facts: dict[str, object]) -> None:
    told = error_told("本社", kind, facts)

    assert isinstance(told, StrangeProblem)
    assert (told.source, told.kind) == ("本社", kind)


def test_long_fact_is_told_shortened() -> None:
    error = ExchangeRightsMissing("本社", user="x" * 5_000, rights="read=call")

    assert len(str(facts_to_tell(error)["user"])) == 200
