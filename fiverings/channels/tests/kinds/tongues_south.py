"""How mail programs introduce what is quoted, in French, Spanish, Portuguese, Italian, Japanese and Chinese.

The form is that of `tongues_north`; `¦` is an upright stroke.
"""

# ruff: noqa: E501, RUF001 — colons and spaces as programs write them

SOUTH = {
    "fr": r"""
Le mar. 14 mars 2023 à 09:05, {w} a écrit :
Le mar. 14 mars 2023 à 09:05, {w} a écrit :
Le 14 mars 2023 à 09:05, {w} a écrit :
Le 14/03/2023 à 09:05, {n} a écrit :
Le 14 mars 2023 09:05:11 GMT+01:00, {w} a écrit :
Le 2023-03-14 09:05, {n} a écrit :
14 mars 2023, 09:05 de {m}:
~Le mardi 14 mars 2023 à 09:05:11 UTC+1, {w} a écrit :
~Le 14/03/2023 09:05 CET, {w} a écrit :
~De : {w}|Envoyé : mardi 14 mars 2023 09:05|À : Support <s@north.example>|Objet : RE: Routeur
~De : {w}|Date : mardi, 14 mars 2023 à 09:05|À : Support <s@north.example>|Objet : Re: Routeur
~De : {n} [mailto:{m}] |Envoyé : mardi 14 mars 2023 09:05|À : Support|Cc : Achats|Objet : Routeur
~----- Mail original -----|De: "{n}" <{m}>|À: "support" <s@north.example>|Envoyé: Mardi 14 Mars 2023 09:05:11|Objet: Routeur
~-------- Message d'origine --------|De : {w} |Date : 14/03/2023  09:05  (GMT+01:00) |À : s@north.example |Objet : Re: Routeur
> Message du 14/03/23 09:05|> De : "{n}" <{m}>|> A : s@north.example|> Copie à : |> Objet : Re: Routeur
""",
    "es": r"""
El mar, 14 mar 2023 a las 9:05, {n} (<{m}>) escribió:
El mar, 14 de mar. de 2023 9:05 a. m., {w} escribió:
El 14 mar 2023, a las 9:05, {w} escribió:
El 14/3/23 a las 9:05, {n} escribió:
El 2023-03-14 09:05, {n} escribió:
El 14 de marzo de 2023 9:05:11 CET, {w} escribió:
~En martes, 14 de marzo de 2023, 09:05:11 CET, {w} escribió:
~De: {w}|Enviado: martes, 14 de marzo de 2023 9:05|Para: Support <s@north.example>|Asunto: RE: Router
~De: {n} [mailto:{m}] |Enviado el: martes, 14 de marzo de 2023 9:05|Para: Support|CC: Compras|Asunto: Router
~De: {w}|Fecha: martes, 14 de marzo de 2023, 9:05|Para: Support <s@north.example>|Asunto: Re: Router
~-------- Mensaje original --------|De: {w} |Fecha: 14/3/23  9:05  (GMT+01:00) |A: s@north.example |Asunto: Re: Router
""",
    "pt": r"""
Em ter., 14 de mar. de 2023 às 09:05, {w} escreveu:
{w} escreveu (terça, 14/03/2023 à(s) 09:05):
Em 14 de mar. de 2023, à(s) 09:05, {w} escreveu:
No dia 14/03/2023, às 09:05, {w} escreveu:
Em 14/03/2023 09:05, {n} escreveu:
Às 09:05 de 14/03/2023, {n} escreveu:
~Em terça-feira, 14 de março de 2023 às 09:05:11 BRT, {w} escreveu:
~De: {w}|Enviado: terça-feira, 14 de março de 2023 09:05|Para: Support <s@north.example>|Assunto: RE: Router
~De: {n} [mailto:{m}] |Enviada em: terça-feira, 14 de março de 2023 09:05|Para: Support|Assunto: Router
~De: {w}|Enviada: 14/03/2023 09:05|Para: s@north.example|Assunto: Re: Router
~-------- Mensagem original --------|De: {w} |Data: 14/03/2023 09:05 (GMT-03:00) |Para: s@north.example |Assunto: Re: Router
""",
    "it": r"""
Il giorno mar 14 mar 2023 alle ore 09:05 {w} ha scritto:
Il giorno 14 mar 2023, alle ore 09:05, {w} ha scritto:
Il mar 14 mar 2023, 09:05 {w} ha scritto:
Il 14/03/23 09:05, {n} ha scritto:
Il 14 marzo 2023 09:05:11 CET, {w} ha scritto:
~Il 14/03/2023 09:05 CET {w} ha scritto:
~Il martedì 14 marzo 2023 alle ore 09:05:11 CET, {w} ha scritto:
~Da: {w}|Inviato: martedì 14 marzo 2023 09:05|A: Support <s@north.example>|Oggetto: R: Router
~Da: {n} [mailto:{m}] |Inviato: martedì 14 marzo 2023 09:05|A: Support|Cc: Acquisti|Oggetto: Router
~Da: {w}|Data: martedì, 14 marzo 2023 alle ore 09:05|A: Support <s@north.example>|Oggetto: Re: Router
~----Messaggio originale----|Da: {m}|Data: 14-mar-2023 9.05|A: <s@north.example>|Ogg: Re: Router
~-------- Messaggio originale --------|Da: {w} |Data: 14/03/23  09:05  (GMT+01:00) |A: s@north.example |Oggetto: Re: Router
""",
    "ja": r"""
2023年3月14日(火) 9:05 {w}:
2023/03/14 9:05、{w}のメール:
2023/03/14 9:05、{w} のメッセージ:
On 2023/03/14 9:05, {n} wrote:
2023年3月14日(火) 午前9:05 {n} <{m}>:
{n} さんは書きました (2023/03/14 9:05):
~差出人: {w}|送信日時: 2023年3月14日火曜日 9:05|宛先: Support <s@north.example>|件名: RE: ルーター
~差出人: {w}|日付: 火曜日, 2023年3月14日 9:05|宛先: Support <s@north.example>|件名: Re: ルーター
~差出人： {w}|送信日時： 2023年3月14日 9:05|宛先： Support|CC： 総務|件名： ルーター
~-----Original Message-----|From: {n} <{m}> |Sent: Tuesday, March 14, 2023 9:05 AM|To: Support|Subject: ルーター
~-------- 元のメッセージ --------|差出人: {w}|日付: 2023/03/14 9:05|宛先: s@north.example|件名: ルーター
""",
    "zh": r"""
{w} 于2023年3月14日周二 09:05写道：
{w} 於 2023年3月14日 週二 上午9:05寫道：
在 2023年3月14日，09:05，{w} 写道：
{w} 於 2023年3月14日 上午9:05 寫道：
~在 2023-03-14 09:05:11，"{n}" <{m}> 写道：
~At 2023-03-14 09:05:11, "{n}" <{m}> wrote:
~------------------ 原始邮件 ------------------|发件人: "{n}" <{m}>;|发送时间: 2023年3月14日(星期二) 上午9:05|收件人: "s"<s@north.example>;|主题: Re: 路由器
~发件人： {n}|发送时间： 2023-03-14 09:05|收件人： support|主题： Re: 路由器
~发件人: {w}|日期: 星期二, 2023年3月14日 09:05|收件人: Support <s@north.example>|主题: Re: 路由器
~---- 回复的原邮件 ----|¦ 发件人 ¦ {n}<{m}> ¦|¦ ---- ¦ ---- ¦|¦ 发送日期 ¦ 2023年03月14日 09:05 ¦|¦ 收件人 ¦ s@north.example ¦|¦ 主题 ¦ Re: 路由器 ¦
~------------------------------------------------------------------|发件人：{w}|发送时间：2023年3月14日(星期二) 09:05|收件人：support|主　题：Re: 路由器
~寄件者: {w}|寄件日期: 2023年3月14日 上午 09:05|收件者: Support|主旨: RE: 路由器
""",
}
