"""Forms of one kanji that people mix up in names, folded for searching only."""

from __future__ import annotations

from typing import Final

# Each word: the form that is searched with, then the forms that are folded into it.
# 崎 has three in use, 斉 and 斎 are two kanji, but nobody hears which Saito is calling.
_GROUPS: Final = """
高髙 崎﨑嵜 浜濵濱 辺邉邊 斉齊斎齋 沢澤 広廣 真眞 徳德 桑桒 吉𠮷 富冨 島嶋嶌㠀 桜櫻 竜龍 滝瀧 淵渕渊
円圓 国國 学學 恵惠 栄榮 寿壽 実實 蔵藏 条條 団團 豊豐 与與 弥彌 礼禮 禄祿 万萬 鉄鐵 黒黑 青靑 曽曾
昇曻 桧檜 槙槇 柳栁桺 枡桝 館舘 峰峯 野埜 宜冝 祇祗 郷鄕鄉 園薗 穂穗 稲稻 釈釋 浅淺 渓溪 当當
髪髮 横橫 歩步 毎每 教敎 既旣 清淸 静靜 鶴靏靍 鴎鷗 荘莊 総總 聡聰 緒緖 続續 遥遙 瑶瑤 尭堯 奥奧
来來 仏佛 伝傳 勲勳 巻卷 厳嚴 図圖 壮壯 壱壹 宝寶寳 将將 専專 対對 岳嶽 巌巖 帯帶 庁廳 彦彥 恒恆
戸戶 収收 数數 断斷 晋晉 暁曉 会會 様樣 楽樂 歴歷 気氣 渋澁 済濟 瀬瀨 湾灣 焼燒 狭狹 献獻 画畫 畳疊
尽盡 禅禪 祢禰 称稱 並竝 糸絲 経經 県縣 縄繩 胆膽 旧舊 芸藝 薬藥 芦蘆 蛍螢 装裝 観觀 誉譽 譲讓 頼賴
賛贊 軽輕 医醫 隣鄰 鎮鎭 鋳鑄 鉱鑛 関關 隠隱 雑雜 霊靈 顕顯 駅驛 騨驒 鶏鷄 麦麥 黄黃 齢齡 亀龜 児兒
亜亞 両兩 涼凉 凜凛 剣劍 増增 塁壘 多夛 姫姬 寛寬 尚尙 応應 悦悅 拡擴 橋槗 煕熙 皐皋 穣穰 莱萊 薫薰
衛衞 藪薮籔 篭籠 練鍊 間閒 闘鬪 体體 参參 双雙 台臺 売賣 変變 区區 号號 塩鹽 声聲 壷壺 奨奬 嬢孃
寝寢 属屬 峡峽 従從 徴徵 恋戀 悪惡 戦戰 択擇 担擔 挙擧 摂攝 昼晝 晩晚 権權 検檢 欧歐 歓歡 残殘
沖冲 浄淨 満滿 温溫 湿濕 点點 独獨 瓶甁 盗盜 砕碎 秘祕 窃竊 粋粹 絵繪 緑綠 縦縱 繊纖 聴聽
虎乕 覇霸 触觸 証證 読讀 予豫 転轉 辞辭 逓遞 達逹 醸釀 釜釡 銭錢 録錄 陥陷 随隨 鰐鱷
"""


def kanji_folds() -> dict[int, str]:
    """Return a table for ``str.translate``: code point of a variant to the form searched with."""
    return {
        ord(variant): group[0]
        for group in _GROUPS.split()
        for variant in group[1:]
        if variant != group[0]
    }
