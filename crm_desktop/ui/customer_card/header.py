"""Who is on the line: name, what marks them, how to reach them."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.ui.customer_card.copy_label import CopyLabel
from crm_desktop.ui.customer_card.header_words import HeaderWords, header_words, staff_words
from crm_desktop.ui.customer_card.reasons_line import ReasonsLine
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon, icon_pixmap
from crm_desktop.ui.shared.labels import PlainLabel, plain_tool_tip
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

PHONES_SHOWN: Final = 3
_LEAST_NAME_PX: Final = 120
_MOST_PX: Final = 240
_IN_ONE_ROW: Final = QBoxLayout.Direction.LeftToRight


class CardHeader(QFrame):
    """The top of the card. Long values are cut with …; their tooltip has all of it.

    ``looks`` asks who has looked at this card, ``changes`` whose it was, ``edit`` opens the form in
    which it is changed; hidden until offered. ``others`` says who else has it open.
    """

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._formats = formats
        self.name = CopyLabel(self, look="name")
        self.kana = CopyLabel(self, look="soft")
        self.person = CopyLabel(self)
        self.rank_icon = _icon(self, "star")
        self.rank = CopyLabel(self)
        self.tags = CopyLabel(self, look="soft")
        self.staff = CopyLabel(self, look="soft")
        self.code = CopyLabel(self, look="soft")
        self.restricted = _icon(self, "lock", attention=True)
        self.looks = LooksButton(self)
        self.changes = ChangesButton(self)
        self.attention = AttentionMemo(self)
        self.reasons = ReasonsLine(self)
        self.phones = tuple(CopyLabel(self, focusable=True) for _ in range(PHONES_SHOWN))
        self.more_phones = PlainLabel("", self, look="soft")
        self.no_phone = PlainLabel(self.tr("no phone number"), self, look="soft")
        self.address = CopyLabel(self, focusable=True)
        self.no_address = PlainLabel(self.tr("no address"), self, look="soft")
        self.email = CopyLabel(self, look="soft", focusable=True)
        self._kept_whole = (self.person, self.rank, self.code, *self.phones)
        for label in self._kept_whole:
            label.setMaximumWidth(_MOST_PX)
        self.name.setMinimumWidth(_LEAST_NAME_PX)
        self.restricted.setToolTip(self.tr("Restricted: not everybody may open this card"))
        self.restricted.setAccessibleName(self.tr("Restricted"))
        self._make_rest()
        self._lay_out()

    def show_customer(self, card: CustomerCard, today: date) -> None:
        """Say who ``card`` is about."""
        words = header_words(card, self._formats, today)
        self.name.show_value(words.name, card.name)
        self.kana.show_value(words.kana)
        self.person.show_value(words.person)
        self.person.setToolTip(plain_tool_tip(words.birthday))
        _show(self.rank_icon, wanted=card.rank == "best")
        self.rank.show_value(" ".join(filter(None, [words.rank, words.since])))
        self.tags.show_value(words.tags)
        self.staff.show_value(words.staff, card.staff_name)
        self.code.show_value(card.code)
        _show(self.restricted, wanted=card.restricted)
        self.attention.show_memo(card.attention_memo)
        self._show_contact(words)
        self.email.show_value(card.email)

    def show_staff(self, name: str, covered_for: str) -> None:
        """Say who looks after the customer, and for whom; "" for nobody."""
        self.staff.show_value(staff_words(name, covered_for), name)

    def show_others(self, words: str) -> None:
        """Say who else has the card open; "" for nobody."""
        _show(self.others_icon, wanted=bool(words))
        self.others.show_value(words)

    def _show_contact(self, words: HeaderWords) -> None:
        for place, label in enumerate(self.phones):
            phone = words.phones[place] if place < len(words.phones) else None
            label.number_to_dial = phone.bare if phone else ""
            label.show_value(
                f"{phone.shown} {phone.label}" if phone else "", phone.bare if phone else ""
            )
        rest = words.phones[PHONES_SHOWN:]
        self.more_phones.setText(f"+{len(rest)}" if rest else "")
        self.more_phones.setToolTip(
            plain_tool_tip("\n".join(f"{phone.shown} {phone.label}" for phone in rest))
        )
        _show(self.more_phones, wanted=bool(rest))
        _show(self.no_phone, wanted=not words.phones)
        self.address.show_value(words.address, words.bare_address)
        _show(self.no_address, wanted=not words.address)

    @property
    def number_to_dial(self) -> str:
        """The number on which the caret stands, else the customer's first; empty without one."""
        focused = next((label for label in self.phones if label.hasFocus()), self.phones[0])
        return focused.number_to_dial

    def arrange(self, *, is_narrow: bool) -> None:
        """Put what stands at the right below on a small screen, and let everything give way."""
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else _IN_ONE_ROW
        self._who.setDirection(direction)
        self._reach.setDirection(direction)
        policy = QSizePolicy.Policy.Maximum if is_narrow else QSizePolicy.Policy.Fixed
        for label in self._kept_whole:
            label.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def _make_rest(self) -> None:
        self.edit = EditButton(self)
        self.others_icon = _icon(self, "users", attention=True)
        self.others = CopyLabel(self, look="soon")
        self.show_others("")

    def _lay_out(self) -> None:
        self._who = QBoxLayout(_IN_ONE_ROW)
        self._who.addLayout(_row(self.name, self.kana, self.person, self.rank_icon, self.rank))
        self._who.addStretch(1)
        at_the_end = (self.code, self.restricted, self.looks, self.edit)
        self._who.addLayout(_row(self.tags, self.staff, self.changes, *at_the_end))
        self._reach = QBoxLayout(_IN_ONE_ROW)
        numbers = (self.no_phone, *self.phones, self.more_phones)
        self._reach.addLayout(_row(_icon(self, "phone"), *numbers))
        self._reach.addLayout(
            _row(_icon(self, "home"), self.address, self.no_address, self.email), 1
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.margin, SIZES.gap)
        layout.setSpacing(SIZES.gap_small)
        layout.addLayout(self._who)
        layout.addWidget(self.attention)
        layout.addLayout(self._reach)
        below = QHBoxLayout()
        below.setSpacing(SIZES.margin)
        below.addWidget(self.reasons, 1)
        below.addWidget(self.others_icon)
        below.addWidget(self.others)
        layout.addLayout(below)
        for box in (self._who, self._reach):
            box.setSpacing(SIZES.margin)
        self.arrange(is_narrow=False)


