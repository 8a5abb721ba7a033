"""How mail programs of many languages say “she wrote”, “from”, “sent”, “out of office” and “from my phone”."""

# ruff: noqa: RUF001 — letters of other alphabets are what this file is about


def any_of(phrases: str) -> str:
    """One alternation from lines of alternations."""
    return "|".join(line.strip() for line in phrases.splitlines() if line.strip())


WROTE = any_of(r"""
    wrote|writes|has written|said|schrieb|hat geschrieben|geschrieben|a écrit|a ecrit|écrivait|a écrits?|escribió
    escribio|ha escrito|schreef|geschreven|escreveu|escreveram|ha scritto|scrisse|scrive|skrev|har skrevet
    har skrivit|napisał\(a\)|napisała|napisał|pisze|написал\(а\)|написала|написал|пишет|писал|написав\(-ла\)|написав
    пише|napsal\(a\)|napsala|napsal|napísal\(a\)|napísala|napísal|írta|kirjoitti|kirjutas|yazdı|şunları yazdı
    a scris|je napisao/la|je napisao|je napisala|je napisal|va escriure|έγραψε|כתב|كتب|đã viết|menulis|написа|rašė
    rakstīja|napisana przez
""")

WROTE_UNSPACED = any_of(r"""
    書きました|書いています|書いた|のメール|のメッセージ|写道|寫道|写到|撰写|작성|썼습니다
""")

ON = any_of(r"""
    on|at|in|am|le|el|il|op|em|den|det|på|dnia|w dniu|dne|dňa|в|на|pe|om|il giorno|mon|tue|wed|thu|fri|sat|sun
""")

SENDER = any_of(r"""
    from|von|de|da|van|od|fra|från|от|від|lähettäjä|kimden|feladó|od koho|expéditeur
    mittente|nadawca|差出人|送信者|发件人|發件人
    寄件者|寄件人|보낸 사람|보낸사람
""")

DAY = any_of(r"""
    date|sent|posted at|gesendet|datum|envoyé|envoyée|fecha|enviado|enviado el|enviado em|verzonden|data|inviato|dato
    sendt|skickat|wysłano|дата|отправлено|надіслано|lähetetty|päivämäärä|gönderme tarihi|tarih|dátum|odesláno|odoslané
    日時|送信日時|发送时间|發送時間|日[ \u3000]{0,4}期|傳送時間|寄件日期|时间|날짜|보낸 날짜
""")

RECIPIENT = any_of(r"""
    to|posted to|an|à|a|para|aan|til|till|do|кому|vastaanottaja|kime|címzett|komu|destinataire
    pour|adresat|宛先|收件人|收件者|받는 사람
    destinatario|kopie an
""")

SUBJECT = any_of(r"""
    subject|betreff|objet|asunto|onderwerp|assunto|oggetto|emne|ämne|temat|тема|aihe|konu|tárgy|předmět|predmet|件名
    主[ \u3000]{0,4}[题題旨]|标题|제목|betr|sujet
""")

OTHERS = any_of(r"""
    cc|bcc|conversation|kopie|copie|cópia|kopi|dw|копия|副本|抄送|reply-to|antwort an|répondre à|responder a
    risposta|rispondi a
    priority|importance|wichtigkeit|importancia|attachments|anlagen
""")

OURSELVES = any_of(r"""
    I|you|we|he|she|they|me|us|him|them|my|your|our|his|her|their|the|ich|Sie|wir|er|mir|uns|Ihnen|Ihr|Ihre|mein
    meine|unser|unsere|der|ein|eine|vous|nous|je|votre|notre|mon|ma|elle|usted|ustedes|nos|su|mi|yo|nuestro|vuestro|u
    mij|ik|wij|jullie|ons|uw|mijn|vocês|você|eu|vosso|meu|seu|ci|vi|voi|lei|noi|io|vostro|nostro|jeg|jag|mig|meg|os
    oss
    du|min|din|jer|Państwo|Państwa|Pan|Pani|nam|mnie
""")
"""Whoever tells a story uses such words; a program that introduces a writer never does."""

