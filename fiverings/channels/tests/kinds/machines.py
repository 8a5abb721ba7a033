"""What mail servers, absent people and other desks write by themselves."""

# ruff: noqa: E501, RUF001 — as programs write it

OURS = "case-4711@north.example"
COPY = f"Return-Path: <s@north.example>\nFrom: Support <s@north.example>\nTo: ina@berg.example\nSubject: Router\nMessage-ID: <{OURS}>\n\nHello Ina"


def report(
    sender: str,
    subject: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "550 5.1.1 User unknown",
    wrap: str = "",
    more: str = "",
) -> str:
    """A report in the form of RFC 3464."""
    body = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n"
        "--r\nContent-Type: text/plain\n\nI am sorry.\n"
        f"--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.berg.example\n\nFinal-Recipient: rfc822; ina@berg.example\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}\n\n"
        f"--r\nContent-Type: message/rfc822\n\n{COPY}\n--r--\n"
    )
    head = f"Return-Path: <>\nFrom: {sender}\nTo: s@north.example\nSubject: {subject}\n{more}"
    return (
        f"{head}Content-Type: multipart/mixed; boundary=w\n\n--w\n{body}\n--w\nContent-Type: text/plain\n\n{wrap}\n--w--\n"
        if wrap
        else head + body
    )


def told(sender: str, subject: str, words: str, more: str = "Return-Path: <>\n") -> str:
    """A report in plain words, with a copy of the mail."""
    return f"{more}From: {sender}\nTo: s@north.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{words}\n\n{COPY}\n"


DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.berg.example>"
EXCHANGE = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@berg.example>"
EXIM = "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered:\n\n  ina@berg.example\n    host mx.berg.example [192.0.2.1]: 550 5.1.1 User unknown\n\n------ This is a copy of the message, including all the headers. ------\n"
QMAIL = "Hi. This is the qmail-send program at mx.berg.example.\nI'm afraid I wasn't able to deliver your message.\n\n<ina@berg.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n"
YAHOO = "Sorry, we were unable to deliver your message to the following address.\n\n<ina@berg.example>:\n550: 5.1.1 <ina@berg.example>: user does not exist\n\n--- Below this line is a copy of the message.\n"
FULL = "552 5.2.2 Mailbox full"

# fmt: off
BOUNCES = [  # the report, whether it is final, and at which addresses nobody lives
    (report(DAEMON, "Undelivered Mail Returned to Sender"), True, ("ina@berg.example",)),
    (report(DAEMON, "Delayed Mail (still being retried)", action="delayed", status="4.4.1", said="connect timed out"), False, ()),
    (report("Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)", said="550-5.1.1 The email account that you tried to reach does not exist.",), True, ("ina@berg.example",)),
    (report("Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Delay)", action="delayed", status="4.0.0", said="greylisted",), False, ()),
    (report("postmaster@outlook.com", "Undeliverable: Router", status="5.2.2", said=FULL), True, ()),
    (report(EXCHANGE, "Unzustellbar: Router", status="5.1.10", said="550 5.1.10 RESOLVER.ADR.RecipientNotFound"), True, ("ina@berg.example",)),
    (report("System Administrator <postmaster@berg.example>", "Undeliverable: Router", more="Content-Class: urn:content-classes:dsn\n",), True, ("ina@berg.example",)),
    (report("MAILER-DAEMON@amazonses.com", "Delivery Status Notification (Failure)"), True, ("ina@berg.example",)),
    (report("Postmaster@berg.example", "DELIVERY FAILURE: User ina (ina@berg.example) not listed in Domino Directory"), True, ("ina@berg.example",)),
    (report("Mail Delivery Subsystem <MAILER-DAEMON@mx.berg.example>", "Returned mail: see transcript for details"), True, ("ina@berg.example",)),
    (report("MAILER-DAEMON (Mail Delivery System)", "Undelivered Mail Returned to Sender"), True, ("ina@berg.example",)),
    (report("IT <it@berg.example>", "Your message did not arrive"), True, ("ina@berg.example",)),
    (report(DAEMON, "Undelivered Mail Returned to Sender", wrap="scanned by Mail Guard"), True, ("ina@berg.example",)),
    (report("Mail Administrator <Postmaster@berg.example>", "Mail System Error - Returned Mail"), True, ("ina@berg.example",)),
    (told("Mail Delivery System <Mailer-Daemon@mx.berg.example>", "Mail delivery failed: returning message to sender", EXIM, "Return-Path: <>\nX-Failed-Recipients: ina@berg.example\nAuto-Submitted: auto-replied\n",), True, ("ina@berg.example",)),
    (told('"GMX Mailer Daemon" <mailer-daemon@gmx.de>', "Mail delivery failed: returning message to sender", EXIM), True, ("ina@berg.example",)),
    (told("Mail Delivery System <Mailer-Daemon@mx.berg.example>", "Warning: message 1pbXyz-0001 delayed 24 hours", "A message that you sent has not yet been delivered.\nNo action is required on your part.",), False, ()),
    (told("MAILER-DAEMON@mx.berg.example", "failure notice", QMAIL), True, ("ina@berg.example",)),
    (told("MAILER-DAEMON@yahoo.com", "Failure Notice", YAHOO), True, ("ina@berg.example",)),
    (told("MDaemon@mx.berg.example", "Permanent Delivery Failure", "The attached message had permanent delivery failures: 550 No such user", "Return-Path: <>\nAuto-Submitted: auto-generated\n",), True, ()),
    (told("postmaster@berg.example", "[Postmaster] Email Delivery Failure", "Your message was rejected: policy"), True, ()),
    (told("postmaster@berg.example", "**Message you sent blocked by our bulk email filter**", "Your message was blocked",), True, ()),
    (told(EXCHANGE, "Non remis : Router", "Échec de la remise"), True, ()),
    (told(EXCHANGE, "No se puede entregar: Router", "No se pudo entregar"), True, ()),
    (told(EXCHANGE, "Onbestelbaar: Router", "Het bericht kon niet worden bezorgd"), True, ()),
    (told(EXCHANGE, "Non recapitabile: Router", "Recapito non riuscito"), True, ()),
    (told(EXCHANGE, "Não entregue: Router", "A entrega falhou"), True, ()),
    (told(EXCHANGE, "Niedostarczone: Router", "Nie można dostarczyć"), True, ()),
    (told(EXCHANGE, "Kan ikke leveres: Router", "Levering mislykkedes"), True, ()),
    (told(EXCHANGE, "Olevererbart: Router", "Leveransen misslyckades"), True, ()),
    (told(EXCHANGE, "配信不能: Router", "配信できませんでした"), True, ()),
    (told(EXCHANGE, "无法送达: Router", "无法传递您的邮件"), True, ()),
]

