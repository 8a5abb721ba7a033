"""Answers in HTML as mail programs write them; `[new]`, `[old]`, `[head]` and `[boast]` stand for words of a tongue."""

# ruff: noqa: E501 — as programs write it

from collections.abc import Iterator

from .answers import Answer, introduced, lines
from .talk import BOASTS, NEW, OLD

FORMS = {
    "gmail": '<div dir="ltr">[new]</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">[head]<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">[old]</blockquote></div>',
    "gmail-signed": '<div dir="ltr">[new]<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><b>[card]</b></div></div><div class="gmail_quote">[head]<blockquote class="gmail_quote">[old]</blockquote></div>',
    "gmail-between": '<div dir="ltr"><div dir="ltr">[new0]</div><br><div class="gmail_quote"><div class="gmail_attr">[ahead]</div><blockquote class="gmail_quote">[aold]</blockquote><div>[new1]</div><blockquote class="gmail_quote">[aold]</blockquote><div>[new2]</div></div></div>',
    "gmail-below": '<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">[head]<br></div><blockquote class="gmail_quote">[old]</blockquote><div><br></div><div>[new]</div></div></div>',
    "outlook": '<div class="WordSection1"><p class="MsoNormal">[new]<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>[fields]</b><o:p></o:p></p></div></div><p class="MsoNormal">[old]</p></div>',
    "outlook-web": '<div class="elementToProof">[new]</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">[fields]</font><div>&nbsp;</div></div><div>[old]</div>',
    "outlook-phone": '<div dir="auto">[new]</div><div id="ms-outlook-mobile-signature" dir="auto"><div><br></div>[boast]</div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg">[fields]</div><div>[old]</div>',
    "outlook-new-phone": '<div>[new]</div><div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message skipProofing"><div style="border-width:1pt medium medium;border-style:solid none none;border-color:rgb(181,196,223)">[fields]</div>[old]</div>',
    "apple": '<html><body style="word-wrap:break-word">[new]<br><div><br><blockquote type="cite"><div>[head]</div><br class="Apple-interchange-newline"><div>[old]</div></blockquote></div><br></body></html>',
    "iphone": '<body dir="auto"><div dir="ltr">[new]</div><div dir="ltr"><br></div><div dir="ltr">[boast]</div><div dir="ltr"><br><blockquote type="cite">[head]<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff[old]</div></blockquote></body>',
    "apple-between": '<body>[new0]<br><blockquote type="cite"><div>[ahead]</div><div>[aold]</div></blockquote><div>[new1]</div><blockquote type="cite">[aold]</blockquote><div>[new2]</div></body>',
    "thunderbird": '<p>[new]</p><div class="moz-cite-prefix">[head]<br></div><blockquote type="cite" cite="mid:one@north.example">[old]</blockquote>',
    "thunderbird-below": '<div class="moz-cite-prefix">[head]<br></div><blockquote type="cite" cite="mid:one@north.example">[old]</blockquote><p>[new]</p><div class="moz-signature">-- <br>[card]</div>',
    "yahoo": '<div class="ydp1yahoo-style-wrap"><div dir="ltr">[new]</div></div><div id="ydp2yahoo_quoted_123" class="ydp2yahoo_quoted"><div style="font-family:Arial"><div>[head]</div><div><br></div><div>[old]</div></div></div>',
    "gmx": '<div style="font-family: Verdana;font-size: 12.0px;"><div>[new]</div><div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;">[fields]</div><div name="quoted-content">[old]</div></div></div></div>',
    "proton": '<div style="font-family: Arial">[new]</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">[boast]</div></div><div class="protonmail_quote">[head]<br><blockquote class="protonmail_quote" type="cite">[old]</blockquote><br></div>',
    "zoho": '<div>[new]</div><br><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204); height: 0px;"><br></div><div class="zmail_extra" data-zbluepencil-ignore="true"><div id="Zm-_Id_-Sgn1">[head]</div><br><blockquote id="blockquote_zmail">[old]</blockquote></div>',
    "samsung": '<body><div>[new]</div><div id="composer_signature"><div style="font-size:12px;color:#575757">[boast]</div></div><div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>-------- Original message --------</div>[fields]</div>[old]</body>',
    "spark": '<div name="messageBodySection"><div>[new]</div></div><div name="messageSignatureSection"><br>[card]</div><div name="messageReplySection">[head]<br><blockquote type="cite" class="spark_quote">[old]</blockquote></div>',
    "mailspring": '<div>[new]</div><br><div class="gmail_quote_attribution">[head]</div><blockquote class="gmail_quote">[old]</blockquote>',
    "roundcube": '<p>[new]</p><p id="reply-intro">[head]</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid">[old]</blockquote>',
    "open-xchange": '<div class="default-style">[new]</div><blockquote type="cite"><div>[head]</div><div>&nbsp;</div><div>[old]</div></blockquote>',
    "em-client": '<div>[new]</div><div id="signature_old">[card]</div><div>------ Original Message ------</div>[fields]<div id="x1"><blockquote cite="one@north.example" type="cite" class="cite2">[old]</blockquote></div>',
    "zimbra": '<div style="color:#000">[new]<br><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">[fields]</div><div data-marker="__QUOTED_TEXT__">[old]</div></div>',
    "k9": '<div dir="auto">[new]<br><div class="k9mail-signature">-- <br>[boast]</div></div><div class="gmail_quote"><div dir="auto">[head]</div><blockquote class="gmail_quote">[old]</blockquote></div>',
    "qq": '<div>[new]</div><div><br></div><div style="font-size: 12px;padding:2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size:12px;background:#efefef;padding:8px;">[fields]</div><div>[old]</div>',
    "netease": '<div style="line-height:1.7">[new]<div id="divNeteaseMailCard"></div><br><pre>[head]</pre><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex"><div>[old]</div></blockquote></div>',
    "notes": '<font size=2 face="sans-serif">[new]</font><br><br><font size=1 color=#5f5f5f face="sans-serif">[fields]</font><hr noshade><br><font size=2>[old]</font>',
    "tutanota": '<div>[new]</div><br><div>[head]<br></div><blockquote class="tutanota_quote">[old]</blockquote>',
    "blackberry": '<div id="response_container_BBPPID" dir="auto">[new]</div><div id="_signaturePlaceholder_BBPPID">[boast]</div><div id="_pHCWrapper_BBPPID" style="border-style:solid none none;border-top-color:#b5c4df;border-top-width:1pt">[fields]</div><div id="_originalContent">[old]</div>',
    "newsletter-box": '<p>[new]</p><div style="border-top:solid 2px red;border-bottom:solid 2px red"><p>[new]</p></div>',
    "own-quote": "<p>[new0]</p><blockquote>NO SIGNAL</blockquote><p>[new1]</p><p>[new2]</p>",
    "own-rule": '<div class="WordSection1"><p>[new0]</p><div style="border:none;border-bottom:solid windowtext 1.0pt"><p>[new1]</p></div><p>[new2]</p></div>',
    "own-box": '<p>[new0]</p><div style="border:none;border-top:solid windowtext 1.0pt;padding:1pt"><p>[new1]</p></div><p>[new2]</p>',
    "table": "<p>[new0]</p><table><tr><td>[new1]</td></tr></table><hr><p>[new2]</p>",
}
CARD = ["Ina Berg", "Berg & Co"]


