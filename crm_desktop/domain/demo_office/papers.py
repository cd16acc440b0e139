"""The papers of the office: which mailing, enclosure and letter is which document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crm_desktop.domain.demo_office.plan import OfficePlan, in_japan
from crm_desktop.domain.demo_office.rows import DocumentRow, EnclosureRow, MailingRow

DRAWN_MAILINGS: Final = 10
FRESH_MAILING_DAYS: Final = 3
LETTER_DOCUMENTS: Final = 25
_VALID_DAYS: Final = 45
_SEASONS: Final = (
    (3, 10, "spring", "春のご挨拶号", "春の健康応援 全品送料無料"),
    (6, 1, "summer", "夏の贈りもの お中元特集", "早期ご予約10%引き"),
    (9, 15, "autumn", "秋の感謝祭", "2点以上のご注文で500円引き"),
    (11, 5, "winter", "冬の贈りもの お歳暮・おせち", "おせち早割1,000円引き"),
)
_ENCLOSURES: Final = (
    ("E-01", "はじめてのお客様へ ごあいさつ状", ""),
    ("E-02", "総合カタログ", ""),
    ("E-03", "定期便のご案内", "初回10%引き・送料無料"),
    ("E-04", "お誕生月のお祝いカード", "500円引きクーポン"),
    ("E-05", "お客様の声だより", ""),
    ("E-06", "季節の健康レシピ", ""),
    ("E-07", "お友だちご紹介カード", "ご紹介で500ポイント"),
    ("E-08", "払込票のお支払い方法", ""),
)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One mailing and the day it was dropped; ``season`` chooses its look."""

    row: MailingRow
    season: str
    dropped_on: date


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers of an office, campaigns oldest first."""

    campaigns: tuple[Campaign, ...]
    enclosures: tuple[EnclosureRow, ...]
    letter_document_ids: tuple[int, ...]

    def document_rows(self, plan: OfficePlan) -> Iterator[DocumentRow]:
        """Yield the documents that the other rows point to."""
        for campaign in self.campaigns:
            if campaign.row.document_id is not None:
                drawn_at = in_japan(campaign.dropped_on, 0)
                yield DocumentRow(campaign.row.document_id, drawn_at)
        others = [row.document_id for row in self.enclosures if row.document_id is not None]
        for document_id in [*others, *self.letter_document_ids]:
            yield DocumentRow(document_id, in_japan(plan.opened_on, 0))


def demo_papers(plan: OfficePlan) -> Papers:
    """Return the papers; the older mailings were thrown away and have no document."""
    days = _drop_days(plan)
    first_drawn = max(0, len(days) - DRAWN_MAILINGS)
    campaigns = tuple(
        _campaign(number, day, season, document_id=number - first_drawn)
        for number, (day, season) in enumerate(days, start=1)
    )
    drawn = min(len(days), DRAWN_MAILINGS)
    enclosures = tuple(
        EnclosureRow(number, *texts, plan.opened_on, None, drawn + number)
        for number, texts in enumerate(_ENCLOSURES, start=1)
    )
    first_letter = drawn + len(enclosures) + 1
    return Papers(
        campaigns, enclosures, tuple(range(first_letter, first_letter + LETTER_DOCUMENTS))
    )


def _drop_days(plan: OfficePlan) -> list[tuple[date, int]]:
    years = range(plan.opened_on.year, plan.today.year + 1)
    planned = [
        (date(year, month, day), season)
        for year in years
        for season, (month, day, *_texts) in enumerate(_SEASONS)
    ]
    fresh_on = plan.today - timedelta(days=FRESH_MAILING_DAYS)
    fresh_season = max(range(len(_SEASONS)), key=lambda season: _in_season(season, fresh_on))
    apart = timedelta(days=25)
    past = [(day, season) for day, season in planned if plan.opened_on < day < fresh_on - apart]
    return [*past, (fresh_on, fresh_season)]


def _in_season(season: int, day: date) -> tuple[bool, int]:
    month, first_day, *_texts = _SEASONS[season]
    return ((month, first_day) <= (day.month, day.day), month)


def _campaign(number: int, dropped_on: date, season: int, *, document_id: int) -> Campaign:
    _month, _day, look, title, offer = _SEASONS[season]
    row = MailingRow(
        id=number,
        code=f"DM{dropped_on:%y%m}-{number:02}",
        title=f"{dropped_on.year}年 {title}",
        offer=offer,
        valid_from_on=dropped_on,
        valid_until_on=dropped_on + timedelta(days=_VALID_DAYS),
        document_id=document_id if document_id > 0 else None,
    )
    return Campaign(row, look, dropped_on)
