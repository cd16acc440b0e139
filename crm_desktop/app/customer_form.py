"""The form for a new customer: opened from the caller, the call log, the keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from crm_desktop.app.desk_questions import DeskQuestions
from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.new_customer.panel import NewCustomerPanel
from crm_desktop.ui.new_customer.presenter import NewCustomerPresenter, SendCustomer
from crm_desktop.ui.new_customer.wiring import connect_new_customer


class CustomerForm(QObject):
    """One page of the window, and what decides about it."""

    failed = Signal(object)  # Exception

    def __init__(
        self,
        window: MainWindow,
        panel: NewCustomerPanel,
        questions: DeskQuestions,
        jobs: Jobs,
        *,
        send: SendCustomer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self.panel = panel
        window.add_page(self.panel)
        self.presenter = NewCustomerPresenter(
            send,
            questions.find_addresses,
            questions.read_address,
            jobs,
            self,
        )
        connect_new_customer(self.presenter, self.panel)
        self.presenter.failed.connect(self.failed)
        self.presenter.left.connect(window.back_wanted)
        window.new_customer_wanted.connect(self.open)
        window.home.missed.number_wanted.connect(self.open)

    @property
    def has_typing(self) -> bool:
        """Whether the form is on the screen with something typed into it."""
        return not self.panel.isHidden() and self.presenter.has_typing

    def open(self, number: str) -> None:
        """Show the form for this E.164 number, or for none ("")."""
        self.presenter.open(number)
        self._window.show_page(self.panel)
        self.panel.setFocus()
