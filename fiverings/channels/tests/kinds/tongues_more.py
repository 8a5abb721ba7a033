"""More ways to introduce what is quoted: older programs, other settings, forwarded mails. The form is that of `tongues_north`."""

# ruff: noqa: E501, RUF001 — as programs write it

MORE = {
    "en": r"""
On Tuesday, March 14, 2023, 9:05 AM, {w} wrote:
On Tue, 14 Mar 2023, {n} wrote:
On 14-Mar-2023 09:05, {n} wrote:
At 09:05 14/03/2023, you wrote:
{n} said the following on 14/03/2023 09:05:
On Mar 14, 2023 9:05 AM, "{n}" <{m}> wrote:
{w} on Tuesday, March 14, 2023 at 09:05 +0000 wrote:
~On Mar 14, 2023 9:05 AM, {w} wrote:
~On Tue, Mar 14, 2023 at 9:05 AM {w} wrote:
~From: {w}||Sent: Tuesday, March 14, 2023 9:05 AM||To: Support <s@north.example>||Subject: RE: Router
~From: {n} [mailto:{m}]|Posted At: Tuesday, March 14, 2023 9:05 AM|Posted To: Support|Conversation: Router|Subject: Router
~-----Original Appointment-----|From: {w}|Sent: 14 March 2023 09:05|To: Support|Subject: Router|When: Monday|Where: here
~Sent: Tuesday, March 14, 2023 at 9:05 AM|From: "{n}" <{m}>|To: s@north.example|Subject: Re: Router
~------- Forwarded Message -------|From: {w}|Date: On Tuesday, March 14th, 2023 at 9:05 AM|Subject: Router|To: s@north.example
~Date: Tue, 14 Mar 2023 09:05:11 +0000|From: {m}|Subject: Router|To: s@north.example
> -----Original Message-----|> From: {w}|> Sent: Tuesday, March 14, 2023 9:05 AM|> To: Support|> Subject: Router
""",
    "de": r"""
Am 14. März 2023 um 09:05:11, {n} ({m}) schrieb:
{w} schrieb am Dienstag, 14. März 2023 um 09:05:
Am 14.03.2023 09:05 schrieb "{n}" <{m}>:
Am Dienstag, den 14.03.2023, 09:05 +0100 schrieb {n}:
~----- Original-Nachricht -----|Von: {w}|Gesendet: 14.03.23 - 09:05|An: s@north.example|Betreff: Re: Router
~-------- Weitergeleitete Nachricht --------|Betreff: 	Router|Datum: 	Tue, 14 Mar 2023 09:05:11 +0100|Von: 	{w}|An: 	s@north.example
~*Von:* {w}|*Gesendet:* Dienstag, 14. März 2023 09:05|*An:* Support|*Betreff:* Router
~Von: {w}||Gesendet: Dienstag, 14. März 2023 09:05||An: Support||Cc: Einkauf||Betreff: Router
""",
    "fr": r"""
Le mar. 14 mars 2023, 09:05, {w} a écrit :
{w} a écrit le 14/03/2023 09:05 :
~-----Message d'origine-----|De : {w}|Envoyé : mardi 14 mars 2023 09:05|À : Support|Objet : Routeur
~Envoyé: mardi 14 mars 2023 à 09:05|De: "{n}" <{m}>|À: s@north.example|Objet: Re: Routeur
~-------- Message transféré --------|Sujet : 	Routeur|Date : 	Tue, 14 Mar 2023 09:05:11 +0100|De : 	{w}|Pour : 	s@north.example
~De : {w}|Date : mar. 14 mars 2023 à 09:05|Objet : Re: Routeur|À : <s@north.example>
""",
    "es": r"""
El mar., 14 mar. 2023 9:05, {w} escribió:
El martes, 14 de marzo de 2023 9:05:11 CET, {n} escribió:
{w} escribió el 14/03/2023 09:05:
~-----Mensaje original-----|De: {w}|Enviado el: martes, 14 de marzo de 2023 9:05|Para: Support|Asunto: Router
~-------- Mensaje reenviado --------|Asunto: 	Router|Fecha: 	Tue, 14 Mar 2023 09:05:11 +0100|De: 	{w}|Para: 	s@north.example
""",
    "nl": r"""
Op di 14 mrt. 2023 09:05 schreef {w}:
{w} schreef op 14 maart 2023 09:05:
~Van: {w}|Datum: dinsdag 14 maart 2023 09:05|Aan: s@north.example|CC: Inkoop|Onderwerp: Re: Router
~-------- Doorgestuurd bericht --------|Onderwerp: 	Router|Datum: 	Tue, 14 Mar 2023 09:05:11 +0100|Van: 	{w}|Aan: 	s@north.example
""",
    "pt": r"""
Em ter, 14 de mar de 2023 09:05, {w} escreveu:
A 14/03/2023, às 09:05, {w} escreveu:
{w} escreveu em 14/03/2023 09:05:
~-----Mensagem Original-----|De: {w}|Enviada em: terça-feira, 14 de março de 2023 09:05|Para: Support|Assunto: Router
~---------- Forwarded message ---------|De: {w}|Date: ter., 14 de mar. de 2023 às 09:05|Subject: Router|To: <s@north.example>
""",
    "it": r"""
{w} ha scritto il 14/03/2023 09:05:
In data 14 marzo 2023 09:05:11 {w} ha scritto:
~Da: {w}|A: s@north.example|Cc: Acquisti|Data: Tue, 14 Mar 2023 09:05:11 +0100|Oggetto: Re: Router
~-------- Messaggio Inoltrato --------|Oggetto: 	Router|Data: 	Tue, 14 Mar 2023 09:05:11 +0100|Mittente: 	{w}|A: 	s@north.example
""",
    "da": r"""
Den tir. 14. mar. 2023 09.05 skrev {w}:
På 14. marts 2023 09.05 skrev {w}:
~Fra: {w}|Til: s@north.example|Dato: 14-03-2023 09:05|Emne: Re: Router
~---------- Forwarded message ---------|Fra: {w}|Date: tir. 14. mar. 2023 kl. 09.05|Subject: Router|To: <s@north.example>
""",
    "sv": r"""
Den tis 14 mars 2023 09:05{w} skrev:
Den 14 mars 2023 09:05 skrev "{n}" <{m}>:
~Från: {w}|Till: s@north.example|Datum: 2023-03-14 09:05|Ämne: Re: Router
~-------- Vidarebefordrat meddelande --------|Ämne: 	Router|Datum: 	Tue, 14 Mar 2023 09:05:11 +0100|Från: 	{w}|Till: 	s@north.example
""",
    "no": r"""
Den tir. 14. mar. 2023, 09:05 skrev {w}:
På tirsdag 14. mars 2023 kl. 09:05, skrev {w}:
~-----Opprinnelig melding-----|Fra: {n} [mailto:{m}]|Sendt: 14. mars 2023 09:05|Til: Support|Emne: Router
~Fra: {w}|Til: s@north.example|Dato: 14.03.2023 09:05|Emne: Re: Router
""",
    "pl": r"""
Dnia wtorek, 14 marca 2023 09:05:11 CET {n} pisze:
wt., 14 mar 2023, 09:05 użytkownik {w} napisał:
Użytkownik {w} w dniu 14 marca 2023 09:05 napisał:
~-----Wiadomość oryginalna-----|Od: {w}|Data: 14 marca 2023 09:05|Do: Support|Temat: Router
~-------- Przekazana wiadomość --------|Temat: 	Router|Data: 	Tue, 14 Mar 2023 09:05:11 +0100|Nadawca: 	{w}|Adresat: 	s@north.example
""",
    "ja": r"""
2023年3月14日(火) 午前9:05、{w}:
On Tue, 14 Mar 2023 09:05:11 +0900|"{n}" <{m}> wrote:
> 2023/03/14 9:05、{w}のメール:
~From: {w}|送信日時: 2023年3月14日火曜日 9:05|To: Support <s@north.example>|件名: RE: ルーター
~---------- Forwarded message ---------|From: {w}|Date: 2023年3月14日(火) 9:05|Subject: ルーター|To: <s@north.example>
~-----元のメッセージ-----|差出人: {n} [mailto:{m}]|送信日時: 2023年3月14日 9:05|宛先: Support|件名: ルーター
""",
    "zh": r"""
{w} 于 2023年3月14日周二 上午9:05写道：
> 在 2023年3月14日，上午9:05，{w} 写道：
~发件人： "{n}"<{m}>|日  期： 2023-03-14 09:05|收件人： support|主  题： Re: 路由器
~-----邮件原件-----|发件人: {n} [mailto:{m}]|发送时间: 2023年3月14日 9:05|收件人: Support|主题: 路由器
~寄件人：{w}|日期：2023年3月14日 週二 09:05|收件人：support|主題：Re: 路由器
~---------- 转发的邮件 ---------|发件人： {w}|日期： 2023年3月14日周二 09:05|主题： 路由器|收件人： <s@north.example>
""",
}