HEADED = [  # fields of a mail, and what it is known for
    ("Subject: Automatic reply: Router\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated", "auto-reply"),
    ("Subject: Out of office Re: Router\nAuto-Submitted: auto-replied\nPrecedence: bulk\nX-Autoreply: yes", "auto-reply"),
    ("Subject: Re: Router\nAuto-Submitted: auto-replied (vacation)", "auto-reply"),
    ("Subject: Re: Router\nAuto-Submitted: auto-notified; owner-email=x", "auto-generated"),
    ("Subject: Re: Router\nX-Autorespond: Router", "auto-reply"),
    ("Subject: Re: Router\nX-Autoreply-From: ina@berg.example", "auto-reply"),
    ("Subject: Re: Router\nPrecedence: auto_reply", "auto-reply"),
    ("Subject: Re: Router\nX-POST-MessageClass: 9; Autoresponder", "auto-reply"),
    ("Subject: Re: Router\nDelivered-To: Autoresponder", "auto-reply"),
    ("Subject: [Request received] Router\nX-Mailer: Zendesk Mailer\nAuto-Submitted: auto-generated", "auto-generated"),
    ("Subject: [Ticket#4711] Router\nX-OTRS-Loop: yes", "auto-generated"),
    ("Subject: [rt #4711] AutoReply: Router\nX-RT-Loop-Prevention: rt\nRT-Ticket: rt #4711\nPrecedence: bulk", "bulk"),
    ("Subject: [JIRA] (NET-4711) Router\nX-JIRA-FingerPrint: 80b1\nAuto-Submitted: auto-generated", "auto-generated"),
    ("Subject: Router\nList-Id: Users <users.berg.example>\nPrecedence: list", "list"),
    ("Subject: News\nList-Unsubscribe: <https://berg.example/u>", "list"),
    ("Subject: Gelesen: Router\nContent-Type: multipart/report; report-type=disposition-notification; boundary=r", "receipt"),
    ("Subject: Abuse\nContent-Type: multipart/report; report-type=feedback-report; boundary=r", "auto-generated"),
]

ABSENCES = """
Out of Office: Re: Your case
Automatic reply - Router
Urlaubsbenachrichtigung: Router
Ich bin im Urlaub bis 20.03.
Abwesenheitsassistent: Router
Je suis absent jusqu'au 20/03
Absence temporaire : Router
Estoy fuera de la oficina
Ik ben afwezig tot 20 maart
Afwezigheidsassistent: Router
Estou ausente até 20/03
Sono assente fino al 20/03
Jeg er på ferie til 20/3
Jag är på semester till 20/3
Jestem na urlopie do 20.03
休暇中: Router
自动回复－Router
Re: Router (Out of Office)
Autoreply from Berg: Router
I am currently on leave, back 20 March
Automatic reply: Router
Auto-Reply: Router
Autoreply: Re: Router
Out of Office: Router
Out of Office AutoReply: Router
Ina Berg is out of the office (returning 20.03.2023)
Ina Berg is out of the office.
AUTO: Ina Berg is out of the office (returning 03/20/2023)
I am out of the office until 20 March
[Auto-Reply] Router
[Out of Office] Router
On vacation Re: Router
Automatische Antwort: Router
Abwesenheitsnotiz: Router
Abwesenheit: Router
Abwesend: Router
AUTO: Ina Berg ist außer Haus (Rückkehr am 20.03.2023)
Ina Berg ist außer Haus.
Ich bin nicht im Büro
Autoantwort: Router
Out of Office Notice: Router
Réponse automatique : Router
Absence : Router
Absent du bureau : Router
Message d'absence : Router
Respuesta automática: Router
Fuera de la oficina: Router
Ausente de la oficina Re: Router
Automatisch antwoord: Router
Afwezig: Router
Afwezigheidsbericht: Router
Resposta automática: Router
Ausência temporária: Router
Fora do escritório Re: Router
Risposta automatica: Router
Fuori ufficio: Router
Assente: Router
Automatisk svar: Router
Autosvar: Router
Ikke til stede: Router
Fraværende: Router
Frånvarande: Router
Automatiskt svar: Router
Fravær: Router
Automatyczna odpowiedź: Router
Odpowiedź automatyczna: Router
Poza biurem: Router
Nieobecność: Router
自動応答: Router
自動返信: Router
【自動返信】お問い合わせありがとうございます
不在のお知らせ: Router
自动答复: Router
自动回复: Router
自動回覆: Router
不在办公室: Router
""".strip().splitlines()
