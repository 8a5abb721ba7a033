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
    from|von|de|da|van|od|fra|från|от|від|lähettäjä|kimden|feladó|od koho|expéditeur|差出人|送信者|发件人|發件人
    寄件者|寄件人|보낸 사람|보낸사람
""")

DAY = any_of(r"""
    date|sent|gesendet|datum|envoyé|envoyée|fecha|enviado|enviado el|enviado em|verzonden|data|inviato|dato|sendt
    skickat|wysłano|дата|отправлено|надіслано|lähetetty|päivämäärä|gönderme tarihi|tarih|dátum|odesláno|odoslané
    日時|送信日時|发送时间|發送時間|日期|傳送時間|寄件日期|时间|날짜|보낸 날짜
""")

RECIPIENT = any_of(r"""
    to|an|à|a|para|aan|til|till|do|кому|vastaanottaja|kime|címzett|komu|destinataire|宛先|收件人|收件者|받는 사람
    destinatario|kopie an
""")

SUBJECT = any_of(r"""
    subject|betreff|objet|asunto|onderwerp|assunto|oggetto|emne|ämne|temat|тема|aihe|konu|tárgy|předmět|predmet|件名
    主题|主題|主旨|标题|제목|betr|sujet
""")

OTHERS = any_of(r"""
    cc|bcc|kopie|copie|cópia|kopi|dw|копия|副本|抄送|reply-to|antwort an|répondre à|responder a|risposta|rispondi a
    priority|importance|wichtigkeit|importancia|attachments|anlagen
""")

MONTHS = any_of(r"""
    jan|feb|fév|mar|mär|maa|apr|avr|abr|may|mai|mei|maj|mag|giu|gen|jun|jui|jul|lug|aug|aoû|ago|sep|set|oct|okt|out
    ott|nov|dec|dez|dic|déc|stycz|lut|kwie|czerw|lip|sierp|wrze|paźdz|listop|grud|янв|фев|мар|апр|мая|июн|июл|авг
    сент|окт|нояб|дек|січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд
""")

QUOTING = any_of(r"""
    quoting|zitat von|zitiere|citation de|citando a|citando|cita de|citaat van|citazione di|citat fra|citat från
    citerar|sitat fra|cytat od|cytowanie
""")

FORWARDED = any_of(r"""
    original message|original[- ]?nachricht|ursprüngliche (?:nachricht|e-?mail|mail)|original ?mail
    original appointment
    mensaje original|message d['’]origine|message original|messaggio originale|oorspronkelijk bericht
    mensagem original|originalmeddelelse|oprindelig meddelelse|originalmeddelande|ursprungligt meddelande
    opprinnelig melding|wiadomość oryginalna|oryginalna wiadomość|исходное сообщение|оригинальное сообщение
    původní zpráva|pôvodná správa|alkuperäinen viesti|orijinal mesaj|元のメッセージ|原始邮件|原始郵件|原邮件
    邮件原件|원본 메시지|forwarded (?:message|mail|by .*)|weitergeleitete (?:nachricht|e-?mail)
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
    iphone|ipad|ipod|android\w*|blackberry|galaxy|samsung|htc|nokia|huawei|xiaomi|pixel|phone|smartphone|mobile
    mobil\w*|handy|cell|tablet|tablette|outlook|mailbox|airmail|yahoo|gmx|windows|mail|k-9|thunderbird|portable
    telefon\w*|teléfono|móvil|movil|cellulare|telemóvel|celular|device|dispositivo|gerät|mobilgerät|laptop|pc|mac
""")

SENT_WITH = any_of(r"""
    holen sie sich|outlook für \w{3,12} herunterladen|outlook voor \w{3,12} downloaden
    van mijn .{2,30} (?:verstuurd|verzonden)|ottieni|hämta|skaffa|pobierz|provenance ?: \w+|outlook for \w{3,12} を入手
    获取适用于|取得 outlook
    sent (?:from|via|with|by|using|on)|posted (?:from|via)|typed on|get|gesendet (?:von|mit)
    von mein\w+ .{2,40} gesendet|diese nachricht wurde von mein\w+ .{2,60} gesendet|von .{2,30} gesendet
    envoyé (?:depuis|de|à partir d[e'’]|avec)|envoyé de|télécharger
    enviado (?:desde|de|do|a partir d[eo]|com|con|via)
    obtener|obter|verzonden (?:vanaf|vanuit|met|via|van)|verstuurd (?:vanaf|vanuit|met|van)
    inviato (?:da|dal|con)|scarica
    sendt (?:fra|med)|skickat från|skickades från|skickat med|hent|wysłane (?:z|za pomocą)|wysłano z
    отправлено (?:с|из)|надіслано з|odesláno z|lähetetty|gönderildi|iphone から送信|iphoneから送信|ipadから送信
    androidから送信|発自我的|发自我的|發自我的|來自我的|来自我的|從我的 .{2,20} 傳送|从我的 .{2,20} 发送
    나의 .{2,20}에서 보냄
""")

REPLY_ABOVE = any_of(r"""
    (?:please )?(?:type|write|enter) your (?:reply|response) above this line|reply above this line
    please reply above this line
    bitte (?:schreiben|antworten) sie (?:ihre antwort )?(?:über|oberhalb) dieser (?:linie|zeile)
    répondez au-dessus de cette ligne|responda por encima de esta línea
""")

OUT_OF_OFFICE = any_of(r"""
    auto(?:matic|mated)?[ -]?(?:reply|response)|auto-?antwort|auto:|out of (?:the )?office|away from (?:the )?office
    ooo\b|vacation (?:reply|notice)|automatische antwort|abwesenheits|abwesend|nicht im (?:büro|hause)
    réponse automatique|r[ée]ponse d.absence|absence du bureau|absent du bureau|respuesta autom[áa]tica
    fuera de (?:la )?oficina|automatisch antwoord|automatische beantwoording|afwezigheid|niet aanwezig
    resposta autom[áa]tica|fora do escrit[óo]rio|risposta automatica|fuori (?:sede|ufficio)|autosvar|automatisk svar
    automatiskt svar|fraværsbesked|frånvaro|fravær|ikke til stede|odpowiedź automatyczna|automatyczna odpowiedź
    autoodpowiedź|poza biurem|自動返信|自動応答|不在通知|自动回复|自動回覆|外出|автоответ|автоматический ответ
    automatická odpověď|automaattinen vastaus|otomatik yanıt|자동 회신|부재중
""")

UNDELIVERED = any_of(r"""
    undeliver(?:ed|able)|delivery (?:status notification|failure|has failed|report|notification)
    mail delivery (?:failed|failure|system)|returned mail|failure notice|message undeliverable|non[- ]?remis
    unzustellbar|nicht zustellbar|no se puede entregar|onbestelbaar|non recapitabile|não entregue|ikke leveret
    kunde inte levereras|niedostarczon|mailzustellung|échec de (?:la )?remise|配信不能|無法傳遞|投递失败|退信
""")
