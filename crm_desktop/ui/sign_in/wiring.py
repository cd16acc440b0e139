"""Connects the window for signing in with its presenters."""

from __future__ import annotations

from crm_desktop.ui.sign_in.first_person_presenter import FirstPersonPresenter
from crm_desktop.ui.sign_in.presenter import SignInPresenter
from crm_desktop.ui.sign_in.state import FirstPerson, SignInWish
from crm_desktop.ui.sign_in.window import SignInWindow


def connect_sign_in(
    window: SignInWindow, presenter: SignInPresenter, first: FirstPersonPresenter
) -> None:
    """Let ``window`` show what the presenters decide; whoever was made first signs in at once."""

    def sign_in_first(person: FirstPerson) -> None:
        server = presenter.state.server_name
        presenter.sign_in(SignInWish(server, person.login, person.password))

    window.show_state(presenter.state)
    presenter.changed.connect(window.show_state)
    presenter.signed_in.connect(lambda _person: window.empty_passwords())
    window.form.sign_in_wanted.connect(presenter.sign_in)
    window.form.cancel_wanted.connect(presenter.cancel)
    window.form.server_chosen.connect(presenter.choose_server)
    window.form.typed.connect(presenter.on_typed)
    first.changed.connect(window.first_person.show_state)
    first.created.connect(sign_in_first)
    window.first_person.create_wanted.connect(first.create)
    window.first_person.typed.connect(first.on_typed)