class LooksButton(QToolButton):
    """Asks who looked at this card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(icon("list"))
        self.setToolTip(self.tr("Who looked at this card? (Shift+F7)"))
        self.setAccessibleName(self.tr("Who looked at this card?"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()


class ChangesButton(QToolButton):
    """Asks who was in charge before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(icon("users"))
        self.setToolTip(self.tr("Who was in charge? (Ctrl+F7)"))
        self.setAccessibleName(self.tr("Who was in charge?"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()


class EditButton(QToolButton):
    """Opens the form in which the customer is changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(icon("pencil"))
        self.setToolTip(self.tr("Change what is known of the customer (Ctrl+E)"))
        self.setAccessibleName(self.tr("Change what is known of the customer"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()


class AttentionMemo(QFrame):
    """What everybody must know before the first word. Its place stays, so nothing below jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block = QFrame(self)
        self.block.setProperty("look", "attention")
        self.words = CopyLabel(self.block)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.none = PlainLabel(self.tr("No attention memo"), self, look="soft")
        self.none.hide()
        inside = QHBoxLayout(self.block)
        inside.setContentsMargins(SIZES.gap, 0, SIZES.gap, 0)
        inside.addWidget(_icon(self.block, "alert", attention=True))
        inside.addWidget(self.words, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.block)
        row.addWidget(self.none)
        self.setFixedHeight(SIZES.row)

    def show_memo(self, memo: str) -> None:
        """Show ``memo`` on amber; an empty one leaves one quiet sentence."""
        has_memo = bool(memo.strip())
        self.words.show_value(memo)
        if self.block.isHidden() == has_memo:
            self.block.setVisible(has_memo)
            self.none.setVisible(not has_memo)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SIZES.margin)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _show(widget: QWidget, *, wanted: bool) -> None:
    if widget.isHidden() == wanted:
        widget.setVisible(wanted)


def _icon(parent: QWidget, name: str, *, attention: bool = False) -> QLabel:
    colours = current_colours()
    label = QLabel(parent)
    label.setPixmap(
        icon_pixmap(
            name,
            colours.attention if attention else colours.text_soft,
            ratio=parent.devicePixelRatioF(),
        )
    )
    label.setFixedSize(SIZES.icon, SIZES.icon)
    return label
