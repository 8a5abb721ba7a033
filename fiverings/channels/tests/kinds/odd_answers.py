"""Answers whose form is unusual, and words of customers that only look like history.

Before each line stands what must become of it: `+` seen, `-` folded, `=` either.
"""

# ruff: noqa: E501, RUF001 — letters of other alphabets are meant

from collections.abc import Iterator

from .answers import Answer
from .tongues_more import STORIES

ODD = r"""
+It works now.|+|+Thank you|=|-  On Tue, Mar 14, 2023 at 9:05 AM, Nora Quist<n@north.example> wrote:   Please restart it.|-Then tell us.
+It works now.|=|--- |-Ina Berg|-Berg & Co|=|-On Tue, 14 Mar 2023 at 09:05, Nora Quist <n@north.example> wrote:|-> Please restart it.
+It works now.|=|-On Tue, 14 Mar 2023 at 09:05, Nora <n@north.example> wrote:|-> Please restart it.|->|-> On Mon, 13 Mar 2023 at 08:00, Ina <i@berg.example> wrote:|->> It is dark.
=On 14 Mar 2023, at 09:05, Nora Quist wrote:|=|=> Is it up?|+Yes, since nine.|=> And the fax?|+No.|+|+Ina
+Hello,|=> Is it up?|+Yes, since nine.|=> And the fax?|+No.|-> Regards
+> Is it up?|+Yes, since nine.|+> And the fax?|+No.
+Hello Nora,|-> Please tell us the number that is printed on the back of the router, and|-its colour.|-> Thank you.
+Done.|=|-##- Please type your reply above this line -##|-Your request (4711) has been updated.
+Fertig.|=|-##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##|-Ihre Anfrage (4711) wurde bearbeitet.
+Fait.|=|-##- Veuillez saisir une réponse au-dessus de cette ligne -##|-Votre demande (4711) a été mise à jour.
+Hecho.|=|-##- Por favor, escriba su respuesta por encima de esta línea. -##|-Su solicitud (4711) fue actualizada.
+Klaar.|=|-##- Typ uw antwoord boven deze regel. -##|-Uw verzoek (4711) is bijgewerkt.
+Feito.|=|-##- Digite sua resposta acima desta linha. -##|-Sua solicitação (4711) foi atualizada.
+Fatto.|=|-##- Inserisci la risposta sopra questa riga -##|-La richiesta (4711) è stata aggiornata.
+Klart.|=|-##- Skriv ditt svar ovanför den här raden -##|-Ditt ärende (4711) har uppdaterats.
+Gotowe.|=|-##- Wpisz odpowiedź powyżej tej linii -##|-Zgłoszenie (4711) zostało zaktualizowane.
+完了しました。|=|-##- この行より上に返信を入力してください -##|-リクエスト (4711) が更新されました。
+好了。|=|-##- 请在此行上方键入您的回复 -##|-您的请求 (4711) 已更新。
+Done.|=|---- Reply above this line to comment ---|-Ticket 4711
+Done.|=|-=-=-=-= Please reply above this line =-=-=-=|-Ticket 4711
+Done.|=|-_______________________________________________|-Users mailing list -- users@lists.example|-To unsubscribe send an email to users-leave@lists.example
+It is dark again.|=|-Tuesday, March 14, 2023, 9:05:11 AM, you wrote:|=|-> Is it up?
+It is dark again.|=|-* Nora Quist <n@north.example> [230314 09:05]:|-> Is it up?
+It is dark again.|=|-Thus spake Nora Quist (n@north.example):|-> Is it up?
+It is dark again.|=|-In article <one@north.example>, Nora Quist wrote:|-> Is it up?
+It is dark again.|=|-*From:* Nora Quist <n@north.example>|-*Sent:* Tuesday, 14 March 2023 9:05 AM|-*To:* Ina|-*Subject:* Router|=|-Is it up?
+It is dark again.|=|-> From: n@north.example|-> To: i@berg.example|-> Subject: Router|-> Date: Tue, 14 Mar 2023 09:05:11 +0000|->|-> Is it up?
+It is dark again.|=|-Begin forwarded message:|=|-From: Nora Quist <n@north.example>|-Subject: Router|-Date: 14 March 2023 at 09:05:11 GMT|-To: ina@berg.example
+FYI|=|---------- Weitergeleitete Nachricht ---------|-Von: Nora Quist <n@north.example>|-Date: Di., 14. März 2023 um 09:05 Uhr|-Subject: Router|-To: <ina@berg.example>
+Ecco.|=|---------- Forwarded message ---------|-Da: Nora Quist <n@north.example>|-Date: mar 14 mar 2023 alle ore 09:05|-Subject: Router|-To: <ina@berg.example>
+Danke!|=|-Anfang der weitergeleiteten Nachricht:|=|-> Von: Nora Quist <n@north.example>|-> Betreff: Router|-> Datum: 14. März 2023 um 09:05:11 MEZ|-> An: ina@berg.example
+Takk!|=|-Videresendt melding:|=|-Fra: Nora Quist <n@north.example>|-Emne: Router|-Dato: 14. mars 2023 kl. 09:05:11 CET|-Til: ina@berg.example
+Yes.|=|-----------------------------------------|-From: Nora Quist <n@north.example>|-Sent: 14 March 2023 09:05|-To: Ina|-Subject: Router
+Oui.|=|-Envoyé de mon iPhone|=|-> Le 14 mars 2023 à 09:05, Nora Quist <n@north.example> a écrit :|->|-> Est-ce que cela marche ?
+Yes.|=|-On Tue, Mar 14, 2023, 09:05 Nora Quist <|-n@north.example> wrote:|=|-> Is it up?
+Yes.|=|-On Tuesday, 14 March 2023 at 09:05, Nora Quist|-<nora.quist.of.the.second.line@a-long-name.north.example>|-wrote:|=|-> Is it up?
+Ja.|=|-Am Di., 14. März 2023 um 09:05 Uhr schrieb Nora Quist <|-n@north.example>:|=|-> Geht es?
+Si.|=|-Il giorno mar 14 mar 2023 alle ore 09:05 Nora Quist <|-n@north.example> ha|-scritto:|=|-> Va?
+Sí.|=|-El mar, 14 mar 2023 a las 9:05, Nora Quist (<n@north.example>)|-escribió:|=|-> ¿Funciona?
"""

