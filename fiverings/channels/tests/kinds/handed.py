"""How mail programs write a forwarded mail in HTML, in many languages: what stands around the customer's part."""

# ruff: noqa: E501, RUF001 — as programs write it

COMMENT = "Please take this one, they are upset."
THEIRS = '<p style="color:#123456">Nobody can call us <b>since nine</b>.</p><p>Priya</p>'
A = "priya@mapledental.example"


def gmail(sender: str, day: str, subject: str, to: str, rule: str = "Forwarded message") -> str:
    return (
        f'<div dir="ltr">{COMMENT}<br><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">---------- {rule} ---------<br>'
        f'{sender} <strong class="gmail_sendername" dir="auto">Priya Raman</strong> <span dir="auto">&lt;<a href="mailto:{A}">{A}</a>&gt;</span><br>'
        f"{day}<br>{subject} No calls<br>{to} &lt;<a href='mailto:ana@northbell.example'>ana@northbell.example</a>&gt;<br></div><br><br>{THEIRS}</div></div>"
    )


def outlook(sender: str, day: str, to: str, subject: str) -> str:
    return (
        "<html><head><style>p.MsoNormal{margin:0cm;font-size:11.0pt}</style></head><body lang=EN-US><div class=WordSection1>"
        f"<p class=MsoNormal>{COMMENT}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><div>"
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>"
        f"<b>{sender}</b> Priya Raman &lt;{A}&gt; <br><b>{day}<br><b>{to}</b> Ana Costa &lt;ana@northbell.example&gt;<br><b>{subject}</b> No calls<o:p></o:p></p></div></div>"
        f"<p class=MsoNormal><o:p>&nbsp;</o:p></p>{THEIRS}</div></body></html>"
    )


def outlook_web(sender: str, day: str, to: str, subject: str) -> str:
    return (
        f'<div class="elementToProof">{COMMENT}</div><hr style="display:inline-block;width:98%" tabindex="-1">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000"><b>{sender}</b> Priya Raman &lt;{A}&gt;<br>'
        f"<b>{day}<br><b>{to}</b> Ana &lt;ana@northbell.example&gt;<br><b>{subject}</b> No calls</font><div>&nbsp;</div></div><div>{THEIRS}</div>"
    )


def apple(begins: str, sender: str, subject: str, day: str, to: str) -> str:
    line = '<div style="margin:0px"><span style="font-family:-webkit-system-font"><b>{}</b></span><span>{}<br></span></div>'
    fields = "".join(
        line.format(*each) for each in ((sender, f"Priya Raman &lt;{A}&gt;"), (subject, "No calls"), day.split("|"), (to, "ana@northbell.example"))
    )  # fmt: skip
    return (
        f'<html><body>{COMMENT}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>{begins}</div><br class="Apple-interchange-newline">'
        f'{fields}<br class="Apple-interchange-newline"><div><div>{THEIRS}</div></div></blockquote></div></body></html>'
    )


def thunderbird(rule: str, subject: str, day: str, sender: str, to: str) -> str:
    row = '<tr><th valign="BASELINE" align="RIGHT" nowrap="nowrap">{} </th><td>{}</td></tr>'
    rows = "".join(
        row.format(*each) for each in ((subject, "No calls"), (day, "Wed, 29 Apr 2026 09:14:05 -0400"), (sender, f'Priya Raman <a href="mailto:{A}">&lt;{A}&gt;</a>'), (to, "ana@northbell.example"))
    )  # fmt: skip
    return (
        f'<html><body><p>{COMMENT}</p><div class="moz-forward-container"><br><br>-------- {rule} --------'
        f'<table class="moz-email-headers-table" cellspacing="0" cellpadding="0" border="0"><tbody>{rows}</tbody></table><br><br>{THEIRS}</div></body></html>'
    )


HANDED = {
    "Gmail, English": gmail("From:", "Date: Wed, Apr 29, 2026 at 9:14 AM", "Subject:", "To:"),
    "Gmail, French": gmail("De :", "Date: mer. 29 avr. 2026 à 09:14", "Subject:", "To:"),
    "Gmail, German": gmail("Von:", "Date: Mi., 29. Apr. 2026 um 09:14 Uhr", "Subject:", "To:"),
    "Outlook, English": outlook("From:", "Sent:</b> Wednesday, April 29, 2026 9:14 AM", "To:", "Subject:"),
    "Outlook, French": outlook("De :", "Envoyé :</b> mercredi 29 avril 2026 09:14", "À :", "Objet :"),
    "Outlook, German": outlook("Von:", "Gesendet:</b> Mittwoch, 29. April 2026 09:14", "An:", "Betreff:"),
    "Outlook, Spanish": outlook("De:", "Enviado el:</b> miércoles, 29 de abril de 2026 9:14", "Para:", "Asunto:"),
    "Outlook, Italian": outlook("Da:", "Inviato:</b> mercoledì 29 aprile 2026 09:14", "A:", "Oggetto:"),
    "Outlook, Dutch": outlook("Van:", "Verzonden:</b> woensdag 29 april 2026 09:14", "Aan:", "Onderwerp:"),
    "Outlook, Polish": outlook("Od:", "Wysłano:</b> środa, 29 kwietnia 2026 09:14", "Do:", "Temat:"),
    "Outlook on the web, English": outlook_web(
        "From:", "Sent:</b> Wednesday, April 29, 2026 9:14 AM", "To:", "Subject:"
    ),
    "Outlook on the web, Portuguese": outlook_web(
        "De:", "Enviado:</b> quarta-feira, 29 de abril de 2026 09:14", "Para:", "Assunto:"
    ),
    "Apple Mail, English": apple(
        "Begin forwarded message:", "From: ", "Subject: ", "Date: |April 29, 2026 at 9:14:05 AM EDT", "To: "
    ),
    "Apple Mail, French": apple(
        "Début du message transféré :", "De: ", "Objet: ", "Date: |29 avril 2026 à 09:14:05 UTC−4", "À: "
    ),
    "Apple Mail, German": apple(
        "Anfang der weitergeleiteten Nachricht:",
        "Von: ",
        "Betreff: ",
        "Datum: |29. April 2026 um 09:14:05 GMT-4",
        "An: ",
    ),
    "Thunderbird, English": thunderbird("Forwarded Message", "Subject:", "Date:", "From:", "To:"),
    "Thunderbird, French": thunderbird("Message transféré", "Sujet :", "Date :", "De :", "Pour :"),
    "Thunderbird, German": thunderbird("Weitergeleitete Nachricht", "Betreff:", "Datum:", "Von:", "An:"),
}
HEAD = f"From: Priya Raman &lt;{A}&gt;<br>Sent: Wednesday, April 29, 2026 9:14 AM<br>To: ana@northbell.example<br>Subject: No calls"
UNSURE = {
    "no fields in the HTML": f"<p>{COMMENT}</p>{THEIRS}",
    "another sender in the HTML": f"<p>{COMMENT}</p><p>{HEAD}</p>{THEIRS}".replace(A, "sam@mapledental.example"),
    "an address that only ends alike": f"<p>{COMMENT}</p><p>{HEAD}</p>{THEIRS}".replace(A, f"x.{A}"),
    "the comment stands below": f"<p>{HEAD}</p><p>{COMMENT}</p>{THEIRS}",
    "the comment stands below in pieces": f"<p>{HEAD}</p><p>Please <b>ta</b>ke this&nbsp;one,<br>they are <i>upset</i>.</p>{THEIRS}",
    "nothing below": f"<p>{COMMENT}</p><p>{HEAD}</p><div><br></div>",
    "a picture of words": "<img src='cid:a'>",
}