def shown(words: list[str]) -> str:
    """Words in HTML."""
    return "<br>".join(each.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for each in words)


def html_answers() -> Iterator[Answer]:
    """Each form in four tongues."""
    tongues = list(NEW)
    for number, (name, form) in enumerate(FORMS.items()):
        for step in range(4):
            tongue = tongues[(number + step * 4) % len(tongues)]
            new, old, boast = lines(NEW[tongue]), lines(OLD[tongue]), lines(BOASTS[tongue])[:1]
            ways = [head for _, is_marked, head in introduced(tongue) if is_marked and len(head) == 1]
            fields = next(head for _, _, head in introduced(tongue) if len(head) == 4 and "---" not in head[0])
            words = {
                "new": new, "new0": new[:3], "new1": new[3:5], "new2": new[5:], "old": old, "aold": old[:2],
                "head": ways[step], "ahead": ways[step], "fields": fields, "boast": boast, "card": CARD,
            }  # fmt: skip
            html, folded = form, []
            for key, value in words.items():
                folded += value if f"[{key}]" in form and key in ("old", "head", "fields", "boast", "card") else []
                html = html.replace(f"[{key}]", shown(value))
            yield Answer(f"{name}-{tongue}", html, tuple(filter(None, new)), tuple(filter(None, folded)))