HONEST = r"""
Our trip:|From: Lisbon|To: Porto|Date: 14 March 2023||Please move the line with us.
Bitte umziehen:|Von: Berlin|An: Hamburg|Datum: 3. Mai||Danke!
Please move the line:|From: 12 Oak Road|To: 7 Elm Street|Date: Monday||Ina
On 3 March 2023 at 9:05 your colleague wrote to me:||We will come on Friday.||Nobody came.
On Monday 13 March you wrote to us at 9:05:|the line is ready.|It is not.
Am 3. März 2023 um 9:05 schrieb mir Ihr Kollege:||Wir kommen am Freitag.||Niemand kam.
Am 13.03.2023 schrieb ich Ihnen:|der Anschluss ist tot.|Bis heute keine Antwort!
Le 13 mars 2023 à 9:05 vous m'avez écrit :|la ligne est prête.|Elle ne l'est pas.
El 13 de marzo de 2023 usted me escribió:|la línea está lista.|No lo está.
Op 13 maart 2023 om 9:05 schreef u mij:|de lijn is klaar.|Dat is niet zo.
Em 13 de março de 2023 vocês me escreveram:|a linha está pronta.|Não está.
Il 13 marzo 2023 alle 9:05 mi avete scritto:|la linea è pronta.|Non lo è.
Den 13. marts 2023 skrev I til mig:|linjen er klar.|Det er den ikke.
W dniu 13.03.2023 o 9:05 pisałam do Państwa:|linia nie działa.|Nadal cisza.
2023年3月13日 9:05 に私はこう書きました:|回線が切れています。|まだ返事がありません。
2023年3月13日我给你们写道：|线路断了。|还没有回复。
The parcel is on its way.||Sent from our Leeds warehouse yesterday.
The form is in the post.||Sent by courier on Monday
Please help.||Get the phone working again!
My daughter is home alone.||Get my mobile back on, please.
Bitte prüfen Sie das Paket.||Gesendet mit der Post am Montag
Le colis est parti.||Envoyé de mon bureau hier
Skema vedlagt.||Sendt med posten i går
Proszę sprawdzić.||Wysłano z magazynu w poniedziałek
El formulario va aparte.||Enviado por correo ayer
Il modulo arriva.||Inviato con corriere ieri
Scarica il telefono in due ore!||Inviato il modulo.||Che faccio?
Three things:|--|The fax is dead.|--|The router is dark, could somebody call?|--|The bill is wrong.
First the fax. It prints half a page.|—|Then the router. It is dark.|—|Then the bill.
The display shows:|> NO SIGNAL
The log says:|> 09:05 link down|> 09:06 link up|> 09:07 link down
$ ping router|> PING router|> no answer||That was all.
I tried:||    SELECT * -- all of it|    FROM lines||and got nothing.
Name: Ina Berg|E-mail: ina@berg.example|Subject: Router|Message: it is dark
Sender: the man in the blue van|Date: Monday|Subject of his visit: none that I know||What was he there for?
From: 9:00|To: 17:00|Subject: opening hours||These are wrong on your page.
Von: 9 Uhr|Bis: 17 Uhr|Datum: 3. Mai|Betreff: Techniker||Passt das?
What happened:|1. On Monday at 9:05 it went dark:|2. On Tuesday at 9:10 again:|3. Today:|nothing.
On 14 March 2023 at 9:05 the router said:|“no carrier”.|What is that?
ina@berg.example wrote to you twice: no answer.|Why?
I forward this to my boss:||Original message: I never got one.
---|Please read|---|The line is dark.
***** URGENT *****|The line is dark.|*****|Call me.
== Facts ==|Line: 030 1234|From: Monday|Sent: no|To: nobody|== End ==
To: whom it may concern|From: Ina|Re: my bill||It is too high.
Your mail of 14/03/2023 09:05 from Nora Quist <n@north.example>|did not open. Please send it again.
Call these:|2023/03/14 09:05 Ina <ina@berg.example>|2023/03/15 10:05 Tom <tom@berg.example>|Thank you.
Data: la linea è giù|Da: lunedì|A: oggi||Grazie
De: 9 h|À: 17 h|Objet: horaires||C'est faux.
Best regards from Bonn. One more thing: the fax.||It is dark too.||Best regards|Ina
"""


def odd_answers() -> Iterator[Answer]:
    """All of them."""
    for number, each in enumerate(ODD.strip().splitlines()):
        told = [(line[:1], line[1:]) for line in each.split("|")]
        new, old = (tuple(words for sort, words in told if sort == wanted and words.strip()) for wanted in "+-")
        yield Answer(f"odd-{number}", "\n".join(words for _, words in told), new, old)
    for number, each in enumerate([*HONEST.strip().splitlines(), *STORIES.strip().splitlines()]):
        words = each.split("|")
        yield Answer(f"honest-{number}", "\n".join(words), tuple(filter(None, words)), ())
