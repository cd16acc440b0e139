"""The form for signing in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QWidget

from crm_desktop.ui.shared.error_note import ErrorNote
from crm_desktop.ui.shared.form_field import FormField
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.password_field import PasswordField
from crm_desktop.ui.shared.sheet import (
    LABEL_WIDTH,
    beside_labels,
    labelled,
    sheet_column,
    sheet_title,
)
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.two_lines import TwoLineLabel
from crm_desktop.ui.sign_in.state import Missing, SignInStage, SignInState, SignInWish
from crm_desktop.ui.sign_in.words import (
    keyring_words,
    missing_words,
    progress_words,
    refusal_words,
)

_KEYRING_HEIGHT = _PROGRESS_HEIGHT = 36  # two lines of small text


class SignInForm(QFrame):
    """Server, login, password; what went wrong stands below and the password is ready to retype."""

    sign_in_wanted = Signal(object)  # SignInWish
    cancel_wanted = Signal()
    server_chosen = Signal(str)
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SignInState | None = None
        self.server = QComboBox()
        self.login = FormField(
            self.tr("Login name"),
            label_width=LABEL_WIDTH,
            hints=Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoAutoUppercase,
        )
        self.password = PasswordField(self.tr("Password"), label_width=LABEL_WIDTH)
        self.keep = TickBox(self.tr("Keep me signed in on this PC"))
        self.keyring = PlainLabel(look="small")
        self.error = ErrorNote()
        self.sign_in = QPushButton(self.tr("Sign in"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.progress = TwoLineLabel(look="small")
        self.progress.setFixedHeight(_PROGRESS_HEIGHT)
        self._lay_out()
        self._connect()

    def show_state(self, state: SignInState) -> None:
        """Make the form say what ``state`` says; what is being typed stays."""
        before, self._shown = self._shown, state
        busy = state.stage is SignInStage.CONNECTING
        self._show_servers(state)
        if before is None or state.login != before.login:
            self.login.show_text(state.login)
        if before is None or state.has_kept != before.has_kept:
            self.keep.setChecked(state.has_kept)
        for field in (self.login, self.password):
            field.edit.setReadOnly(busy)
        self._show_words(state)
        self.keep.setEnabled(state.can_keep and not busy)
        self.server.setEnabled(not busy)
        self.sign_in.setEnabled(not busy)
        self.cancel.setVisible(busy)
        self._show_caret(before, state)

    def point_at_first_empty(self) -> None:
        """Put the caret where typing has to begin."""
        if self.login.edit.text():
            self.password.point_at()
        else:
            self.login.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def empty_password(self) -> None:
        """Forget what was typed."""
        self.password.edit.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up waiting; the fields keep what is in them."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_wanted.emit()
            return
        super().keyPressEvent(event)

    def _show_servers(self, state: SignInState) -> None:
        names = [server.name for server in state.servers]
        if names != [self.server.itemText(row) for row in range(self.server.count())]:
            self.server.clear()
            self.server.addItems(names)
        self.server.setCurrentIndex(names.index(state.server_name))
        self._server_row.setVisible(len(names) > 1)

    def _show_words(self, state: SignInState) -> None:
        self.login.show_message(missing_words(state.missing, Missing.LOGIN), look="small-late")
        self.password.show_refusal(missing_words(state.missing, Missing.PASSWORD))
        kept = self.tr("kept on this PC") if state.has_kept else ""
        self.password.edit.setPlaceholderText(kept)
        self.keyring.setText(keyring_words(state.keyring_problem))
        self.keep.setAccessibleDescription(self.keyring.text())
        self.progress.show_text(progress_words(state))
        self.error.tell(refusal_words(state.error))

    def _show_caret(self, before: SignInState | None, state: SignInState) -> None:
        came_back = before is not None and before.stage is SignInStage.CONNECTING
        if state.missing is Missing.LOGIN:
            self.login.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif state.missing is Missing.PASSWORD or (came_back and state.stage is SignInStage.ASKING):
            self.password.point_at()

    def _connect(self) -> None:
        self.server.textActivated.connect(self.server_chosen)
        self.login.edit.returnPressed.connect(self._on_login_entered)
        self.password.edit.returnPressed.connect(self._ask)
        for field in (self.login, self.password):
            field.typed.connect(lambda _text: self.typed.emit())
        self.sign_in.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.cancel_wanted)

    def _on_login_entered(self) -> None:
        if self.password.edit.text():
            self._ask()
        else:
            self.password.point_at()

    def _ask(self) -> None:
        if self._shown is not None:
            login, password = self.login.edit.text(), self.password.edit.text()
            keep = self.keep.isChecked()
            wish = SignInWish(self._shown.server_name, login, password, keep=keep)
            self.sign_in_wanted.emit(wish)

    def _lay_out(self) -> None:
        self.sign_in.setProperty("look", "primary")
        self.sign_in.setAutoDefault(True)
        self.cancel.setAutoDefault(True)
        self.keyring.setWordWrap(True)
        self.keyring.setFixedHeight(_KEYRING_HEIGHT)
        self.keyring.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = sheet_column(self)
        column.addWidget(sheet_title(self.tr("Sign in")))
        column.addWidget(PlainLabel(self.tr("CRM Desktop"), look="soft"))
        column.addSpacing(SIZES.margin)
        self._server_row = labelled(self.tr("Server"), self.server, self)
        column.addWidget(self._server_row)
        column.addWidget(self.login)
        column.addWidget(self.password)
        column.addLayout(beside_labels(self.keep))
        column.addLayout(beside_labels(self.keyring))
        buttons = beside_labels(self.sign_in, self.cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addLayout(beside_labels(self.progress))
        column.addWidget(self.error)
