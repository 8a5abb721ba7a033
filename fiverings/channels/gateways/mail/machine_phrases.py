"""How machines of many languages say that somebody is away, or that a mail did not arrive."""

# ruff: noqa: RUF001 — letters of other alphabets are what this file is about

from .phrases import any_of

OUT_OF_OFFICE = any_of(r"""
    auto(?:matic|mated)?[ -]?(?:reply|response|responder)|auto-?antwort|autoantwort
    (?:out of|away from) (?:the )?office
    out of office (?:notice|notification|auto-?reply|message)|ooo|vacation (?:reply|notice|message)
    on (?:vacation|leave|holiday)
    automatische antwort|abwesen(?:d|heit(?:s\w{4,20})?)|urlaubs(?:benachrichtigung|notiz|meldung)
    nicht im (?:büro|hause)
    réponse automatique|(?:message d['’]|r[ée]ponse d.)absence|absence(?: du bureau| temporaire)?
    absente? du bureau|en congés?
    respuesta autom[áa]tica|(?:fuera|ausente) de (?:la )?oficina|ausente|automatisch antwoord
    automatische beantwoording
    afwezig(?:heid(?:s\w{4,20})?)?|niet aanwezig|resposta autom[áa]tica|fora do escrit[óo]rio
    aus[êe]ncia(?: tempor[áa]ria)?|risposta automatica|fuori (?:sede|ufficio)|assen(?:te|za)(?: dall['’]ufficio)?
    autosvar
    automatisk svar|automatiskt svar|fraværsbesked|fravær(?:ende|smelding)?|frånvar(?:o|ande)|ikke til stede
    odpowiedź automatyczna|automatyczna odpowiedź|autoodpowiedź|poza biurem|nieobecność|nieobecn[ya]|自動返信|自動応答
    自動回覆|自动回复|自动答复|自動答覆|不在通知|不在のお知らせ|不在连絡|外出|休暇中|不在办公室|不在辦公室|автоответ
    автоматический ответ|automatická odpověď|automaattinen vastaus|otomatik yanıt|자동 회신|부재중
""")

ABSENT = any_of(r"""
    (?:is|am|are|will be) (?:currently |now )?(?:(?:out of|away from) (?:the |my )?office|on (?:vacation|leave|holiday))
    (?:ist|bin|sind) (?:derzeit |zur ?zeit |aktuell )?(?:außer haus|abwesend|nicht im (?:büro|hause?)|im urlaub)
    (?:est|suis|sommes) (?:actuellement )?(?:absente?s?|en congés?|en vacances|en déplacement)
    (?:está|estoy|estamos) (?:actualmente )?(?:ausentes?|de vacaciones|fuera de la oficina)
    (?:is|ben|zijn) (?:momenteel )?(?:afwezig|niet aanwezig|met vakantie|op vakantie|met verlof)
    (?:está|estou|estarei) (?:ausente|de férias|fora do escritório)
    (?:è|sono|sarò) (?:assente|in ferie|fuori (?:ufficio|sede))
    er (?:på ferie|fraværende|bortrejst|ikke (?:til stede|på kontoret))
    är (?:på semester|frånvarande|tjänstledig|inte på kontoret)|jest(?:em)? (?:na urlopie|nieobecn[ya]|poza biurem)
""")

UNTIL = any_of(r"""
    until|till|from|since|bis|vom|ab|du|jusqu\S*|hasta|desde|tot|van|fino|dal|até|de|til|fra|från|do|od
""")

UNDELIVERED = any_of(r"""
    undeliver(?:ed|able)|delivery (?:status notification|failure|has failed|report|notification)
    permanent delivery failure
    mail delivery (?:failed|failure|system)|returned mail|failure notice|message undeliverable|mail system error
    email delivery failure|message you sent blocked|warning: (?:message|could not send)|delayed mail|delivery delayed
    non[- ]?remis|non distribu|unzustellbar|nicht zustellbar|mailzustellung|zustellung (?:fehlgeschlagen|verzögert)
    no se puede entregar|no se pudo entregar|error de entrega|onbestelbaar|non recapitabile|mancata consegna
    (?:não|nao) (?:entregue|é possível entregar)|falha na entrega|ikke leveret|kan ikke leveres|olevererbar
    kunde inte levereras|kan inte levereras|niedostarczon|nie dostarczono|échec de (?:la )?remise|配信不能
    配信できません
    無法傳遞|无法送达|無法送達|无法投递|未送达|投递失败|退信|не доставлено|недоставлен|nedoručiteln|toimittamaton
    teslim edilemedi
""")

DELAYED = any_of(r"""
    delay(?:ed)?\b|still being retried|verzögert|retardée?|retrasad|vertraagd|atrasad|ritardat|forsinket|försenad
    opóźnion
    遅延|延迟|延遲
""")
