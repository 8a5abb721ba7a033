"""Subjects: what a mail is about, without what mail programs put before it, and those that say nothing."""

# ruff: noqa: RUF001 — letters of other alphabets are what this file is about

from __future__ import annotations

import re
import unicodedata

BEFORE = re.compile(
    r"(?:re|aw|antw|antwort|sv|vs|rv|ref|rif|r|res|odp|odpowiedź|отв|ответ|відп|ynt|yan|vá|vl|回复|回覆|答复|答覆|返信|답장|회신"
    r"|fw|fwd|wg|tr|i|enc|doorst|vb|vidarebefordrat|vbs|pd|пересл|перес|iлт|i̇lt|ilt|továbbítás|转发|轉寄|転送|전달)"
    r"(?:\s*[\[(]\s*\d+\s*[\])])?\s*[:：]\s*",
    re.I,
)
NUMBERED = re.compile(r"\[[^\[\]]{0,60}\d[^\[\]]{0,60}\]")
SAYS_NOTHING = frozenset(
    each.strip()
    for each in """
    help|help needed|please help|urgent|very urgent|question|a question|quick question|request|problem|a problem
    issue|an issue|error|hello|hi|hey|information|info|important|support|support request|inquiry|enquiry|query|contact
    contact form|no subject|none|test|update|news|message|new message|phone|telephone|phones|ticket|invoice|order|offer
    hilfe|bitte um hilfe|dringend|sehr dringend|frage|eine frage|anfrage|fehler|hallo|wichtig|problem|kontakt
    kein betreff|störung|kontaktformular|nachricht|rechnung|bestellung|telefon
    aide|à l aide|besoin d aide|urgence|question|une question|demande|problème|un problème|erreur|bonjour|salut
    renseignement|important|sans objet|aucun objet|panne|message|facture|commande|téléphone
    ayuda|urgente|muy urgente|pregunta|consulta|solicitud|problema|un problema|hola|buenos días|información|importante
    sin asunto|error|mensaje|factura|pedido|teléfono
    aiuto|domanda|una domanda|richiesta|ciao|salve|buongiorno|informazioni|errore|nessun oggetto|guasto|messaggio
    fattura
    hulp|dringend|spoed|vraag|een vraag|verzoek|probleem|een probleem|hoi|belangrijk|geen onderwerp|storing|bericht
    factuur
    ajuda|pergunta|dúvida|uma pergunta|pedido|olá|oi|bom dia|informação|erro|sem assunto|mensagem|fatura
    hjælp|haster|spørgsmål|et spørgsmål|forespørgsel|hej|vigtigt|intet emne|fejl|besked|faktura
    hjälp|brådskande|akut|fråga|en fråga|förfrågan|viktigt|inget ämne|fel|meddelande
    hjelp|haster|spørsmål|forespørsel|hei|viktig|feil|melding|ingen emne
    pomoc|pomocy|pilne|bardzo pilne|pytanie|zapytanie|prośba|cześć|dzień dobry|ważne|brak tematu|błąd|awaria|wiadomość
    помощь|помогите|срочно|очень срочно|вопрос|запрос|проблема|привет|здравствуйте|важно|без темы|ошибка|сообщение
    助けて|至急|緊急|質問|お問い合わせ|問い合わせ|こんにちは|重要|件名なし|無題|エラー|問題
    帮助|求助|紧急|问题|咨询|你好|重要|无主题|错误|請求|緊急|問題
    """.replace("\n", "|").split("|")
    if each.strip()
)
"""Subjects that many needs share, in thirteen languages."""
SHORTEST = 4


def plain_subject(subject: str) -> str:
    """What a subject says in small letters, without Re: and its like in the languages we know and without numbers."""
    said = unicodedata.normalize("NFKC", NUMBERED.sub(" ", subject)).casefold().strip()
    while found := BEFORE.match(said):
        said = said[found.end() :].strip()
    return " ".join(re.sub(r"[^\w]+", " ", said).split())


def says_something(plain: str) -> bool:
    """Whether it names one need, and not any: neither words that everybody writes nor almost none."""
    return len(plain) >= SHORTEST and not plain.isdigit() and plain not in NORMAL


NORMAL = frozenset(plain_subject(each) for each in SAYS_NOTHING)
