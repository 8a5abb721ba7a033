"""Which charset bytes are written in, when nobody says: the one that makes words of them."""

# ruff: noqa: RUF001 — letters of other alphabets are meant

import re

SAMPLE = 4_000
FEWEST = 8
"""Bytes beyond ASCII; of fewer nobody can tell."""
LIKELY = 0.66
"""How much of what is beyond ASCII must be letters that people write often."""
FREQUENT = frozenset(
    "的一是不了人我在有他这这為为个個来來以到们們时時上就说說地也要出可会會生對对中学學那么麼能自好都您请請谢謝电電话話線线路断斷回"
    "复復帮幫忙客户戶服务務问問题題没沒法用公司们們号號码碼发發送收到您好日年月今明天现現在开開关關机機网網络絡已经經尽快儘联聯系"
    "係但还還很大小多少给給和与與或如果因此所得后後前下家里裡面去过過想知道看见見先先生小姐需"
    "、。，：？！（）"
)
SYLLABLES = frozenset(
    "이다는을를에가의은한하고지기사로니습요아도서있어안시자일해게주전화선회세나리라수인대정그보부제스오우들과만까원상구장되여연않문신"
    "러녕졌끊바락드려립십방호객통개월금제품결환불번매입니데터결"
)
CANDIDATES = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "cp1251", "koi8-r")
HIGH = re.compile(rb"[\x80-\xff]+")
LETTERS = {
    "kana": re.compile("[\u3041-\u3093\u30a2-\u30f3\u30fc]"),
    "cyrillic": re.compile(r"[оеаинтсрвлкмдпуяіь]|\b[А-ЯЁ](?=[а-яё])"),
}


def is_foreign(raw: bytes) -> bool:
    """Whether so much is beyond ASCII that it is no Western text with its few accents."""
    runs = HIGH.findall(raw[:SAMPLE])
    return any(len(run) > 3 for run in runs) or sum(map(len, runs)) * 3 > len(raw[:SAMPLE].split(b"\0")[0])


def by_letters(raw: bytes) -> str | None:
    """The text, where one charset makes of it letters that people write often."""
    high = sum(map(len, HIGH.findall(raw[:SAMPLE])))
    if high < FEWEST or not is_foreign(raw):
        return None
    scored = [(score, name) for name in CANDIDATES if (score := share(raw[:SAMPLE], name)) >= LIKELY]
    return raw.decode(max(scored)[1], "replace") if scored else None


def share(raw: bytes, name: str) -> float:
    """How much of what is beyond ASCII this charset reads as frequent letters of one script."""
    text = raw.decode(name, "replace")
    others = sum(not each.isascii() for each in text)
    if not others or text.count("\ufffd") * 10 > others:
        return 0.0
    kana = len(LETTERS["kana"].findall(text))
    han = sum(each in FREQUENT for each in text)
    by_script = {
        "cp932": kana * 2 + han,
        "euc_jp": kana * 2 + han,
        "gb18030": han * 2,
        "big5hkscs": han * 2,
        "cp949": sum(each in SYLLABLES for each in text),
    }
    return min(by_script.get(name, len(LETTERS["cyrillic"].findall(text))) / others, 1.0)
