"""The papers of the office: which mailing, enclosure and letter is which document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crm_desktop.domain.demo_office.plan import OfficePlan, in_japan
from crm_desktop.domain.demo_office.rows import (
    DocumentRow,
    EnclosureRow,
    EnclosureRuleRow,
    MailingRow,
    ProductRow,
)

DRAWN_MAILINGS: Final = 10
FRESH_MAILING_DAYS: Final = 3
LETTER_DOCUMENTS: Final = 25
_VALID_DAYS: Final = 45
_RULE_DAYS: Final = 30
_SEASONS: Final = (
    (3, 10, "spring", "春のご挨拶号", "春の健康応援 全品送料無料"),
    (6, 1, "summer", "夏の贈りもの お中元特集", "早期ご予約10%引き"),
    (9, 15, "autumn", "秋の感謝祭", "2点以上のご注文で500円引き"),
    (11, 5, "winter", "冬の贈りもの お歳暮・おせち", "おせち早割1,000円引き"),
)
_CONDITIONS: Final = {
    "spring": "期間中のご注文は、全品送料無料でお届けします。\n"
    "冷蔵・冷凍の商品も対象です。沖縄県と離島も送料無料です。\n"
    "定期便はいつも送料無料のため、対象のご案内は不要です。",
    "summer": "早期ご予約の締切日までのご注文で、お中元の商品が10%引きになります。\n"
    "お届け先1か所ごとに承ります。のしとお名入れは無料です。\n"
    "他の割引券との併用はできません。",
    "autumn": "対象商品を2点以上ご注文いただくと、1回のご注文につき500円を値引きします。\n"
    "同じ商品2点でも対象です。おひとり様、期間中1回限りです。\n"
    "お電話・はがき・インターネットのどのご注文でも使えます。",
    "winter": "おせち三段重を期日までにご予約いただくと、1,000円引きになります。\n"
    "お歳暮の商品は、2か所以上へのお届けで2か所目から送料が半額です。\n"
    "おせちのお届けは12月30日です。ご注文後の変更は12月10日まで承ります。",
}
_ENCLOSURES: Final = (
    ("E-01", "はじめてのお客様へ ごあいさつ状", "", ""),
    ("E-02", "総合カタログ", "", "価格はすべて税込です。掲載の価格は次の号が届くまで有効です。"),
    (
        "E-03",
        "定期便のご案内",
        "初回10%引き・送料無料",
        "定期便を初めてお申し込みの方が対象です。初回だけ10%引き、送料は毎回無料です。\n"
        "お届けの間隔は変えられます。お休みと解約は、次のお届け予定日の7日前までにご連絡ください。",
    ),
    (
        "E-04",
        "お誕生月のお祝いカード",
        "500円引きクーポン",
        "お誕生月の末日まで、1回のご注文に限り500円引きです。\n"
        "1,500円以上のご注文で使えます。カードの番号をお知らせください。",
    ),
    ("E-05", "お客様の声だより", "", ""),
    ("E-06", "季節の健康レシピ", "", ""),
    (
        "E-07",
        "お友だちご紹介カード",
        "ご紹介で500ポイント",
        "ご紹介された方が初めてご注文されると、お二人に500ポイントを差し上げます。\n"
        "ご紹介の人数に制限はありません。ポイントは商品の発送後に付きます。",
    ),
    ("E-08", "払込票のお支払い方法", "", "払込票は商品より後に、別の封筒で届くことがあります。"),
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

    def enclosure_rules(
        self, plan: OfficePlan, products: Sequence[ProductRow]
    ) -> Iterator[EnclosureRuleRow]:
        """Yield the rules that hold since a month ago: first orders, a product, the newest DM."""
        since = plan.today - timedelta(days=_RULE_DAYS)
        greens = next(row.id for row in products if row.code == "A-0101")
        terms = (
            ("E-01", None, None, 1),
            ("E-02", None, None, 1),
            ("E-06", greens, None, None),
            ("E-03", None, self.campaigns[-1].row.id, None),
        )
        ids = {row.code: row.id for row in self.enclosures}
        for number, (code, product_id, mailing_id, nth_order) in enumerate(terms, start=1):
            yield EnclosureRuleRow(number, ids[code], product_id, mailing_id, nth_order, since)

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
        EnclosureRow(number, code, title, offer, plan.opened_on, None, drawn + number, words)
        for number, (code, title, offer, words) in enumerate(_ENCLOSURES, start=1)
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
        conditions=_CONDITIONS[look],
    )
    return Campaign(row, look, dropped_on)
