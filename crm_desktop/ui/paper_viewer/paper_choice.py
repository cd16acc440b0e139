"""Which papers lie in the panes: at first, of one order, of one day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from crm_desktop.ui.customer_card.paper_facts import Paper, PaperKind

MOST_PANES: Final = 4
_FIRST: Final = (PaperKind.LETTER, PaperKind.MAILING, PaperKind.ENCLOSURE)


def first_papers(papers: tuple[Paper, ...], count: int, wanted: Paper | None) -> tuple[Paper, ...]:
    """Return ``count`` papers, fewer when there are not so many.

    ``wanted`` first; then the newest letter, mailing and enclosure, then whatever is newest.
    """
    newest = [next((p for p in papers if p.kind is kind), None) for kind in _FIRST]
    chosen = dict.fromkeys(p for p in (wanted, *newest, *papers) if p is not None)
    return tuple(chosen)[:count]


def papers_of_order(papers: Iterable[Paper], order_id: int) -> tuple[Paper, ...]:
    """Return what lay in the box of an order, as far as there are panes; empty when nothing did."""
    return tuple(p for p in papers if order_id and p.order_id == order_id)[:MOST_PANES]


def papers_near(
    papers: tuple[Paper, ...], shown: tuple[Paper | None, ...], day: date
) -> tuple[Paper | None, ...]:
    """Return for each paper that is ``shown`` the one of its kind nearest to ``day``.

    Two panes with the same kind get two papers as long as there are two; of two that are equally
    near the earlier is taken. A pane without a paper gets the nearest of any kind.
    """
    taken: list[Paper] = []
    for one in shown:
        kinds = [p for p in papers if one is None or p.kind is one.kind]
        free = [p for p in kinds if p not in taken] or kinds
        if free:
            taken.append(min(free, key=lambda p: (abs((p.on - day).days), p.on)))
    return tuple(taken)


def beside(papers: tuple[Paper, ...], paper: Paper | None, by: int) -> Paper | None:
    """Return the paper ``by`` places further in the strip; None at its ends."""
    if paper not in papers:
        return papers[0] if papers else None
    place = papers.index(paper) + by
    return papers[place] if 0 <= place < len(papers) else None


def same_paper(papers: tuple[Paper, ...], before: Paper | None) -> Paper | None:
    """Return the paper that is ``before`` in a list that was read anew; None when it is gone."""
    return next((p for p in papers if before is not None and _key(p) == _key(before)), None)


def _key(paper: Paper) -> tuple[object, ...]:
    return paper.kind, paper.subject_id, paper.order_id, paper.title, paper.on