STORIES = r"""
Yesterday at 9:05 the driver wrote on the slip:|not at home.|I was at home!
Hallo,|gestern um 9:05 Uhr stand auf dem Display:|KEIN SIGNAL|Was heißt das?
On 14 March I sent you this by post:|a copy of the bill.|Did it arrive?
Notre contrat du 14/03/2023 dit :|« dépannage en 4 heures ».|On attend depuis 9:05 !
El 14 de marzo a las 9:05 el técnico dijo:|vuelvo mañana.|No ha vuelto.
Il tecnico il 14/03/2023 alle 9:05 ha scritto sul foglio:|linea a posto.|Non è vero.
Op 14 maart om 9:05 heeft de monteur op het formulier geschreven:|in orde.|Dat klopt niet.
Am 14.03.2023 um 09:05 Uhr hat der Techniker ins Protokoll geschrieben:|alles in Ordnung.|Das stimmt nicht.
Em 14/03/2023 às 9:05 o técnico escreveu na ficha:|tudo em ordem.|Não está.
Den 14. marts kl. 9.05 skrev teknikeren på sedlen:|alt i orden.|Det passer ikke.
W dniu 14.03.2023 o 9:05 technik napisał na karcie:|wszystko działa.|Nie działa.
Meeting notes|Date: 14 March|From: 9:00|Subject: router|To do: call Nora
Order|From: warehouse B|Sent: Monday|To: Bonn|Subject: 3 routers||When do they come?
My numbers:|- 030 1234 (desk)|- 0171 1234 (mobile)|--|Call any of them, please.|It is urgent.
The error is:|> E42: no carrier|> E43: no tone||Both lamps are red.
I quote your page:|> four hours at most||It took nine.
I tried these:|1) restart|2) reset|___|3) nothing helped
Sent with this mail: the bill.|Get in touch, please.
Enviado el formulario.|¿Algo más?
Gesendet habe ich es gestern.
Outlook cannot send.|Get Outlook working, please.
The message says "Sent from my iPhone" below each of my mails. How do I turn that off?
Please remove this from my mails:||Sent from my iPhone||It looks silly.
Original Message Ltd.|12 Oak Road|Bonn
"""
