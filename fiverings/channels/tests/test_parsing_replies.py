"""What is new in an answer is told apart from what was said before."""

# ruff: noqa: RUF001 — letters of other alphabets are meant

import pytest

from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.gateways.mail.replies import new_part

NEW = "The line is down again.\nPlease call."

INTRODUCTIONS = r"""
On Mon, 3 Feb 2020 at 12:30, Priya <p@maple.example> wrote:
On Mon, Feb 3, 2020 at 12:30 PM Priya <p@maple.example>\nwrote:
Priya wrote on 03/02/2020 12:30:
Am Mo., 3. Feb. 2020 um 12:30 Uhr schrieb Priya <p@maple.example>:
Am 03.02.20 um 12:30 schrieb Priya:
Priya <p@maple.example> schrieb am Mo., 3. Feb. 2020, 12:30:
Le lun. 3 févr. 2020 à 12:30, Priya <p@maple.example> a écrit :
Le 03/02/2020 à 12:30, Priya a écrit :
El lun, 3 feb 2020 a las 12:30, Priya (<p@maple.example>) escribió:
Op ma 3 feb. 2020 om 12:30 schreef Priya <p@maple.example>:
Op 3 feb. 2020 12:30 schreef "Priya" <p@maple.example> het\nvolgende geschreven:
Em seg., 3 de fev. de 2020 às 12:30, Priya <p@maple.example> escreveu:
Priya <p@maple.example> escreveu no dia segunda, 3/02/2020 à(s) 12:30:
Il giorno lun 3 feb 2020 alle ore 12:30 Priya <p@maple.example> ha scritto:
Den man. 3. feb. 2020 kl. 12.30 skrev Priya <p@maple.example>:
Den mån 3 feb. 2020 kl 12:30 skrev Priya <p@maple.example>:
3. feb. 2020 kl. 12:30 skrev Priya <p@maple.example>:
pon., 3 lut 2020 o 12:30 Priya <p@maple.example> napisał(a):
W dniu 03.02.2020 o 12:30, Priya pisze:
2020年2月3日(月) 12:30 Priya <p@maple.example>:
2020/02/03 12:30、Priya <p@maple.example>のメール:
Priya <p@maple.example> 于2020年2月3日周一 下午12:30写道：
在 2020年2月3日，下午12:30，Priya <p@maple.example> 写道：
пн, 3 февр. 2020 г. в 12:30, Priya <p@maple.example>:
Priya <p@maple.example> wrote:
"Priya Raman" <p@maple.example> writes:
Quoting Priya Raman <p@maple.example>:
Zitat von Priya Raman <p@maple.example>:
* Priya Raman <p@maple.example> [2020-02-03 12:30]:
On Mon, 03 Feb 2020 12:30:00 +0100\nPriya Raman <p@maple.example> wrote:
---- On Mon, 03 Feb 2020 12:30:00 +0100 p@maple.example wrote ----
Am Montag, den 03.02.2020, 12:30 +0100 schrieb Priya Raman:
Le lun. 3 févr. 2020, 12 h 30, Priya Raman <p@maple.example> a écrit :
El mar, 4 feb 2020 a la(s) 09:12, Priya (p@maple.example) escribió:
Op 3 feb. 2020, om 12:30 heeft Priya Raman <p@maple.example> het volgende geschreven:
No dia 03/02/2020, às 12:30, Priya <p@maple.example> escreveu:
Il 3 feb 2020, 12:30 +0100, Priya <p@maple.example>, ha scritto:
På 3. februar 2020 kl. 12.30, Priya <p@maple.example> skrev:
Den 2020-02-03 kl. 12:30, skrev Priya:
Wiadomość napisana przez Priya <p@maple.example> w dniu 3 lut 2020, o godz. 12:30:
Priya さんが 2020/02/03 12:30 に書きました:
在 2020-02-03 12:30:00，"Priya" <p@maple.example> 写道：
""".strip().splitlines()

HEADS = r"""
-----Original Message-----\nFrom: Priya
-----Ursprüngliche Nachricht-----\nVon: Priya
---------- Forwarded message ---------\nFrom: Priya
---------- Message transféré ---------\nDe : Priya
Anfang der weitergeleiteten Nachricht:\n\nVon: Priya
From: Priya <p@maple.example>\nSent: Monday, 3 February 2020 12:30\nTo: Help\nSubject: Router
*From:* Priya <p@maple.example>\n*Sent:* Monday\n*To:* Help\n*Subject:* Router
________________________________\nFrom: Priya <p@maple.example>\nSent: 3 Feb\nTo: Help\nSubject: R
Von: Priya <p@maple.example>\nGesendet: Montag, 3. Februar 2020 12:30\nAn: Help\nBetreff: Router
De : Priya <p@maple.example>\nEnvoyé : lundi 3 février 2020 12:30\nÀ : Help\nObjet : Router
De: Priya <p@maple.example>\nEnviado el: lunes, 3 de febrero de 2020 12:30\nPara: Help\nAsunto: Router
Van: Priya <p@maple.example>\nVerzonden: maandag 3 februari 2020 12:30\nAan: Help\nOnderwerp: Router
Da: Priya <p@maple.example>\nInviato: lunedì 3 febbraio 2020 12:30\nA: Help\nOggetto: Router
De: Priya <p@maple.example>\nEnviada em: 3 de fevereiro de 2020 12:30\nPara: Help\nAssunto: Router
Fra: Priya <p@maple.example>\nSendt: 3. februar 2020 12:30\nTil: Help\nEmne: Router
Från: Priya <p@maple.example>\nSkickat: den 3 februari 2020 12:30\nTill: Help\nÄmne: Router
Od: Priya <p@maple.example>\nWysłano: 3 lutego 2020 12:30\nDo: Help\nTemat: Router
差出人: Priya <p@maple.example>\n送信日時: 2020年2月3日 12:30\n宛先: Help\n件名: Router
-----Ursprüngliche Mail-----\nVon: Priya
------------------ Original ------------------\nFrom: "Priya" <p@m.example>;\nDate: Feb 3\nTo: "Help";\nSubject: Router
寄件者: Priya <p@maple.example>\n日期: 2020年2月3日 星期一 下午12:30\n收件者: Help\n主旨: Router
发件人: Priya <p@maple.example>\n发送时间: 2020年2月3日 12:30\n收件人: Help\n主题: Router
""".strip().splitlines()


