"""How mail programs forward: the same mail of Priya's, in three languages."""

from __future__ import annotations

from email.message import EmailMessage

from .mails import written

ANA = "Ana Costa <ana@northbell.example>"
COMMENT = "Please take this one, they are upset."
WORDS = "Nobody can call us since nine.\n\nPriya"
PRIYA, TO = "Priya Raman <priya@mapledental.example>", "ana@northbell.example"
DATED = "Wed, 29 Apr 2026 09:14:05 -0400"
LINE = "-" * 8

FORMS: dict[str, tuple[str, list[str]]] = {
    "Gmail, English": ("Fwd", ["-" * 10 + " Forwarded message " + "-" * 9, f"From: {PRIYA}",
        "Date: Wed, Apr 29, 2026 at 9:14 AM", "Subject: No calls", f"To: <{TO}>", ""]),
    "Gmail, French": ("Fwd", ["-" * 10 + " Forwarded message " + "-" * 9, f"De : {PRIYA}",
        "Date: mer. 29 avr. 2026 à 09:14", "Subject: No calls", f"To: <{TO}>", ""]),
    "Gmail, German": ("Fwd", ["-" * 10 + " Forwarded message " + "-" * 9, f"Von: {PRIYA}",
        "Date: Mi., 29. Apr. 2026 um 09:14 Uhr", "Subject: No calls", f"To: <{TO}>", ""]),
    "Outlook, English": ("FW", [f"From: {PRIYA}", "Sent: Wednesday, April 29, 2026 9:14 AM",
        f"To: {ANA}", "Subject: No calls"]),
    "Outlook, French": ("TR", [f"De : {PRIYA}", "Envoyé : mercredi 29 avril 2026 09:14", f"À : {ANA}",
        "Objet : No calls"]),
    "Outlook, German": ("WG", ["_" * 32, f"Von: {PRIYA}", "Gesendet: Mittwoch, 29. April 2026 09:14",
        f"An: {ANA}", "Betreff: No calls"]),
    "Apple Mail, English": ("Fwd", ["> Begin forwarded message:", "> ", f"> From: {PRIYA}", "> Subject: No calls",
        "> Date: April 29, 2026 at 9:14:05 AM EDT", f"> To: {TO}"]),
    "Apple Mail, French": ("Fwd", ["Début du message transféré :", "", f"De: {PRIYA}", "Objet: No calls",
        "Date: 29 avril 2026 à 09:14:05 UTC\u22124", f"À: {TO}"]),
    "Apple Mail, German": ("Fwd", ["Anfang der weitergeleiteten Nachricht:", "", f"Von: {PRIYA}", "Betreff: No calls",
        "Datum: 29. April 2026 um 09:14:05 GMT-4", f"An: {TO}"]),
    "Thunderbird, English": ("Fwd", [f"{LINE} Forwarded Message {LINE}", "Subject: \tNo calls", f"Date: \t{DATED}",
        f"From: \t{PRIYA}", f"To: \t{TO}", ""]),
    "Thunderbird, French": ("Fwd", [f"{LINE} Message transféré {LINE}", "Sujet : \tNo calls", f"Date : \t{DATED}",
        f"De : \t{PRIYA}", f"Pour : \t{TO}", ""]),
    "Thunderbird, German": ("Fwd", [f"{LINE} Weitergeleitete Nachricht {LINE}", "Betreff: \tNo calls",
        f"Datum: \t{DATED}", f"Von: \t{PRIYA}", f"An: \t{TO}", ""]),
}  # fmt: skip


def forwarded(
    form: str = "Gmail, English", comment: str = COMMENT, *, old: str = "", new: str = "", **more: str
) -> EmailMessage:
    """The mail as Ana's program forwards it; `old` words in it are replaced by `new` ones."""
    before, above = FORMS[form]
    below = "\n".join(f"> {each}".rstrip() for each in WORDS.split("\n")) if above[0].startswith(">") else WORDS
    told = "\n".join([comment, "", *above, "", below, ""])
    more = {"from_": ANA, "subject": f"{before}: No calls"} | more
    return written(told.replace(old, new) if old else told, **more)