OURSELVES_ELIDED = r"\b[mjlMJL]['’](?=[a-zéèà])"

OURSELVES_UNSPACED = any_of(r"""
    私|弊社|当社|御社|貴社|我|你|您|贵公司|貴公司
""")

MONTHS = any_of(r"""
    jan|feb|fév|mar|mär|maa|apr|avr|abr|may|mai|mei|maj|mag|giu|gen|jun|jui|jul|lug|aug|aoû|ago|sep|set|oct|okt|out
    ott|nov|dec|dez|dic|déc|stycz|lut|kwie|czerw|lip|sierp|wrze|paźdz|listop|grud|янв|фев|мар|апр|мая|июн|июл|авг
    сент|окт|нояб|дек|січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд
""")

DAYS = any_of(r"""
    mon|tue|wed|thu|fri|sat|sun|die|mit|don|fre|sam|lun|mar|mer|mié|jeu|jue|gio|ven|vie|sáb|dim|dom|man|tir|ons|tor|lør|søn
    mån|tis|lör|sön|pon|wto|śro|czw|pią|sob|nie|seg|ter|qua|qui|sex
""")

QUOTING = any_of(r"""
    quoting|zitat von|zitiere|citation de|citando a|citando|cita de|citaat van|citazione di|citat fra|citat från
    citerar|sitat fra|cytat od|cytowanie|thus spake|in article|in message
""")

FORWARDED = any_of(r"""
    original message|original[- ]?nachricht|ursprüngliche (?:nachricht|e-?mail|mail)|original ?mail
    original appointment
    origineel bericht|mensaje original|message d['’]origine|message original|messaggio originale
    oorspronkelijk bericht
    mensagem original|originalmeddelelse|oprindelig meddelelse|originalmeddelande|ursprungligt meddelande
    opprinnelig melding|wiadomość oryginalna|oryginalna wiadomość|исходное сообщение|оригинальное сообщение
    původní zpráva|pôvodná správa|alkuperäinen viesti|orijinal mesaj|元のメッセージ|原始邮件|原始郵件|原邮件
    邮件原件|回复的原邮件|원본 메시지|forwarded (?:message|mail|by .*)|weitergeleitete (?:nachricht|e-?mail)
    message (?:transféré|réexpédié|transmis)|mensaje (?:reenviado|remitido)|messaggio inoltrato|doorgestuurd bericht
    mensagem (?:encaminhada|reencaminhada)|videresendt (?:meddelelse|melding|besked)
    vidarebefordrat (?:meddelande|mejl)|wiadomość przekazana dalej|przekazana wiadomość|przesłana wiadomość
    пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|přeposlaná zpráva|转发邮件|转发的邮件|轉寄郵件
    轉寄的郵件|転送メッセージ|転送されたメッセージ|전달된 메시지
""")

BEGINS_FORWARD = any_of(r"""
    begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)
    début du message (?:réexpédié|transféré|transmis)|inicio del mensaje reenviado
    início da mensagem (?:reencaminhada|encaminhada)|inizio messaggio inoltrato|begin doorgestuurd bericht
    start på videresendt besked|videresendt besked|vidarebefordrat brev|vidarebefordrat mejl|videresendt melding
    początek przekazywanej wiadomości|пересылаемое сообщение|начало переадресованного сообщения
    以下は転送されたメッセージ|转发邮件|開始轉寄郵件
""")

DEVICE = any_of(r"""
    iphone\w{0,3}|ipad\w{0,2}|ipod|android\w*|blackberry|galaxy|samsung|htc|nokia|huawei|xiaomi|pixel|phone
    smartphone|mobile
    mobil\w*|handy|cell|tablet|tablette|outlook|mailbox|airmail|yahoo|gmx|windows|mail|k-9|thunderbird|portable
    telefon\w*|teléfono|móvil|movil|cellulare|telemóvel|celular|device|dispositivo|gerät|mobilgerät|laptop|pc|mac
""")