@pytest.mark.parametrize("before", INTRODUCTIONS + HEADS)
@pytest.mark.parametrize("history", ["> old words\n> more", "old words\nmore"])
def test_history_is_found_in_every_language(before, history):
    lines = before.replace("\\n", "\n")
    assert new_part(f"{NEW}\n\n{lines}\n\n{history}\n") == NEW


@pytest.mark.parametrize(
    "boast",
    [
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Enviado do meu iPhone",
        "Inviato da iPhone",
        "Sendt fra min iPhone",
        "Skickat från min iPhone",
        "Wysłane z iPhone'a",
        "iPhoneから送信",
        "发自我的iPhone",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Provenance : Courrier pour Windows",
        "Van mijn iPad verstuurd",
        "Enviado a partir de um telemóvel",
        "Ottieni Outlook per Android",
        "Hämta Outlook för Android",
        "Pobierz aplikację Outlook dla systemu Android",
        "Outlook for iOS を入手",
        "获取适用于 iOS 的 Outlook",
        "-- \nPriya\nMaple Dental",
        "--\nPriya",
        "_______________________________________________\nlist mailing list\nlist@x.example",
    ],
)
def test_a_signature_is_not_new(boast):
    assert new_part(f"{NEW}\n\n{boast}\n") == NEW


@pytest.mark.parametrize(
    "words",
    [
        "From: the office\nTo: be honest\nI like it",
        "Name: Ana\nFrom: Berlin\nTo: Paris\n\nBest",
        "He wrote: hello at 12:30",
        "We wrote to you on 3 Feb 2020 about this:\n\n- line one\n- line two",
        "Sent from my desk, it is much easier than by hand and faster for everybody.",
        "Please call me.\nGet well soon",
        "a -- b\nc",
        "On this day\n\nI wrote something\n\nvery interesting.",
        "Thanks,\nPriya",
        "The display said:\n> NO SERVICE\n\nWhat does it mean?",
        "Our switch wrote:\n> error 12\n\nWhat now?",
        "Pobierz plik.\nDziękuję",
        "I found this in the manual, quoting:\n\nPress 9 first.",
        "```\n# code\n####\nmore\n```\nend",
        "> only a quote",
    ],
)
def test_ordinary_words_are_never_taken_for_history(words):
    assert new_part(words) == words


def test_an_answer_below_its_quote_is_new_and_the_quote_is_not():
    assert new_part("On 3 Feb 2020 at 12:30, Priya wrote:\n> Is it up?\n\nYes, it is.\n") == "Yes, it is."


def test_who_wrote_may_be_named_without_a_time_above_a_quote():
    assert new_part(f"{NEW}\n\nPriya Raman wrote:\n> old words\n> more") == NEW


def test_answers_between_quotes_keep_their_questions():
    text = "On 3 Feb 2020 at 12:30, Priya wrote:\n> Is it up?\n\nYes.\n\n> And the fax?\n\nNo.\n\n> Regards"
    assert new_part(text).endswith("> Is it up?\n\nYes.\n\n> And the fax?\n\nNo.")


def test_a_quoted_line_wrapped_on_the_way_is_still_quoted():
    broken = "> a very long line that some server broke, since it was wider\nthan it takes"
    text = f"{NEW}\n\nOn 3 Feb 2020 at 12:30, Priya wrote:\n{broken}\n> and more"
    assert new_part(text) == NEW


@pytest.mark.parametrize(
    "history",
    [
        '<div class="gmail_quote">Something said it<blockquote>old words</blockquote></div>',
        '<div class="moz-cite-prefix">On 3.2.2020 12:30, Priya wrote:</div><blockquote>old words</blockquote>',
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>Gönderen: Priya</p></div><p>old words</p>',
        '<div id="divRplyFwdMsg">Kimden: Priya</div><div>old words</div>',
        '<hr id="stopSpelling">Something<br>old words',
        '<div id="yahoo_quoted_1" class="yahoo_quoted">old words</div>',
        '<div class="gmail_signature">Priya, Maple Dental</div>',
    ],
)
def test_the_marks_of_mail_programs_in_html_are_understood(history):
    html = f"<p>The line is down again.<br>Please call.</p>{history}"
    read = ParsedMail.read(f"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n{html}".encode())
    assert read.new_text == NEW
    assert "old words" in read.text or "Maple" in read.text
