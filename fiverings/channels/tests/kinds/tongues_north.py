"""How mail programs introduce what is quoted, in English, German, Dutch, Danish, Swedish, Norwegian and Polish.

A line is one introduction or head, `|` a line end in it; `{w}` is the writer with an address, `{n}` the bare name.
What begins with `~` is followed by words that carry no mark of a quote.
"""

# ruff: noqa: E501, RUF001 — dashes and spaces as programs write them

NORTH = {
    "en": r"""
On Tue, 14 Mar 2023 at 09:05, {w} wrote:
On Tue, Mar 14, 2023 at 9:05 AM {w} wrote:
On 14 Mar 2023, at 09:05, {w} wrote:
On Tuesday, March 14th, 2023 at 9:05 AM, {w} wrote:
------- Original Message -------|On Tuesday, March 14th, 2023 at 9:05 AM, {w} wrote:
‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐|On Tuesday, March 14, 2023 9:05 AM, {w} wrote:
On 3/14/2023 9:05 AM, {n} via Helpdesk wrote:
{n} wrote on 14/03/2023 09:05:
On Tue, Mar 14, 2023 at 09:05:11AM +0000, {n} wrote:
On Tuesday, 14 March 2023 09:05:11 GMT {n} wrote:
On Tue, 2023-03-14 at 09:05 +0000, {n} wrote:
On Tue, Mar 14, 2023, at 9:05 AM, {n} wrote:
On Tue, Mar 14, 2023 at 9:05 AM {n} < {m} [{m}] > wrote:
On 14 March 2023 at 09:05:11, {n} ({m}) wrote:
On March 14, 2023, {w} wrote:
On Mar 14 2023, at 9:05 am, {w} wrote:
14 Mar 2023, 09:05 by {m}:
{w} wrote on 14/03/2023 09:05:11:
~On 14 Mar 2023, 9:05 AM +0000, {w}, wrote:
~On 3/14/23, 9:05 AM, "{n}" <{m}> wrote:
~On Tuesday, March 14, 2023 at 09:05:11 AM GMT+1, {w} wrote:
~---- On Tue, 14 Mar 2023 09:05:11 +0100 {w} wrote ---
~On 03/14/2023 9:05 AM CET {w} wrote:
~From: {w}|Sent: Tuesday, March 14, 2023 9:05 AM|To: Support <s@north.example>|Subject: RE: Router
~From: {w}|Date: Tuesday, March 14, 2023 at 9:05 AM|To: Support <s@north.example>|Subject: Re: Router
~-------- Original message --------|From: {w} |Date: 14/03/2023  09:05  (GMT+00:00) |To: s@north.example |Subject: Re: Router
~-----{w} wrote: -----|To: "Support" <s@north.example>|From: {w}|Date: 03/14/2023 09:05AM|Subject: Re: Router
~From:   {n}/ACME|To:     Support/NORTH|Date:   14.03.2023 09:05|Subject:        Re: Router
~------ Original Message ------|From "{n}" <{m}>|To "Support" <s@north.example>|Date 14/03/2023 09:05:11|Subject Re: Router
~________________________________________|From: {n} [mailto:{m}]|Sent: 14 March 2023 09:05|To: Support|Subject: Router
""",
    "de": r"""
Am Di., 14. März 2023 um 09:05 Uhr schrieb {w}:
Am 14.03.2023 um 09:05 schrieb {w}:
Am 14.03.23 um 09:05 schrieb {n}:
Am 14. März 2023 09:05:11 MEZ schrieb {w}:
Am 2023-03-14 09:05, schrieb {n}:
Am Dienstag, 14. März 2023, 09:05:11 CET schrieb {n}:
{n} schrieb am 14.03.23 um 09:05:
14. März 2023, 09:05 von {m}:
~{w} hat am 14.03.2023 09:05 CET geschrieben:
~Am Dienstag, 14. März 2023 um 09:05:11 MEZ hat {w} Folgendes geschrieben:
~Von: {w}|Gesendet: Dienstag, 14. März 2023 09:05|An: Support <s@north.example>|Betreff: AW: Router
~Von: {w}|Datum: Dienstag, 14. März 2023 um 09:05|An: Support <s@north.example>|Betreff: Re: Router
~Gesendet: Dienstag, 14. März 2023 um 09:05 Uhr|Von: "{n}" <{m}>|An: s@north.example|Betreff: Re: Router
~-----Original-Nachricht-----|Betreff: Router|Datum: 2023-03-14T09:05:11+0100|Von: "{n}" <{m}>|An: "s@north.example"
~-------- Ursprüngliche Nachricht --------|Von: {w} |Datum: 14.03.23  09:05  (GMT+01:00) |An: s@north.example |Betreff: Re: Router
~Von:        {n}/ACME|An:        Support/NORTH|Datum:        14.03.2023 09:05|Betreff:        Re: Router
""",
    "nl": r"""
Op di 14 mrt 2023 om 09:05 schreef {w}:
Op 14 mrt. 2023 om 09:05 heeft {w} het volgende geschreven:
Op 14-03-2023 om 09:05 schreef {n}:
{n} schreef op 2023-03-14 09:05:
Op 14 maart 2023 09:05:11 CET schreef {w}:
~Op dinsdag 14 maart 2023 om 09:05:11 CET schreef {w}:
~Van: {w}|Verzonden: dinsdag 14 maart 2023 09:05|Aan: Support <s@north.example>|Onderwerp: RE: Router
~Van: {w}|Datum: dinsdag, 14 maart 2023 om 09:05|Aan: Support <s@north.example>|Onderwerp: Re: Router
~------ Origineel bericht ------|Van: {w}|Aan: s@north.example|Verzonden: dinsdag 14 maart 2023 09:05|Onderwerp: Router
~-------- Oorspronkelijk bericht --------|Van: {w} |Datum: 14-03-2023 09:05 (GMT+01:00) |Aan: s@north.example |Onderwerp: Re: Router
""",
    "da": r"""
Den tirs. 14. mar. 2023 kl. 09.05 skrev {w}:
Den 14. mar. 2023 kl. 09.05 skrev {w}:
Den 14-03-2023 kl. 09:05 skrev {n}:
{n} skrev den 14-03-2023 09:05:
Den 14. marts 2023 09.05.11 CET skrev {w}:
~Den tirsdag den 14. marts 2023 09.05.11 CET skrev {w}:
~Fra: {w}|Sendt: 14. marts 2023 09:05|Til: Support <s@north.example>|Emne: SV: Router
~Fra: {w}|Dato: tirsdag den 14. marts 2023 kl. 09.05|Til: Support <s@north.example>|Emne: Re: Router
~-----Oprindelig meddelelse-----|Fra: {n} [mailto:{m}]|Sendt: 14. marts 2023 09:05|Til: Support|Emne: Router
""",
    "sv": r"""
Den tis 14 mars 2023 kl 09:05 skrev {w}:
14 mars 2023 kl. 09:05 skrev {w}:
Den 2023-03-14 kl. 09:05, skrev {n}:
{n} skrev den 2023-03-14 09:05:
~Den tisdag 14 mars 2023 09:05:11 CET, {w} skrev:
~Från: {w}|Skickat: den 14 mars 2023 09:05|Till: Support <s@north.example>|Ämne: SV: Router
~Från: {w}|Datum: tisdag, 14 mars 2023 09:05|Till: Support <s@north.example>|Ämne: Re: Router
~----Ursprungligt meddelande----|Från : {m}|Datum : 2023-03-14 - 09:05 ()|Till : s@north.example|Ämne : Re: Router
~-------- Originalmeddelande --------|Från: {w} |Datum: 2023-03-14  09:05  (GMT+01:00) |Till: s@north.example |Ämne: Re: Router
""",
    "no": r"""
tir. 14. mar. 2023 kl. 09:05 skrev {w}:
14. mar. 2023 kl. 09:05 skrev {w}:
Den 14.03.2023 09:05, skrev {n}:
{n} skrev 2023-03-14 09:05:
~tirsdag 14. mars 2023 kl. 09:05:11 CET skrev {w}:
~Fra: {w}|Sendt: tirsdag 14. mars 2023 09:05|Til: Support <s@north.example>|Emne: SV: Router
~Fra: {w}|Dato: tirsdag 14. mars 2023 kl. 09:05|Til: Support <s@north.example>|Emne: Re: Router
~-------- Opprinnelig melding --------|Fra: {w} |Dato: 14.03.2023 09:05 (GMT+01:00) |Til: s@north.example |Emne: Re: Router
""",
    "pl": r"""
wt., 14 mar 2023 o 09:05 {w} napisał(a):
Wiadomość napisana przez {w} w dniu 14.03.2023, o godz. 09:05:
Dnia 14 marca 2023 09:05 {w} napisał(a):
W dniu 2023-03-14 09:05:11 użytkownik {w} napisał:
W dniu 14.03.2023 o 09:05, {n} pisze:
~Od: {w}|Wysłane: wtorek, 14 marca 2023 09:05|Do: Support <s@north.example>|Temat: RE: Router
~Od: "{n}" <{m}>|Do: s@north.example|Wysłane: 9:05 Wtorek 2023-03-14|Temat: Re: Router
~-------- Oryginalna wiadomość --------|Od: {w} |Data: 14.03.2023 09:05 (GMT+01:00) |Do: s@north.example |Temat: Re: Router
~---------- Wiadomość oryginalna ----------|Od: {w}|Data: 14 marca 2023 09:05|Do: s@north.example|Temat: Router
""",
}
