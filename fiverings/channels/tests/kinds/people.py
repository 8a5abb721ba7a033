"""People who write about machines, or whose mails carry what machines write."""

# ruff: noqa: E501 — as people write

PEOPLE = """
Warum war ich im Urlaub ohne Internet?
Holiday opening hours?
On vacation in May: please pause our line
Urlaub: bitte Anschluss ruhend stellen
Ferie: luk linjen i juli
Autosvar fra jer kommer to gange
Out of stock notice: router
Absent tone on line two
The office is out of reach
Mijn afwezigheid melden in uw portaal
Nieobecność sygnału na linii
Je suis absent demain, le technicien peut-il passer lundi ?
自动门坏了
不在票が入っていました
Is the line out of order until 20 March?
Out of office chairs: we need ten more
Out of office message cannot be set
Automatic reply does not work any more
The automatic door is stuck
Vacation booking is broken
Vacation replies go to everybody
Absence of dial tone
Absence de tonalité sur la ligne 2
Auto: Winterreifen und Rechnung
Auto Reply Technologies GmbH: our order
Abwesenheitsmodul stürzt ab
Abwesenheitsnotiz lässt sich nicht einrichten
Automatische Tür klemmt
Fravær kan ikke registreres
Frånvaro går inte att registrera
Autosvar virker ikke
Afwezigheid van internet sinds maandag
Poza biurem telefon nie działa
外出先でつながりません
不在通知が届きません
自动回复功能不能用
Re: Automatic reply: Router
AW: Automatische Antwort: Router
Fwd: Undelivered Mail Returned to Sender
Delivery failed: the parcel came back
Undeliverable parcel at our gate
Returned mail: your letter came back to us
Failure notice for line 2, please explain
Delivery report for March attached
Unzustellbar: Ihr Brief kam zurück
Ist außer Haus ein Anschluss möglich?
""".strip().splitlines()

PERSONS = [  # fields of mails that people wrote
    "From: Tom Post <postmaster@berg.example>\nSubject: Our new mail server",
    "From: Bounce-House Party <bounce-house@party.example>\nSubject: Router",
    "From: Postmaster-General <tom@post.example>\nSubject: Router",
    "From: Ina <ina@berg.example>\nSubject: Router\nAuto-Submitted: no",
    "From: Ina <ina@berg.example>\nSubject: Router\nX-Auto-Response-Suppress: DR, RN, NRN",
    "From: Ina <ina@berg.example>\nSubject: Router\nX-Autoreply: no",
    "From: Ina <ina@berg.example>\nSubject: Router\nPrecedence: normal",
    "Return-Path: <>\nFrom: Ina <ina@berg.example>\nSubject: Router",
    "From: Form <no-reply@berg.example>\nReply-To: ina@berg.example\nSubject: Router",
    "From: Ina <ina@berg.example>\nSubject: Accepted: Router\nContent-Class: urn:content-classes:calendarmessage",
    "From: Ina <ina@berg.example>\nSubject: Router\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\nX-MS-Exchange-Inbox-Rules-Loop: tom@berg.example",
    "From: Ina <ina@berg.example>\nSubject: Router\nDisposition-Notification-To: ina@berg.example\nReturn-Receipt-To: ina@berg.example",
]
