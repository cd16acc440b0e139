"""Fills an empty database with the demo office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.demo_homes import store_demo_homes
from crm_desktop.actions.demo_letters import store_waiting_letters
from crm_desktop.actions.demo_papers import store_papers
from crm_desktop.actions.demo_places import store_demo_places
from crm_desktop.actions.enclosing import enclose_batch
from crm_desktop.database.bulk_load import (
    continue_numbering,
    copy_rows,
    foreign_keys_checked_at_the_end,
    gather_statistics,
    lift_time_limits,
    one_record_for_all,
)
from crm_desktop.database.models.assignment import CustomerAssignment
from crm_desktop.database.models.availability import AvailabilityChange
from crm_desktop.database.models.base import Model
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.database.models.customer import (
    CallerChoice,
    Customer,
    CustomerAddress,
    CustomerPhone,
    CustomerShopAccount,
    CustomerTag,
    Tag,
)
from crm_desktop.database.models.document import Document
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.database.models.note import ContactNote, NoteCategory, Task
from crm_desktop.database.models.order import Order, OrderLine, Product, Subscription
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.shipment import (
    Enclosure,
    EnclosureRule,
    Shipment,
    ShipmentEnclosure,
)
from crm_desktop.database.models.staff import OfficeSetting, Staff
from crm_desktop.database.models.talk_script import TalkScript
from crm_desktop.database.models.unwanted_caller import UnwantedCaller
from crm_desktop.domain.demo_office import rows
from crm_desktop.domain.demo_office.calls import LINE_NAME, ORDER_LINE
from crm_desktop.domain.demo_office.cast import showcase_id
from crm_desktop.domain.demo_office.office import demo_rows
from crm_desktop.domain.demo_office.papers import demo_papers
from crm_desktop.domain.demo_office.plan import OfficePlan
from crm_desktop.domain.demo_office.products import product_range, product_rows
from crm_desktop.domain.demo_office.scripts import (
    MAILING_SCRIPT,
    MAILING_TITLE,
    ORDER_SCRIPT,
    ORDER_TITLE,
    UNWANTED_PATTERN,
    UNWANTED_REASON,
)
from crm_desktop.domain.demo_office.staff import SAEKI_ID
from crm_desktop.domain.demo_office.towns import town_choice
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.errors.database import OfficeNotEmpty
from crm_desktop.images.demo_papers import DrawnPaper, draw_papers, installed_fonts
from crm_desktop.maps.demo_towns import demo_towns

# In an order in which every row finds those that it refers to.
TABLES: Final[dict[type[Any], type[Model]]] = {
    rows.StaffRow: Staff,
    rows.ProductRow: Product,
    rows.NoteCategoryRow: NoteCategory,
    rows.TagRow: Tag,
    rows.DocumentRow: Document,
    rows.MailingRow: Mailing,
    rows.EnclosureRow: Enclosure,
    rows.EnclosureRuleRow: EnclosureRule,
    rows.CustomerRow: Customer,
    rows.AssignmentRow: CustomerAssignment,
    rows.PhoneRow: CustomerPhone,
    rows.AddressRow: CustomerAddress,
    rows.ShopAccountRow: CustomerShopAccount,
    rows.CustomerTagRow: CustomerTag,
    rows.CallerChoiceRow: CallerChoice,
    rows.SubscriptionRow: Subscription,
    rows.OrderRow: Order,
    rows.OrderLineRow: OrderLine,
    rows.PaymentRow: Payment,
    rows.ShipmentRow: Shipment,
    rows.ShipmentEnclosureRow: ShipmentEnclosure,
    rows.MailingRecipientRow: MailingRecipient,
    rows.LetterRow: Letter,
    rows.CallRow: Call,
    rows.CallLegRow: CallLeg,
    rows.AvailabilityRow: AvailabilityChange,
    rows.NoteRow: ContactNote,
    rows.TaskRow: Task,
}
_MARK: Final = "demo_office"
_ROWS_AT_ONCE: Final = 40_000
_EVENING_S: Final = 17 * 3600


def demo_office_day(session: Session) -> date | None:
    """Return the day as of which the demo office here was made; None when there is none."""
    mark = session.get(OfficeSetting, _MARK)
    return None if mark is None else date.fromisoformat(mark.value["today"])


def seed_demo_office(
    session: Session,
    *,
    today: date,
    customers: int = 5000,
    now: datetime | None = None,
    progress: Callable[[int], None] = lambda _percent: None,
) -> None:
    """Fill an empty database with an office as it stands ``today`` in Japan.

    ``now`` (aware; by default five in the afternoon) is the time before which today's calls were
    missed. ``progress`` is told how many percent are done, from 0 to 100.

    Raises:
        OfficeNotEmpty: there are customers or staff already.
        PostalDirectoryUnreadable, BadTownFile: there are no towns to live in.
    """
    if _is_in_use(session):
        raise OfficeNotEmpty("the demo office needs an empty database")
    evening = datetime.combine(today, time(), JAPAN_TIME) + timedelta(seconds=_EVENING_S)
    plan = OfficePlan(now or evening, customers, town_choice(demo_towns()))
    lift_time_limits(session)
    with (
        ThreadPoolExecutor(1, "demo papers") as artist,
        one_record_for_all(session, _MARK),
        foreign_keys_checked_at_the_end(session),
    ):
        drawn = artist.submit(drawn_papers, plan)
        _load(session, plan, progress)
        store_papers(session, drawn.result())
    for model in TABLES.values():
        if "id" in model.__table__.c:
            continue_numbering(session, model)
    _add_settings(session, plan)
    _add_call_rules(session)
    store_waiting_letters(session, installed_fonts(), today=today)
    enclose_batch(session, today=today)
    _put_on_the_map(session, customers, today)
    gather_statistics(session)
    progress(100)


def _put_on_the_map(session: Session, customers: int, today: date) -> None:
    store_demo_homes(session, pinned_customer_id=showcase_id(customers))
    store_demo_places(session, today=today)


def _add_settings(session: Session, plan: OfficePlan) -> None:
    session.add(OfficeSetting(key=_MARK, value=_facts(plan)))
    session.add(OfficeSetting(key="line_names", value={ORDER_LINE: LINE_NAME}))


def _add_call_rules(session: Session) -> None:
    newest = session.scalar(select(func.max(Mailing.id)))
    session.add(TalkScript(line_name=LINE_NAME, title=ORDER_TITLE, body=ORDER_SCRIPT))
    session.add(TalkScript(mailing_id=newest, title=MAILING_TITLE, body=MAILING_SCRIPT))
    nuisance = UnwantedCaller(pattern=UNWANTED_PATTERN, reason=UNWANTED_REASON, staff_id=SAEKI_ID)
    session.add(nuisance)


def drawn_papers(plan: OfficePlan) -> list[DrawnPaper]:
    """Draw all papers of the office with the fonts of this computer: some 2 s."""
    products = product_range(product_rows())
    return list(draw_papers(demo_papers(plan), products, installed_fonts()))


def _load(session: Session, plan: OfficePlan, progress: Callable[[int], None]) -> None:
    """Write the rows, while the next ones are made."""
    made = demo_rows(plan)
    people = 0
    with ThreadPoolExecutor(1, "demo rows") as maker:
        coming = maker.submit(_some_rows, made)
        while batch := coming.result():
            coming = maker.submit(_some_rows, made)
            _write(session, batch)
            people += sum(isinstance(row, rows.CustomerRow) for row in batch)
            progress(99 * people // plan.customers)


def _some_rows(made: Iterator[rows.DemoRow]) -> list[rows.DemoRow]:
    return list(islice(made, _ROWS_AT_ONCE))


def _write(session: Session, batch: list[rows.DemoRow]) -> None:
    by_table: dict[type[Any], list[rows.DemoRow]] = defaultdict(list)
    for row in batch:
        by_table[type(row)].append(row)
    for kind, model in TABLES.items():
        copy_rows(session, model, by_table[kind])


def _is_in_use(session: Session) -> bool:
    return any(session.scalar(select(model.id).limit(1)) is not None for model in (Customer, Staff))


def _facts(plan: OfficePlan) -> dict[str, Any]:
    return {
        "today": plan.today.isoformat(),
        "customers": plan.customers,
        "seed": plan.seed,
        "seeded_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
