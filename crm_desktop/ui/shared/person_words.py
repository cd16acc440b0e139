"""What is said of a person and of a number in one word."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def sex_words(sex: str) -> str:
    """Return female or male in a word; "" when it is not known."""
    match sex:
        case "female":
            return translate("person", "female")
        case "male":
            return translate("person", "male")
        case _:
            return ""


def phone_kind_words(label: str) -> str:
    """Return what kind of number ``label`` (one of PHONE_LABELS) is."""
    match label:
        case "home":
            return translate("person", "home")
        case "mobile":
            return translate("person", "mobile")
        case "work":
            return translate("person", "work")
        case "fax":
            return translate("person", "fax")
        case _:
            return translate("person", "other")


def address_kind_words(label: str) -> str:
    """Return what kind of address ``label`` (one of ADDRESS_LABELS) is."""
    match label:
        case "home":
            return translate("person", "home")
        case "delivery":
            return translate("person", "delivery")
        case "work":
            return translate("person", "work")
        case _:
            return translate("person", "other")