SENT_WITH = any_of(r"""
    van mijn .{2,30} (?:verstuurd|verzonden)|provenance ?: \w+|sent (?:from|via|with|by|using|on)|posted (?:from|via)
    typed on|gesendet (?:von|mit)|von mein\w+ .{2,40} gesendet|diese nachricht wurde von mein\w+ .{2,60} gesendet
    von .{2,30} gesendet|envoyé (?:depuis|de|à partir d[e'’]|avec)|enviado (?:desde|de|do|a partir d[eo]|com|con|via)
    verzonden (?:vanaf|vanuit|met|via|van)|verstuurd (?:vanaf|vanuit|met|van)|inviato (?:da|dal|con)
    sendt (?:fra|med)|skickat från|skickades från|skickat med|wysłan[eoay] (?:z|za pomocą)
    отправлено (?:с|из)|надіслано з|odesláno z|lähetetty|gönderildi
""")

GET_APP = any_of(r"""
    get|download|holen sie sich|ottieni|scarica|hämta|skaffa|skaff deg|hent|pobierz(?: aplikację)?|télécharge[rz]
    obtenir|obtenez|obtener|obtenga|descarga[r]?|obter|obtenha|baixe|获取|下载|取得|下載|获取适用于
""")

APP = any_of(r"""
    outlook|yahoo|gmail|spark|blue ?mail|aqua ?mail|proton|mail\.ru|boxer|nine|spike|edison|thunderbird|k-9|airmail
    inbox
""")

SENT_FROM_AFAR = any_of(r"""
    (?:发|發)(?:送)?自.{2,40}|(?:来自|來自)我的.{1,15}|(?:从|從).{2,30}(?:发送|傳送|发出)
    .{2,30}から(?:の)?送信(?:されました)?|.{0,20}outlook.{0,12}(?:を入手|をダウンロード)|나의 .{2,20}에서 보냄
    获取适用于.{2,20}outlook.{0,10}|取得 ?outlook.{0,20}
""")

EXCUSE = any_of(r"""
    excuse|forgive|pardon|ignore|apolog\w+|sorry|entschuldig\w*|verzeih\w*|excus\w*|discul\w*|desculp\w*|scus\w*
    undskyld
    ursäkta|beklager|przeprasz\w*|typos?|brevity|tippfehler|fautes
""")

REPLY_ABOVE = any_of(r"""
    (?:please )?(?:type|write|enter|add) your (?:reply|response|answer|comment)s? above this line(?: to \w+)?
    (?:please )?(?:reply|respond|write|answer) above this (?:line|text)(?: to \w+| .{0,40})?
    bitte (?:schreiben|antworten|geben) sie (?:ihre antwort )?(?:über|oberhalb) dieser (?:linie|zeile)(?: ein)?
    (?:veuillez )?(?:répond\w+|saisir|écri\w+|tape[rz])(?: .{1,40})? au-dessus de cette ligne
    (?:por favor,? )?(?:responda|escriba|respond[ae]r)(?: .{1,40})? (?:por encima|encima|arriba) de esta línea
    (?:typ|schrijf|antwoord|plaats)(?: .{1,40})? boven deze (?:regel|lijn)
    skriv (?:dit|ditt|svaret) .{1,40} denne? linje\w*|skriv ditt svar .{1,40} rad\w*
    (?:wpisz|napisz|odpowiedz) .{0,30}powyżej te(?:j|go) (?:linii|wiersza)
    (?:por favor,? )?(?:digite|responda|escreva)(?: .{1,40})? acima d?esta linha
    (?:inserisci|scrivi|rispondi|digita)(?: .{1,40})? sopra (?:questa|la) (?:riga|linea)
    .{0,20}この行より上に.{2,30}|.{0,10}(?:此行|这行|這行).{0,4}(?:上方|以上|之上).{2,20}
""")
