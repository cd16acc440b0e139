"""What is printed on the enclosures, by their code; "" is an empty line."""

from __future__ import annotations

from typing import Final

_TEXTS: Final = """
E-01
このたびはご注文をいただき
まことにありがとうございます。

お届けした品はいかがでしょうか。
ご不明な点がございましたら
どうぞお気軽にお電話ください。
担当の者がゆっくりお話を伺います。
E-02
健康食品 … 2ページ
化粧品 … 14ページ
食品・お惣菜 … 26ページ
季節の贈り物 … 40ページ

大きな字の注文書は巻末にございます。
E-03
1. お届けの間隔をえらぶだけ
2. 送料はいつでも無料
3. お休み・再開・解約も
   お電話一本で承ります

初回のお届けまで約1週間です。
E-04
お誕生月おめでとうございます。

この一年がお健やかで
笑顔の多い年になりますように。
ささやかなお祝いを同封いたします。
E-05
「階段がこわくなくなりました」
  七十八歳 女性

「孫がおかわりしてくれました」
  六十九歳 女性

「電話の方がいつも親切です」
  八十二歳 男性
E-06
具だくさんのだし茶漬け

材料 ごはん・焼き鮭・三つ葉
一、だしパックを三分煮出す
二、ごはんに鮭をのせる
三、熱いだしをかけて三つ葉を添える
E-07
お友だちのお名前

お電話番号

このはがきをお出しになるか
お電話で番号をお伝えください。
E-08
コンビニ・郵便局でお支払いください。

お支払い期限 発送から14日
払込票の有効期限 30日

なくされたときはお電話ください。
何度でもお送りします。
"""


def leaflet_texts() -> dict[str, tuple[str, ...]]:
    """Return the lines of each enclosure."""
    texts: dict[str, list[str]] = {}
    code = ""
    for line in _TEXTS.strip().splitlines():
        if line.startswith("E-"):
            code = line
            texts[code] = []
            continue
        texts[code].append(line)
    return {code: tuple(lines) for code, lines in texts.items()}
