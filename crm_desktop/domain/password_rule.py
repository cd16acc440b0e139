"""Which passwords are taken: long ones that are not guessed at once."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Final

FEWEST_CHARACTERS: Final = 10


class PasswordProblem(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "too_short"
    IS_LOGIN = "is_login"
    ONE_CHARACTER = "one_character"


def password_problem(password: str, login: str) -> PasswordProblem | None:
    """Return why ``password`` is not taken for ``login``, None when it is.

    Full-width letters count as plain ones: PostgreSQL makes them the same before it compares.
    """
    plain = unicodedata.normalize("NFKC", password)
    folded = plain.casefold()
    if folded and folded == unicodedata.normalize("NFKC", login).casefold():
        return PasswordProblem.IS_LOGIN
    if len(plain) < FEWEST_CHARACTERS:
        return PasswordProblem.TOO_SHORT
    if len(set(plain)) == 1:
        return PasswordProblem.ONE_CHARACTER
    return None
