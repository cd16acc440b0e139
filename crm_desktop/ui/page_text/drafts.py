"""Keeps what is typed in place of a page's text, has it saved in its turn, and brings it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.outbox import Form, Outbox
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.ui.page_text.state import PageKey, TypedPageText, key_of_page
from crm_desktop.ui.shared.form_codec import form_as_json, form_of_json

if TYPE_CHECKING:
    from crm_desktop.ui.page_text.presenter import PageTextPresenter

_NO_PAGE: Final = PaperPage(0, 0, b"", 0, 0, set_aside=False, width_px=0, height_px=0)


class PageTextDrafts(QObject):
    """One draft a picture, from the first key until it is sent, discarded or as it was."""

    def __init__(
        self,
        keeper: DraftKeeper,
        outbox: Outbox,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._outbox = outbox
        self._now = now
        self._kept: dict[PageKey, tuple[UUID, int | None]] = {}
        self._back: dict[PageKey, TypedPageText] = {}
        self._presenters: list[PageTextPresenter] = []

    def follow(self, presenter: PageTextPresenter, customer: Callable[[], int | None]) -> None:
        """Keep what is typed there; ``customer`` returns whose card is open, None without one."""
        self._presenters.append(presenter)
        presenter.typed.connect(lambda typed: self._keep(typed, customer()))
        presenter.settled.connect(self._forget)
        for typed in self._back.values():
            presenter.put_back(typed)

    def send(self, typed: TypedPageText, form: Form) -> None:
        """Have a text saved, now or once that can be; what is typed from now on is another one."""
        key = key_of_page(typed.page)
        kept = self._kept.pop(key, None) or (uuid4(), None)
        self._back.pop(key, None)
        draft = self._draft(typed, kept)

        def refuse(error: Exception) -> None:
            if key in self._kept:
                self._keeper.forget(draft.draft_id)  # what was typed since then holds it too
            else:
                self._kept[key] = kept
            form.refused(error)

        self._outbox.send(draft, replace(form, refused=refuse))

    def bring_back(self, draft: Draft) -> PaperPage | None:
        """Let the page hold what was typed for it, and return it; None when there is none in it.

        What is typed there now stays, and ``draft`` lies on.
        """
        try:
            typed = page_text_of_draft(draft)
        except (ValueError, TypeError):
            return None
        key = key_of_page(typed.page)
        if key not in self._kept:
            self._kept[key], self._back[key] = (draft.draft_id, draft.customer_id), typed
            self._keeper.keep(draft)
            for presenter in self._presenters:
                presenter.put_back(typed)
        return typed.page

    def _keep(self, typed: TypedPageText, customer_id: int | None) -> None:
        kept = self._kept.setdefault(key_of_page(typed.page), (uuid4(), customer_id))
        self._keeper.keep(self._draft(typed, kept))

    def _forget(self, page: PaperPage) -> None:
        self._back.pop(key_of_page(page), None)
        kept = self._kept.pop(key_of_page(page), None)
        if kept is not None:
            self._keeper.forget(kept[0])

    def _draft(self, typed: TypedPageText, kept: tuple[UUID, int | None]) -> Draft:
        page = form_as_json(typed.page) | {"sha256": typed.page.sha256.hex()}
        fields: dict[str, Json] = {"text": typed.text, "seen": typed.seen, "page": page}
        draft_id, customer_id = kept
        return Draft(draft_id, DraftKind.PAGE_TEXT, customer_id, fields, self._now())


def page_text_of_draft(draft: Draft) -> TypedPageText:
    """Return what was typed, and in place of what.

    Raises:
        ValueError, TypeError: it holds no page.
    """
    facts: object = draft.fields.get("page")
    if not isinstance(facts, dict):
        raise TypeError(type(facts).__name__)
    page = form_of_json(_NO_PAGE, facts)
    page = replace(page, sha256=bytes.fromhex(str(facts.get("sha256"))))
    return TypedPageText(page, str(draft.fields.get("text")), str(draft.fields.get("seen")))
