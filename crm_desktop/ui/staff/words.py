"""The words of the page of staff."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.staff import StaffRow
from crm_desktop.domain.staff import StaffRole, roles_of
from crm_desktop.errors.access import BadLogin
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.staff.state import StaffDeed, StaffField, StaffNews, StaffQuestion, StaffState

translate = QCoreApplication.translate


def role_words(role: StaffRole) -> str:
    """Return what a role is called."""
    words = {
        StaffRole.OPERATOR: translate("staff", "Operator"),
        StaffRole.SUPERVISOR: translate("staff", "Supervisor"),
        StaffRole.SCANNER: translate("staff", "Scanning"),
        StaffRole.EXPORTER: translate("staff", "Export"),
        StaffRole.ANALYST: translate("staff", "Analysis"),
        StaffRole.ADMIN: translate("staff", "Administrator"),
    }
    return words[role]


def role_meaning(role: StaffRole) -> str:
    """Return what somebody of this role may do."""
    words = {
        StaffRole.OPERATOR: translate("staff", "opens customers, writes notes and orders"),
        StaffRole.SUPERVISOR: translate(
            "staff", "also gives customers to others, opens restricted ones, sees who looked"
        ),
        StaffRole.SCANNER: translate(
            "staff", "attaches letters; sees name, postal code and prefecture only"
        ),
        StaffRole.EXPORTER: translate(
            "staff", "writes customers into files, if a supervisor as well"
        ),
        StaffRole.ANALYST: translate("staff", "sees figures without names"),
        StaffRole.ADMIN: translate(
            "staff", "manages staff and settings; sees no customers by this role"
        ),
    }
    return words[role]


def roles_words(row: StaffRow) -> str:
    """Return somebody's roles in one line; what is missing when there is none."""
    roles = roles_of(row.groups)
    words = [role_words(role) for role in StaffRole if role in roles]
    return translate("staff", ", ").join(words) or translate("staff", "no role")


def meanings_of(roles: frozenset[StaffRole]) -> str:
    """Return what somebody with these roles may do, role by role in one line."""
    return "   ".join(
        filled(translate("staff", "%1: %2."), role_words(role), role_meaning(role))
        for role in StaffRole
        if role in roles
    )


def state_words(row: StaffRow) -> str:
    """Return whether somebody can sign in, and what there is to do."""
    if not row.active and row.customers:
        return translate("staff", "Left customers")
    if not row.active:
        return translate("staff", "Inactive")
    if not row.can_sign_in:
        return translate("staff", "Cannot sign in")
    if row.password_due:
        return translate("staff", "New password due")
    return translate("staff", "Active")


def signed_in_words(row: StaffRow, formats: Formats, now: datetime) -> str:
    """Return when somebody signed in last; of what is long ago, the day."""
    if row.last_signed_in_at is None:
        return translate("staff", "never")
    today = formats.local(now).date()
    day = formats.local(row.last_signed_in_at).date()
    if (today - day).days > 1:
        return formats.day(day, today=today)
    return formats.moment(row.last_signed_in_at, now=now)


def count_words(state: StaffState) -> str:
    """Return how many stand in the list and how many are left out."""
    if not state.loaded:
        return ""
    people = len(state.rows)
    words = translate("staff", "%1 person") if people == 1 else translate("staff", "%1 people")
    shown = filled(words, str(people))
    left_out = filled(translate("staff", "%1 inactive not shown"), str(state.left_out))
    return translate("staff", ", ").join((shown, left_out) if state.left_out else (shown,))


def question_words(question: StaffQuestion) -> str:
    """Return what will happen, so that yes and no can be meant."""
    row = question.row
    if question.deed is StaffDeed.RESET_PASSWORD:
        return filled(
            translate(
                "staff",
                "Give %1 a new password? The present one no longer counts, and %1 is signed out at"
                " once; what is not saved on that desk is lost.",
            ),
            row.name,
        )
    what = filled(
        translate(
            "staff",
            "Deactivate %1? Nobody signs in with the login %2 any more, sessions end at once, and"
            " the extension becomes free. Everything written stays.",
        ),
        row.name,
        row.login,
    )
    return f"{what} {_customers_words(row.customers)}".rstrip()


def yes_words(deed: StaffDeed) -> str:
    """Return the words of the button that does it."""
    if deed is StaffDeed.DEACTIVATE:
        return translate("staff", "Deactivate")
    return translate("staff", "Give a new password")


def news_words(state: StaffState) -> str:
    """Return what was done last; "" for nothing."""
    words = {
        StaffNews.ADDED: translate("staff", "%1 is added."),
        StaffNews.CHANGED: translate("staff", "%1 is saved."),
        StaffNews.DEACTIVATED: translate("staff", "%1 can no longer sign in."),
        StaffNews.REACTIVATED: translate(
            "staff", "%1 can sign in again, and must change the password then."
        ),
        StaffNews.PASSWORD_RESET: translate("staff", "%1 has a new password."),
    }
    if state.news is None:
        return ""
    said = filled(words[state.news], state.news_about)
    return f"{said} {_customers_words(state.news_customers)}".rstrip()


def refusal_words(refusal: CrmError | None) -> str:
    """Return what is wrong with a field; "" for nothing."""
    if refusal is None:
        return ""
    if isinstance(refusal, BadLogin) and not refusal.login:
        return translate("staff", "Type a login, such as tadokoro.")
    return error_text(refusal)


def field_label(which: StaffField) -> str:
    """Return what a field is called on the form."""
    labels = {
        StaffField.NAME: translate("staff", "Name"),
        StaffField.NAME_KANA: translate("staff", "Kana"),
        StaffField.LOGIN: translate("staff", "Login"),
        StaffField.EXTENSION: translate("staff", "Extension"),
        StaffField.ROLES: translate("staff", "Roles"),
    }
    return labels[which]


def _customers_words(customers: int) -> str:
    if not customers:
        return ""
    return filled(
        translate("staff", "%1 customers stay assigned; give them to others."), f"{customers:,}"
    )
