"""The whole demo office, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from crm_desktop.domain.demo_office.cast import cast_numbers, family_ids, showcase_id
from crm_desktop.domain.demo_office.categories import category_rows, tag_rows
from crm_desktop.domain.demo_office.contacts import open_desk
from crm_desktop.domain.demo_office.customers import Households
from crm_desktop.domain.demo_office.family import family, family_history, first_guess
from crm_desktop.domain.demo_office.floor import floor_rows
from crm_desktop.domain.demo_office.history import Office, history
from crm_desktop.domain.demo_office.letter_texts import letter_texts
from crm_desktop.domain.demo_office.numbering import Numbering
from crm_desktop.domain.demo_office.papers import Papers, demo_papers
from crm_desktop.domain.demo_office.people import Person
from crm_desktop.domain.demo_office.plan import OfficePlan
from crm_desktop.domain.demo_office.products import product_range, product_rows
from crm_desktop.domain.demo_office.rows import DemoRow
from crm_desktop.domain.demo_office.showcase import showcase_history, showcase_person
from crm_desktop.domain.demo_office.staff import staff_rows
from crm_desktop.domain.demo_office.today import PEOPLE_NEEDED, today_rows

_SECOND_OF_A_HOUSEHOLD: Final = 2


def demo_rows(plan: OfficePlan) -> Iterator[DemoRow]:
    """Yield every row of an office: masters first, then customer by customer.

    Within what belongs to one customer a row comes after those it refers to.
    """
    papers = demo_papers(plan)
    yield from _masters(plan, papers)
    office = _office(plan, papers)
    herself = showcase_person(plan, showcase_id(plan.customers))
    relatives = family(plan, family_ids(plan.customers))
    yield from showcase_history(office, herself)
    yield from family_history(office, relatives)
    reserved = {person.customer_id for person in (herself, *relatives)}
    ids = [number for number in range(1, plan.customers + 1) if number not in reserved]
    known: list[Person] = []
    numbers: Counter[str] = Counter()
    for person in Households(plan, cast_numbers()).people(ids):
        known = [*known, person] if len(known) < PEOPLE_NEEDED else known
        yield from history(office, person)
        numbers[person.phones[0].number] += 1
        if numbers[person.phones[0].number] == _SECOND_OF_A_HOUSEHOLD:
            yield first_guess(plan, person)
    yield from today_rows(office, known)
    yield from floor_rows(office, known)


def _masters(plan: OfficePlan, papers: Papers) -> Iterator[DemoRow]:
    yield from staff_rows()
    yield from product_rows()
    yield from category_rows()
    yield from tag_rows()
    yield from papers.document_rows(plan)
    yield from (campaign.row for campaign in papers.campaigns)
    yield from papers.enclosures
    yield from papers.enclosure_rules(plan, product_rows())


def _office(plan: OfficePlan, papers: Papers) -> Office:
    return Office(
        plan=plan,
        numbering=Numbering(),
        products=product_range(product_rows()),
        papers=papers,
        letters=tuple(zip(letter_texts(), papers.letter_document_ids, strict=True)),
        desk=open_desk(staff_rows()),
    )
