"""What ``crm-desktop staff`` says when something is refused."""

from __future__ import annotations

from typing import Final

from crm_desktop.commands.database_refusals import sentences_of
from crm_desktop.commands.refusals import sentence_of
from crm_desktop.errors import access
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.text import BadKana


def staff_sentence(error: CrmError) -> str:
    """Return what happened and what to do, in English, without any password."""
    if isinstance(error, BadKana):
        return sentence_of(error)
    sentence = _SENTENCES.get(type(error))
    return sentence.format_map(vars(error)) if sentence else sentences_of(error)


_SENTENCES: Final[dict[type[CrmError], str]] = {
    access.LoginTaken: (
        "The login {login} is taken, on the list or by something else on the server. "
        "Choose another."
    ),
    access.BadLogin: (
        "{login!r} cannot be a login: small letters a-z, digits and _, a letter first, and no "
        "name of the system."
    ),
    access.ExtensionInUse: "Extension {extension} belongs to {holder}. Choose another.",
    access.BadExtension: "{extension!r} is not an extension: up to ten digits.",
    access.NameMissing: "The name is empty.",
    access.PasswordTooWeak: (
        "The password is guessed too easily: ten characters or more, not the login and not one "
        "character over and over."
    ),
    access.StaffUnknown: (
        "Nobody has the login {login!r}. See who is there with: crm-desktop staff list"
    ),
    access.OwnRights: "Nobody changes their own rights. Sign in as another administrator.",
    access.LastAdmin: "Nobody would be left to manage staff. Add another administrator first.",
    access.RightMissing: (
        "This login may not manage staff. Sign in as an administrator, whose own password must "
        "not be due, or as the owner of the database."
    ),
}
