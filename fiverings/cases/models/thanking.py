"""Thanking: whether words only thank, in the languages that our customers write; such words ask for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

AT_MOST = 300
ASKING = re.compile(r"[?\uff1f\u061f]")

THANKS = """
thank you so much|thank you very much|thanks very much|thanks so much|thanks a lot|many thanks|thank you|thanks|
thx|ty|cheers|much appreciated|appreciate it|merci beaucoup|mille mercis|merci bien|un grand merci|merci|
vielen herzlichen dank|vielen lieben dank|vielen dank|herzlichen dank|besten dank|danke schön|dankeschön|
danke sehr|danke|muchas gracias|mil gracias|gracias|grazie mille|molte grazie|grazie|muito obrigado|
muito obrigada|obrigado|obrigada|hartelijk dank|heel erg bedankt|bedankt|dank je wel|dank u wel|dank je|dank u|
dziękuję bardzo|bardzo dziękuję|dziękuję|dzięki|tack så mycket|tack|tusen takk|mange takk|takk|mange tak|tak|
kiitos paljon|kiitos|çok teşekkürler|çok teşekkür ederim|teşekkürler|teşekkür ederim|спасибо большое|
большое спасибо|спасибо|дякую|ευχαριστώ πολύ|ευχαριστώ|شكرا جزيلا|شكرا لك|شكرا|תודה רבה|תודה|ありがとうございました|
ありがとうございます|ありがとう|非常感谢|谢谢|謝謝|감사합니다|고맙습니다
"""

BESIDE = """
for everything|for all your help|for your help|for the help|for your quick help|for the quick help|
for your support|for the update|for letting me know|for your time|again|to you all|you all|to you|all|everybody|
everyone|team|and|so|i|we|really|will do|will be in touch|have a nice day|have a great day|have a good day|
have a nice weekend|have a great weekend|that is great|thats great|that is perfect|great news|great work|
great job|good work|great|perfect|excellent|wonderful|super|awesome|brilliant|lovely|good|nice|noted|understood|
received|got it|ok|okay|yes|it works now|it works again|it works|its working again|its working now|its working|
it is working again|it is working now|it is working|everything works again|everything works|all works|works now|
works|working again|all good|all fine|hi|hello|hey|dear|good morning|good afternoon|good day|best regards|
kind regards|warm regards|regards|best wishes|best|sincerely|yours|sent from my iphone|sent from my phone|
pour votre aide|pour tout|pour laide|à tous|parfait|super|génial|très bien|cest parfait|ça marche|
tout fonctionne|bien reçu|bonne journée|bon week end|bonne soirée|cordialement|bien à vous|bonjour|bonsoir|
salut|à vous|für ihre hilfe|für die hilfe|für alles|für die schnelle hilfe|ihnen|dir|euch|
es funktioniert wieder|es funktioniert|läuft wieder|alles gut|alles klar|perfekt|prima|toll|wunderbar|sehr gut|
hallo|guten tag|guten morgen|liebe grüße|viele grüße|beste grüße|schöne grüße|mit freundlichen grüßen|
freundliche grüße|mfg|lg|schönen tag|schönes wochenende|por su ayuda|por todo|por la ayuda|por tu ayuda|
perfecto|excelente|genial|funciona|todo bien|hola|buenos días|buenas tardes|saludos|un saludo|per laiuto|
per tutto|perfetto|ottimo|funziona|buongiorno|ciao|cordiali saluti|saluti|pela ajuda|por tudo|perfeito|ótimo|
olá|bom dia|abraço|voor de hulp|voor alles|perfect|prima|het werkt|hoi|met vriendelijke groet|groeten|groetjes|
za pomoc|super|działa|pozdrawiam|dzień dobry
"""


def _phrases(lists: str) -> str:
    """One pattern for phrases, the longest first, so that no phrase hides within another."""
    known = {each.strip() for each in lists.replace("\n", "").split("|")} - {""}
    return "|".join(sorted(map(re.escape, map(_plain, known)), key=len, reverse=True))


def _plain(text: str) -> str:
    """Words in small letters, one blank between them, and no signs."""
    folded = re.sub(r"['\u2019]", "", normalize("NFKC", text).casefold())
    return " ".join(re.sub(r"[^\w\s]|_", " ", folded).split())


THANKING = re.compile(rf"(?<!\w)(?:{_phrases(THANKS)})(?!\w)")
POLITE = re.compile(rf"(?<!\w)(?:{_phrases(BESIDE)})(?!\w)")


def only_thanks(text: str, *, names: Iterable[str] = ()) -> bool:
    """Whether these words thank and say nothing else but greetings and these names; in doubt they say more."""
    if len(text) > AT_MOST or ASKING.search(text):
        return False
    rest, thanked = THANKING.subn(" | ", _plain(text))
    if not thanked:
        return False
    left = {word for word in POLITE.sub(" | ", rest).split() if word != "|"}
    return not left or left <= {word for name in names for word in _plain(name).split()}
