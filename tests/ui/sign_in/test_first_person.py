from __future__ import annotations

import pytest

from crm_desktop.domain.password_rule import PasswordProblem
from crm_desktop.ui.sign_in.first_person import (
    PersonField,
    PersonProblem,
    Refusal,
    TypedPerson,
    read_person,
    refusals_of,
)
from crm_desktop.ui.sign_in.words import person_refusal_words

PASSWORD = "uma no mimi ni"


def typed(**changes: str) -> TypedPerson:
    facts = {
        "name": "﨑山　ﾐﾁｺ",
        "login": "sakiyama_2",
        "password": PASSWORD,
        "again": PASSWORD,
        "extension": "",
    }
    return TypedPerson(**(facts | changes))


def test_a_person_is_read_in_even_form() -> None:
    person = read_person(typed(login=" ｓａｋｉｙａｍａ ", extension="２０１"))

    assert (person.name, person.login, person.extension) == ("﨑山 ミチコ", "sakiyama", "201")
    assert refusals_of(typed()) == {}


@pytest.mark.parametrize(
    ("field", "text", "refusal"),
    [
        (PersonField.NAME, "　 ", PersonProblem.NO_NAME),
        (PersonField.LOGIN, "", PersonProblem.NO_LOGIN),
        (PersonField.LOGIN, "髙橋", PersonProblem.BAD_LOGIN),
        (PersonField.LOGIN, "Tadokoro", PersonProblem.BAD_LOGIN),
        (PersonField.LOGIN, "2nd", PersonProblem.BAD_LOGIN),
        (PersonField.LOGIN, "a" * 64, PersonProblem.BAD_LOGIN),
        (PersonField.LOGIN, "crm_admin", PersonProblem.LOGIN_KEPT),
        (PersonField.LOGIN, "pg_monitor", PersonProblem.LOGIN_KEPT),
        (PersonField.LOGIN, "postgres", PersonProblem.LOGIN_KEPT),
        (PersonField.PASSWORD, "short", PasswordProblem.TOO_SHORT),
        (PersonField.AGAIN, "uma no mimi nI", PersonProblem.DIFFERS),
        (PersonField.EXTENSION, "内線201", PersonProblem.BAD_EXTENSION),
        (PersonField.EXTENSION, "12345678901", PersonProblem.BAD_EXTENSION),
    ],
)
def test_each_fault_stands_beside_its_field(
    field: PersonField, text: str, refusal: Refusal
) -> None:
    assert refusals_of(typed(**{field.value: text})) == {field: refusal}


@pytest.mark.parametrize("problem", [*PersonProblem, *PasswordProblem])
def test_each_fault_has_words(problem: Refusal) -> None:
    assert person_refusal_words(problem)


def test_passwords_do_not_show_themselves() -> None:
    assert PASSWORD not in repr((typed(), read_person(typed())))
