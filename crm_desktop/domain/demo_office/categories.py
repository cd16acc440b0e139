"""The inquiry categories (お問い合わせ区分), two levels deep, and the words that mark customers."""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.demo_office.rows import NoteCategoryRow, TagRow

_TREE: Final = """
注文/Order: 新規注文/New order, 追加注文/Repeat order, 注文変更/Change of order, キャンセル/Cancellation
定期/Subscription: 定期の申込/Sign-up, 周期・数量の変更/Interval or quantity, 定期の休止/Pause, 定期の解約/Stop
お届け/Delivery: 配送状況/Where is it, 日時・届け先の変更/Time or place, 未着・破損/Missing or damaged
お支払い/Payment: 入金確認/Was it paid, 払込票の再発行/New payment slip, 支払方法の相談/Ways to pay
商品/Product: 使い方・飲み方/How to use, 成分・アレルギー/Ingredients, 体調のご相談/Feeling unwell
ご意見/Opinion: お褒めの言葉/Praise, 苦情/Complaint, ご要望/Wish
お客様情報/Customer data: 住所・電話の変更/Address or number, DM停止・再開/Mailings on or off, ご家族からの連絡/From the family
返品・交換/Return: 返品/Return of goods, 交換/Exchange
"""  # noqa: E501
_AGREED_WITH: Final = frozenset({"苦情"})  # by a supervisor, before a note is done
_TAGS: Final = (
    "新聞広告 テレビ通販 折込チラシ ご紹介 雑誌広告 WEB広告 ラジオ 敬老の日ギフト "
    "電話はお昼以降 アレルギーあり"
)


def category_rows() -> list[NoteCategoryRow]:
    """Return the tree, each parent before its children."""
    rows: list[NoteCategoryRow] = []
    for position, line in enumerate(_TREE.strip().splitlines()):
        parent, children = line.split(": ")
        parent_id = len(rows) + 1
        rows.append(_category(parent_id, None, parent, position))
        rows.extend(
            _category(parent_id + number, parent_id, child, number - 1)
            for number, child in enumerate(children.split(", "), start=1)
        )
    return rows


def tag_rows() -> list[TagRow]:
    """Return the words that mark customers."""
    return [TagRow(number, label) for number, label in enumerate(_TAGS.split(), start=1)]


def _category(number: int, parent_id: int | None, labels: str, position: int) -> NoteCategoryRow:
    label_ja, label_en = labels.split("/")
    needs_approval = label_ja in _AGREED_WITH
    return NoteCategoryRow(number, parent_id, label_ja, label_en, position, needs_approval)
