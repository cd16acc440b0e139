"""Who was sent which mailing, and in which wave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.papers import Campaign
from crm_desktop.domain.demo_office.rows import MailingRecipientRow

_ACTIVE_DAYS: Final = 730
_ACTIVE_CHANCE: Final = 0.6
_LAPSED_CHANCE: Final = 0.12
_SECOND_WAVE_CHANCE: Final = 0.25
_SECOND_WAVE_DAYS: Final = 7


def mailings_of(
    rng: Random,
    campaigns: tuple[Campaign, ...],
    customer_id: int,
    ordered_on: list[date],
    *,
    today: date,
) -> Iterator[MailingRecipientRow]:
    """Yield what a customer was sent who ordered on these days, oldest first."""
    for campaign in campaigns:
        before = [day for day in ordered_on if day < campaign.dropped_on]
        if not before:
            continue
        active = (campaign.dropped_on - before[-1]).days <= _ACTIVE_DAYS
        if rng.random() > (_ACTIVE_CHANCE if active else _LAPSED_CHANCE):
            continue
        later = campaign.dropped_on + timedelta(days=_SECOND_WAVE_DAYS)
        second = rng.random() < _SECOND_WAVE_CHANCE and later <= today
        yield MailingRecipientRow(
            campaign.row.id,
            customer_id,
            2 if second else 1,
            later if second else campaign.dropped_on,
        )
