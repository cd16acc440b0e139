"""``crm-desktop staff``: the list of people at the desks, and the first administrator."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Final

from sqlalchemy.orm import Session

from crm_desktop.actions.staff import (
    StaffForm,
    add_staff,
    deactivate_staff,
    reactivate_staff,
    reset_password,
)
from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import EXIT_CODE_HELP, exit_code_of
from crm_desktop.commands.staff_refusals import staff_sentence
from crm_desktop.commands.text_table import text_table
from crm_desktop.database.queries.staff import StaffRow, staff_list
from crm_desktop.domain.staff import StaffRole, roles_of
from crm_desktop.errors.access import StaffUnknown
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging

_PROGRAM: Final = "crm-desktop staff"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``staff`` and its actions."""
    parser = commands.add_parser(
        "staff",
        help="show and change who may sign in",
        description="Sign in as an administrator, or as the owner of the database, who makes the "
        "first administrator.",
        epilog=EXIT_CODE_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True)
    for name, (help_line, _run) in _ACTIONS.items():
        action = actions.add_parser(name, help=help_line)
        action.add_argument("--dsn", default="", help=DSN_HELP)
        if name == "list":
            action.add_argument("--json", action="store_true", help="print one JSON array")
            continue
        action.add_argument("login", help="small letters a-z, digits and _")
        if name in {"add", "reset"}:
            action.add_argument(
                "--ask-password",
                action="store_true",
                help="ask for the password instead of making one up and printing it",
            )
        if name == "add":
            _add_form(action)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked and return the exit code that tells how it went."""
    start_logging("warning")
    _help, act = _ACTIONS[arguments.action]
    try:
        with (
            chosen_database(arguments.dsn, program=_PROGRAM, prepares=True) as (database, _place),
            database.settling() as session,
        ):
            act(session, arguments)
    except CrmError as error:
        print(staff_sentence(error), file=sys.stderr)
        return exit_code_of(error)
    return 0


def _add_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="such as '髙橋 花子'")
    parser.add_argument("--kana", default="", help="how the name is read, in kana")
    parser.add_argument("--extension", default="", help="the telephone on the desk")
    parser.add_argument(
        "--roles",
        type=_roles,
        required=True,
        metavar="ROLE,…",
        help=f"what they are: {', '.join(StaffRole)}",
    )


def _roles(text: str) -> frozenset[StaffRole]:
    try:
        return frozenset(StaffRole(word.strip()) for word in text.split(","))
    except ValueError as error:
        known = ", ".join(StaffRole)
        raise argparse.ArgumentTypeError(f"roles are {known}, with commas between") from error


def _add(session: Session, arguments: argparse.Namespace) -> None:
    form = StaffForm(arguments.name, arguments.kana, arguments.extension, arguments.roles)
    password = _asked_password(arguments)
    added = add_staff(session, arguments.login, form, password=password)
    _tell_password(arguments.login, added.password, typed=bool(password))


def _list(session: Session, arguments: argparse.Namespace) -> None:
    rows = staff_list(session)
    if arguments.json:
        print(json.dumps([_as_json(row) for row in rows], ensure_ascii=False))
        return
    print(text_table(_HEADINGS, [_cells(row) for row in rows]))


def _deactivate(session: Session, arguments: argparse.Namespace) -> None:
    row = _row_of(session, arguments.login)
    customers = deactivate_staff(session, row.staff_id)
    left = f" {customers:,} customers stay assigned; give them to others." if customers else ""
    print(f"{row.login} can no longer sign in.{left}")


def _reactivate(session: Session, arguments: argparse.Namespace) -> None:
    row = _row_of(session, arguments.login)
    reactivate_staff(session, row.staff_id)
    print(f"{row.login} can sign in again, and must change the password then.")


def _reset(session: Session, arguments: argparse.Namespace) -> None:
    row = _row_of(session, arguments.login)
    asked = _asked_password(arguments)
    password = reset_password(session, row.staff_id, row.login, password=asked)
    _tell_password(row.login, password, typed=bool(asked))


def _row_of(session: Session, login: str) -> StaffRow:
    """Return the row of ``login``.

    Raises:
        StaffUnknown: nobody on the list has it.
    """
    for row in staff_list(session):
        if row.login == login:
            return row
    raise StaffUnknown(login)


def _asked_password(arguments: argparse.Namespace) -> str:
    """Return what is typed, twice the same; "" when none is to be asked for."""
    while arguments.ask_password:
        password = getpass.getpass(f"Password of {arguments.login}: ")
        if password == getpass.getpass("Once more: "):
            return password
        print("The two differ. Type them anew.", file=sys.stderr)
    return ""


def _tell_password(login: str, password: str, *, typed: bool) -> None:
    if typed:
        print(f"{login} can sign in, and must change the password then.")
    else:
        print(f"{login} can sign in with this password, once; it must be changed then:")
        print(password)


_HEADINGS: Final = ("login", "name", "extension", "roles", "state", "last signed in", "customers")


def _cells(row: StaffRow) -> tuple[str, ...]:
    seen = row.last_signed_in_at
    return (
        row.login,
        row.name,
        row.extension,
        ",".join(_role_names(row)),
        _state(row),
        seen.astimezone().strftime("%Y-%m-%d %H:%M") if seen else "never",
        f"{row.customers:,}",
    )


def _state(row: StaffRow) -> str:
    if not row.active:
        return "inactive"
    if not row.can_sign_in:
        return "no login"
    return "password due" if row.password_due else "active"


def _role_names(row: StaffRow) -> list[str]:
    roles = roles_of(row.groups)
    return [role.value for role in StaffRole if role in roles]


def _as_json(row: StaffRow) -> dict[str, object]:
    seen = row.last_signed_in_at
    fields = asdict(row) | {"roles": _role_names(row)}
    del fields["groups"], fields["revision"]
    return fields | {"last_signed_in_at": seen.isoformat() if seen else None}


_ACTIONS: Final[dict[str, tuple[str, Callable[[Session, argparse.Namespace], None]]]] = {
    "add": ("add somebody and make their login", _add),
    "list": ("show everybody", _list),
    "deactivate": ("end their sessions and let them sign in no more", _deactivate),
    "reactivate": ("let them sign in again", _reactivate),
    "reset": ("give them another password, to be changed at once", _reset),
}
