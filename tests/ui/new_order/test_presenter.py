"""The form of an order decides without a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from crm_desktop.actions.orders import WrittenOrder
from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Outbox
from crm_desktop.database.queries.products import ProductRow
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.domain.new_order import OrderedLine
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.orders import BadOrder, OrderProblem
from crm_desktop.ui.kept_drafts.words import content_words
from crm_desktop.ui.new_order.presenter import NewOrderPresenter, OrderWork
from crm_desktop.ui.new_order.reading import found_products, order_of_draft
from crm_desktop.ui.new_order.state import OrderCustomer, Part

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
AOJIRU = OrderedLine("AO-30", "青汁30包", 2, 3980)
PRODUCTS = (
    ProductRow("AO-30", "青汁30包", 3980),
    ProductRow("AO-60", "青汁60包 ﾌﾚｯｼｭ", 6980),
    ProductRow("KS-01", "黒酢カプセル", 2480),
)
MICHIKO = OrderCustomer(7, "髙橋 美智子", "C-000007", (AOJIRU,), PaymentMethod.CARD)
HIROSHI = OrderCustomer(8, "﨑山 弘", "C-000008")


class Kept:
    """What is kept, and what was left lying."""

    def __init__(self) -> None:
        self.drafts: dict[UUID, Draft] = {}
        self.lying: list[UUID] = []

    def keep(self, draft: Draft) -> None:
        self.drafts[draft.draft_id] = draft

    def keep_now(self, draft: Draft) -> Callable[[], object]:
        self.keep(draft)
        return lambda: None

    def forget(self, draft_id: UUID) -> None:
        self.drafts.pop(draft_id, None)

    def let_go(self, draft_id: UUID) -> None:
        self.lying.append(draft_id)


class Desk:
    """The form with the outbox it sends into; ``stored`` are the orders that arrive."""

    def __init__(self, jobs: Jobs, save: Callable[[WrittenOrder], Any]) -> None:
        self.kept = Kept()
        self.stored: list[WrittenOrder] = []
        self.save: Callable[[WrittenOrder], Any] = save
        self.outbox = Outbox(jobs, self.kept, now=lambda: NOW)
        self.outbox.serve(DraftKind.ORDER, self._save)
        work = OrderWork(lambda: PRODUCTS, self.kept, self.outbox)
        self.form = NewOrderPresenter(work, jobs, now=lambda: NOW)
        self.pointed: list[Part] = []
        self.saved: list[tuple[int, int]] = []
        self.form.pointed.connect(self.pointed.append)
        self.form.saved.connect(lambda *ids: self.saved.append(ids))

    def _save(self, draft: Draft) -> Any:
        self.stored.append(order_of_draft(draft))
        return self.save(self.stored[-1])

    def line(self, words: str, quantity: str) -> None:
        self.form.type(Part.PRODUCT, words)
        self.form.take_product()
        self.form.type(Part.QUANTITY, quantity)
        self.form.add_line()


@pytest.fixture
def desk(inline_jobs: Jobs) -> Desk:
    desk = Desk(inline_jobs, lambda _order: 42)
    desk.form.open(MICHIKO)
    return desk


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("ao-", ["AO-30", "AO-60"]),
        ("ＡＯ-６", ["AO-60"]),
        ("あおじる", []),
        ("青汁 フレッシュ", ["AO-60"]),
        ("カプセル", ["KS-01"]),
        ("　", []),
    ],
)
def test_products_are_found_by_code_and_name(words: str, codes: list[str]) -> None:
    assert [product.code for product in found_products(PRODUCTS, words)] == codes


def test_sums_follow_each_key(desk: Desk) -> None:
    desk.line("AO-30", "２")
    desk.form.type(Part.SHIPPING_FEE, "500円")
    desk.form.type(Part.DISCOUNT, "△")

    assert desk.form.state.terms.total_yen == 7960 + 500
    desk.form.type(Part.DISCOUNT, "60")
    assert desk.form.state.terms.total_yen == 8400


def test_line_that_is_typed_goes_along_when_saved(desk: Desk) -> None:
    desk.form.type(Part.PRODUCT, "KS")
    desk.form.take_product()
    desk.form.type(Part.QUANTITY, "3")

    desk.form.save()

    (order,) = desk.stored
    assert order.terms.lines == (OrderedLine("KS-01", "黒酢カプセル", 3, 2480),)
    assert (order.customer_id, order.terms.payment_method) == (7, PaymentMethod.CARD)
    assert desk.saved == [(7, 42)]
    assert desk.kept.drafts == {}


def test_product_that_nobody_knows_is_taken_by_its_name(desk: Desk) -> None:
    desk.line("お試しセット", "1")
    assert desk.pointed == [Part.QUANTITY, Part.PRICE]

    desk.form.type(Part.PRICE, "500")
    desk.form.add_line()

    assert desk.form.state.form.lines == (OrderedLine("", "お試しセット", 1, 500),)


def test_code_is_forgotten_when_the_name_is_changed(desk: Desk) -> None:
    desk.form.type(Part.PRODUCT, "KS")
    desk.form.take_product()
    desk.form.type(Part.PRODUCT, "黒酢カプセル 特別")
    desk.form.add_line()

    assert desk.form.state.form.lines[0].product_code == ""


@pytest.mark.parametrize("quantity", ["0", "1000", "-1", "1.5", "たくさん"])
def test_silly_quantities_are_told_where_they_stand(quantity: str, desk: Desk) -> None:
    desk.form.type(Part.PRODUCT, "AO-30")
    desk.form.take_product()
    desk.form.type(Part.QUANTITY, quantity)

    desk.form.save()

    assert desk.form.state.problem_of(Part.QUANTITY) is not None
    assert desk.pointed[-1] is Part.QUANTITY
    assert desk.stored == []


def test_empty_order_is_not_sent(desk: Desk) -> None:
    desk.form.save()

    assert isinstance(desk.form.state.problem_of(Part.PRODUCT), BadOrder)
    assert desk.stored == []


def test_last_order_is_repeated_with_its_payment(desk: Desk) -> None:
    desk.form.choose_method(PaymentMethod.DEFERRED)
    desk.form.repeat_last()
    desk.form.save()

    (order,) = desk.stored
    assert (order.terms.lines, order.terms.payment_method) == ((AOJIRU,), PaymentMethod.CARD)


def test_line_is_taken_back_and_taken_out(desk: Desk) -> None:
    desk.line("AO-30", "1")
    desk.line("KS", "2")

    desk.form.edit_line(0)
    desk.form.edit_line(0)  # another one is being typed: nothing is lost
    desk.form.remove_line(0)

    assert desk.form.state.form.lines == ()
    assert (desk.form.state.form.product, desk.form.state.form.code) == ("青汁30包", "AO-30")


def test_what_is_typed_is_a_draft_until_it_is_emptied(desk: Desk) -> None:
    desk.form.type(Part.MEMO, "午前中に")
    (draft,) = desk.kept.drafts.values()
    assert (draft.kind, draft.customer_id) == (DraftKind.ORDER, 7)

    desk.form.type(Part.MEMO, "")

    assert desk.kept.drafts == {}
    assert not desk.form.has_typing


def test_draft_comes_back_as_it_was(desk: Desk, inline_jobs: Jobs) -> None:
    desk.line("AO-60", "2")
    desk.form.type(Part.PRODUCT, "黒")
    desk.form.type(Part.MEMO, "髙橋様\n玄関前")
    (draft,) = desk.kept.drafts.values()
    other = Desk(inline_jobs, lambda _order: 1)

    other.form.put_back(draft)

    assert other.form.state.form == desk.form.state.form
    assert other.form.state.customer == MICHIKO
    assert [product.code for product in other.form.state.found] == ["KS-01"]


def test_draft_says_in_the_list_what_it_is_about(desk: Desk) -> None:
    desk.line("AO-60", "2")
    desk.form.type(Part.MEMO, "午前中に")
    (draft,) = desk.kept.drafts.values()

    assert content_words(draft) == "髙橋 美智子  青汁60包 ﾌﾚｯｼｭ ×2  午前中に"


def test_form_of_another_customer_leaves_the_first_lying(desk: Desk) -> None:
    desk.line("AO-60", "2")
    (draft_id,) = desk.kept.drafts

    desk.form.open(HIROSHI)

    assert desk.kept.lying == [draft_id]
    assert desk.form.state.form.lines == ()
    assert not desk.form.has_typing


def test_opened_again_for_the_same_customer_nothing_is_lost(desk: Desk) -> None:
    desk.line("AO-60", "2")

    desk.form.open(replace(MICHIKO, name="髙橋 ミチコ"))

    assert len(desk.form.state.form.lines) == 1


def test_order_waits_while_the_database_is_away(desk: Desk) -> None:
    def away(_order: WrittenOrder) -> int:
        raise DatabaseUnreachable

    desk.save = away
    left: list[int] = []
    desk.form.left.connect(left.append)
    desk.form.repeat_last()
    desk.form.save()
    assert (left, desk.outbox.waiting, desk.form.has_typing) == ([7], 1, False)

    desk.save = lambda _order: 42
    desk.outbox.on_linked(True)

    assert len({order.operation_id for order in desk.stored}) == 1
    assert desk.outbox.waiting == 0


def test_refused_order_stays_in_the_form(desk: Desk) -> None:
    def refuse(_order: WrittenOrder) -> int:
        raise RightMissing("no")

    desk.save = refuse
    desk.form.repeat_last()
    desk.form.save()

    assert isinstance(desk.form.state.problem_of(None), RightMissing)
    assert desk.form.state.form.lines == (AOJIRU,)
    assert desk.form.has_typing


def test_something_else_is_no_order(desk: Desk) -> None:
    strange = Draft(UUID(int=1), DraftKind.ORDER, 7, {"body": "x"}, NOW)

    with pytest.raises(ValueError, match="not an order"):
        desk.form.put_back(strange)


def test_quantity_that_is_no_number_is_called_a_quantity(desk: Desk) -> None:
    desk.form.type(Part.PRODUCT, "黒酢")
    desk.form.take_product()
    desk.form.type(Part.QUANTITY, "百")
    desk.form.add_line()

    error = desk.form.state.problem_of(Part.QUANTITY)
    assert isinstance(error, BadOrder)
    assert (error.problem, error.line) == (OrderProblem.QUANTITY, 1)
