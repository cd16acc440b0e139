"""Reads the form of an order: lines, sums, what cannot be meant; to a draft and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from crm_desktop.actions.orders import WrittenOrder
from crm_desktop.database.queries.products import ProductRow
from crm_desktop.domain.amount import parse_whole
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.japanese_text import name_key
from crm_desktop.domain.new_order import OrderedLine, OrderTerms, order_problems
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.orders import BadOrder, OrderProblem
from crm_desktop.errors.text import BadAmount
from crm_desktop.ui.new_order.state import NewOrderState, OrderCustomer, OrderForm, Part

MOST_FOUND: Final = 8
Problems = list[tuple[Part | None, CrmError]]


def found_products(products: Iterable[ProductRow], words: str) -> tuple[ProductRow, ...]:
    """Return the products whose code begins so, then those in whose names all the words stand."""
    keys = [key for key in map(name_key, words.split()) if key]
    if not keys:
        return ()
    by_code, by_name = [], []
    for product in products:
        name = name_key(product.name)
        if name_key(product.code).startswith("".join(keys)):
            by_code.append(product)
        elif all(key in name for key in keys):
            by_name.append(product)
    return tuple((by_code + by_name)[:MOST_FOUND])


def entered_line(form: OrderForm) -> tuple[OrderedLine | None, Problems]:
    """Return the line that is being typed, or what is wrong with it; neither when there is none."""
    if not form.product.strip():
        return None, []
    problems: Problems = []
    quantity = _pieces(form, problems)
    price = _whole(form.price, Part.PRICE, problems)
    line = OrderedLine(form.code, form.product.strip(), quantity, price)
    if not problems:
        all_lines = (*form.lines, line)
        wrong = (e for e in order_problems(OrderTerms(all_lines)) if e.line == len(all_lines))
        problems += [(_LINE_PARTS[error.problem], error) for error in wrong]
    return (None, problems) if problems else (line, [])


def with_entered_line(form: OrderForm) -> tuple[OrderForm, Problems]:
    """Return the form with the line that is being typed among the others, its fields empty."""
    line, problems = entered_line(form)
    if line is None:
        return form, problems
    blank = OrderForm()
    return replace(
        form,
        lines=(*form.lines, line),
        product="",
        code="",
        quantity=blank.quantity,
        price="",
    ), []


def terms_of(form: OrderForm) -> tuple[OrderTerms, Problems]:
    """Return lines and sums as far as they can be read, and what is wrong with them."""
    problems: Problems = []
    terms = OrderTerms(
        form.lines,
        _whole(form.shipping_fee or "0", Part.SHIPPING_FEE, problems),
        _whole(form.discount or "0", Part.DISCOUNT, problems),
        form.method,
    )
    problems += [(_PARTS.get(error.problem), error) for error in order_problems(terms)]
    return terms, problems


def draft_fields(state: NewOrderState) -> dict[str, Json]:
    """Return all that fills the form again and saves it, and what it is about in words."""
    if state.customer is None:
        return {}
    customer = asdict(state.customer) | {"last_method": str(state.customer.last_method)}
    form = asdict(state.form) | {"method": str(state.form.method)}
    words = [f"{line.product_name} ×{line.quantity}" for line in state.form.lines]
    words += [text for text in (state.form.product, state.form.memo) if text.strip()]
    return {
        "name": state.customer.name,
        "words": "  ".join(words),
        "customer": _plain(customer),
        "form": _plain(form),
    }


def state_of_draft(draft: Draft) -> NewOrderState:
    """Return the form that ``draft_fields`` kept.

    Raises:
        ValueError: it is no order, or one of a program that kept it otherwise.
    """
    try:
        customer: dict[str, Any] = dict(draft.fields["customer"])  # type: ignore[arg-type]
        form: dict[str, Any] = dict(draft.fields["form"])  # type: ignore[arg-type]
        read_form = OrderForm(
            **{**form, "lines": _lines(form["lines"]), "method": PaymentMethod(form["method"])}
        )
        read_customer = OrderCustomer(
            **{
                **customer,
                "last_lines": _lines(customer["last_lines"]),
                "last_method": PaymentMethod(customer["last_method"]),
            }
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not an order") from error
    return NewOrderState(read_customer, read_form, terms=terms_of(read_form)[0])


def order_draft(draft_id: UUID, state: NewOrderState, now: datetime) -> Draft:
    """Return what is typed as a draft; its id is the operation that saves it."""
    customer_id = None if state.customer is None else state.customer.customer_id
    return Draft(draft_id, DraftKind.ORDER, customer_id, draft_fields(state), now)


def order_of_draft(draft: Draft) -> WrittenOrder:
    """Return the order that a draft becomes; it was taken when it was asked to be saved.

    Raises:
        ValueError: see `state_of_draft`.
    """
    state = state_of_draft(draft)
    if state.customer is None:
        raise ValueError("nobody's order")
    terms, _problems = terms_of(state.form)
    taken_at = draft.queued_at or draft.typed_at
    return WrittenOrder(
        draft.draft_id, state.customer.customer_id, taken_at, terms, state.form.memo
    )


def _pieces(form: OrderForm, problems: Problems) -> int:
    try:
        return parse_whole(form.quantity or "1")
    except BadAmount:  # which speaks of yen
        problems.append((Part.QUANTITY, BadOrder(OrderProblem.QUANTITY, len(form.lines) + 1)))
        return 0


def _whole(text: str, part: Part, problems: Problems) -> int:
    try:
        return parse_whole(text)
    except BadAmount as error:
        problems.append((part, error))
        return 0


def _lines(rows: Sequence[Mapping[str, Any]]) -> tuple[OrderedLine, ...]:
    return tuple(OrderedLine(**row) for row in rows)


def _plain(facts: dict[str, Any]) -> dict[str, Json]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()
    }


_LINE_PARTS: Final = {
    OrderProblem.NO_PRODUCT: Part.PRODUCT,
    OrderProblem.QUANTITY: Part.QUANTITY,
    OrderProblem.PRICE: Part.PRICE,
}
_PARTS: Final = {
    OrderProblem.NO_LINES: Part.PRODUCT,
    OrderProblem.SHIPPING_FEE: Part.SHIPPING_FEE,
    OrderProblem.DISCOUNT: Part.DISCOUNT,
}
