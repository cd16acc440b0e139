"""What the demo office says on the telephone, and whom it does not want to hear."""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.demo_office.cast import UNWANTED_NUMBER

ORDER_TITLE: Final = "ご注文の受付"
ORDER_SCRIPT: Final = """\
お電話ありがとうございます。{line}、{operator}でございます。

■ お名前を確認
「いつもありがとうございます。{name}でいらっしゃいますか。」
ご本人でないときは、お名前とご関係をうかがう。

■ ご注文をうかがう
1. 商品と数量 2. お届け先(前回と同じか) 3. お支払い方法
「商品は○○を□個、お届けは△日ごろでございます。」と必ず復唱。

■ ご案内
・次回お届けの目安日をお伝えし、定期便のお得をひとこと。
・払込票の期限が過ぎているときは、再発行をご提案。

■ 結び
「ほかにご不明な点はございませんか。{operator}が承りました。」
"""
MAILING_TITLE: Final = "冬のDMをご覧のお客様"
MAILING_SCRIPT: Final = """\
「{name}、お送りしたご案内をご覧くださったのですね。ありがとうございます。」

・掲載の商品と価格、特典の期限を復唱する。
・2点以上で送料無料になることをお伝えする。
・クーポンはお電話でも使えます。番号をうかがう。
"""
UNWANTED_PATTERN: Final = UNWANTED_NUMBER
UNWANTED_REASON: Final = "無言電話が続く(11/18 佐伯)"
COLLEAGUES_NOTE: Final = (
    "青汁30包を2箱追加のご希望。お届け日を変えられるか確認のうえ、田所さんへ転送"
)
"""What the colleague writes who hands a call on in the demo."""
HALF_A_NOTE: Final = "膝の具合がよくないとのこと。次回のお届けを1週間遅らせてほしい。ご家族の"
MEMO_HERE: Final = "耳が遠いのでゆっくり。午前中は病院"
COLLEAGUES_MEMOS: Final = ("耳が遠いのでゆっくり。電話は夕方に", "ゆっくり話す。夕方は不在")
"""What is typed in the demo, and what a colleague writes into the same field."""
