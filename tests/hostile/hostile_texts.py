"""Texts as people, web pages and telephone systems may send them, by what each one tries."""

from __future__ import annotations

import re
from typing import Final

MARKUP: Final = {
    "bold": "<b>x</b>",
    "picture of a file": "<img src=file:///etc/passwd>",
    "picture of a server": '<img src="http://127.0.0.1:9/x.png">',
    "link": '<a href="crm-desktop://call?from=0312345678">here</a>',
    "whole document": "<!DOCTYPE html><html><body><h1>x</h1></body></html>",
    "leading tag": "<qt>山田",
    "style sheet": "<style>*{font-size:99px}</style>山田",
    "entity": "&lt;b&gt; &amp; &#x3c;i&#x3e; &nbsp;",
    "broken tag": "山田 <花子",
    "markdown": "# 山田\n[link](file:///etc/passwd) ![x](y)",
}
MNEMONICS: Final = {
    "ampersand": "A&B",
    "two ampersands": "A&&B &C",
    "ampersand at the end": "花子&",
}
PLACEHOLDERS: Final = {
    "Qt places": "%1 %2 %4 %n %L1 %%",
    "format places": "{0} {name} {text} {path.name} {0.__class__.__mro__} {",
    "percent places": "%s %d %(name)s %x",
    "template places": "$text ${ground} $$",
}
LINE_BREAKERS: Final = {
    "new lines": "山田\n\n花子\r\nx\ry",
    "tab and old breaks": "a\tb\vc\fd\x1ce\x85f",
    "separators": "山田\u2028花子\u2029x",
}
UNSEEN: Final = {
    "right to left override": "山田\u202e 様\u202dfdp.exe",
    "isolates": "\u2066\u2067\u2068x\u2069\u2069",
    "embeddings": "\u202a\u202bx\u202c",
    "zero width": "山\u200b田\u200c\u200d\u2060\ufeff",
    "escape sequences": "\x1b[2J\x1b]0;title\x07\x9b31mred",
    "bell and delete": "\x01\x07\x08\x7f",
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "private use": "\ue000\U000f0000",
    "replacement": "\ufffd\ufffc",
}
JAPANESE: Final = {
    "ideographic variation": "葛󠄀城 辻󠄀子",
    "joined emoji": "👨\u200d👩\u200d👧🏽🇯🇵",
    "orphaned marks": "\u3099か゛\u309a",
    "half width": "ﾀﾅｶ　ﾊﾅｺ㈱",
}
STATEMENTS: Final = {
    "end of a statement": "'; DROP TABLE customer; --",
    "quotes": "\"'`´’”\\",
    "dollar quotes": "$$ $a$ $1 :name %(x)s ?",
    "wildcards": "%_\\%\\_*?",
}
FORMULAS: Final = {
    "formula": '=HYPERLINK("http://127.0.0.1/?"&A1,"x")',
    "plus": "+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab before a formula": "\t=1+1",
    "cell of its own": '",=1+1,"',
}
PATHS: Final = {
    "up": "../../../../etc/passwd",
    "up on Windows": "..\\..\\boot.ini",
    "device": "CON",
    "stream": "x.csv:hidden",
    "long": "長" * 100,
    "options": "--help -rf",
}
FLOODS: Final = {
    "combining flood": "a" + "\u0301\u0334\u0489" * 60 + "b",
    "long word": "W" * 3_000,
    "long text": "髙橋 " * 1_000,
}

TEXTS: Final[dict[str, str]] = {
    **MARKUP,
    **MNEMONICS,
    **PLACEHOLDERS,
    **LINE_BREAKERS,
    **UNSEEN,
    **JAPANESE,
    **STATEMENTS,
    **FORMULAS,
    **PATHS,
    **FLOODS,
}
"""All that a database can hold, by name."""

ENDLESS: Final = "あ<b>" * 25_000
"""100,000 characters."""

UNSTORABLE: Final = {
    "zero": "山田\0花子",
    "half a character": "山田\ud800花子",
    "other half": "\udc80",
}
"""What no database holds; it may still be pasted, pushed, or stand in a file's name."""

MOVING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Whatever leaves the line or turns its direction: stands in nothing that is one line."""
