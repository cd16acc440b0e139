"""Connects the page of letters with its presenters."""

from __future__ import annotations

from crm_desktop.ui.customer_search.presenter import CustomerSearchPresenter
from crm_desktop.ui.letter_inbox.panel import LetterInboxPanel
from crm_desktop.ui.letter_inbox.presenter import LetterInboxPresenter
from crm_desktop.ui.letter_inbox.text_search import LetterTextSearch
from crm_desktop.ui.letter_inbox.thumbnails import LetterThumbnails
from crm_desktop.ui.letter_inbox.words import draft_words
from crm_desktop.ui.page_text.presenter import PageTextPresenter
from crm_desktop.ui.page_text.wiring import connect_page_text


def connect_letter_inbox(
    presenter: LetterInboxPresenter,
    search: CustomerSearchPresenter,
    thumbnails: LetterThumbnails,
    panel: LetterInboxPanel,
) -> None:
    """Let ``panel`` show what the presenters decide."""
    page, whose = panel.page, panel.whose
    panel.letters.picture_of = thumbnails.picture_of
    thumbnails.brought.connect(panel.letters.viewport().update)
    presenter.changed.connect(panel.show_state)
    presenter.attached.connect(lambda _letter_id: panel.back_to_letters())
    panel.on_screen.connect(presenter.on_screen)
    panel.letters.letter_chosen.connect(presenter.choose)
    panel.undo_wanted.connect(presenter.undo)
    page.page_turned.connect(presenter.turn_pages)
    page.rotated.connect(presenter.rotate)
    page.aside_wanted.connect(presenter.toggle_aside)
    page.page_moved.connect(presenter.move_page)
    page.split_wanted.connect(presenter.split)
    page.merge_wanted.connect(presenter.merge_next)
    page.detach_wanted.connect(presenter.detach)
    page.read_wanted.connect(presenter.mark_read)
    whose.person_chosen.connect(presenter.attach)
    whose.dated.connect(presenter.date_letter)
    whose.words_typed.connect(search.on_words_typed)
    search.changed.connect(whose.show_search)
    panel.show_state(presenter.state)


def connect_texts(
    presenter: LetterInboxPresenter,
    search: LetterTextSearch,
    texts: PageTextPresenter,
    panel: LetterInboxPanel,
) -> None:
    """Let letters be found by what stands in them, and the text of the shown page be corrected."""
    panel.text_field.words_typed.connect(search.look_for)
    search.changed.connect(panel.show_search)
    search.changed.connect(lambda _found: search.follow(presenter.state))
    presenter.changed.connect(search.follow)
    search.page_wanted.connect(presenter.show_page)
    presenter.changed.connect(lambda state: texts.show_page(state.shown_page))
    connect_page_text(texts, panel.page.text)
    panel.page.correction_wanted.connect(texts.begin)
    panel.page.text.left.connect(panel.letters.setFocus)
    panel.page.text.left.connect(lambda: panel.tell(draft_words(texts.state)))
    panel.page.text.discard_wanted.connect(panel.letters.setFocus)
    texts.saved.connect(lambda _page: panel.letters.setFocus())
    texts.saved.connect(lambda _page: search.look_again())
