"""What customers and we say to each other in thirteen languages, how devices boast, and what lawyers add.

Each line of `NEW` must be seen, each of `OLD` and `BOASTS` be folded, wherever they stand.
"""

# ruff: noqa: E501, RUF001 — letters of other alphabets are meant

NEW = {
    "en": "Hello Nora,|the router is still dark. I restarted it at 8:30, then again on Monday:|nothing changed.||Could somebody call me?||Kind regards|Ina",
    "de": "Guten Tag Frau Quist,|am Montag um 8:30 Uhr habe ich den Router neu gestartet:|leider ohne Erfolg.||Können Sie mich anrufen?||Mit freundlichen Grüßen|Ina",
    "nl": "Beste Nora,|op maandag om 8:30 heb ik de router herstart:|helaas zonder resultaat.||Kan iemand mij bellen?||Met vriendelijke groet|Ina",
    "da": "Hej Nora,|den 13. marts genstartede jeg routeren kl. 8.30:|det hjalp ikke.||Kan nogen ringe til mig?||Venlig hilsen|Ina",
    "sv": "Hej Nora,|den 13 mars startade jag om routern kl. 8:30:|det hjälpte inte.||Kan någon ringa mig?||Vänliga hälsningar|Ina",
    "no": "Hei Nora,|den 13. mars startet jeg ruteren på nytt kl. 8:30:|det hjalp ikke.||Kan noen ringe meg?||Vennlig hilsen|Ina",
    "pl": "Dzień dobry,|w dniu 13.03.2023 o 8:30 zrestartowałam router:|niestety bez skutku.||Czy ktoś może zadzwonić?||Pozdrawiam|Ina",
    "fr": "Bonjour Nora,|le 13 mars à 8:30 j'ai redémarré le routeur :|rien n'a changé.||Quelqu'un peut-il m'appeler ?||Cordialement|Ina",
    "es": "Hola Nora:|el 13 de marzo a las 8:30 reinicié el router:|no cambió nada.||¿Puede llamarme alguien?||Saludos|Ina",
    "pt": "Olá Nora,|em 13 de março às 8:30 reiniciei o router:|nada mudou.||Alguém me pode ligar?||Cumprimentos|Ina",
    "it": "Buongiorno Nora,|il 13 marzo alle 8:30 ho riavviato il router:|non è cambiato nulla.||Qualcuno può chiamarmi?||Cordiali saluti|Ina",
    "ja": "ノラ様|お世話になっております。|2023年3月13日 8:30 に再起動しました:|変わりません。||お電話いただけますか。||よろしくお願いいたします。",
    "zh": "您好，|2023年3月13日 8:30 我重启了路由器：|没有变化。||请给我打电话好吗？||谢谢|依娜",
}
OLD = {
    "en": "Thank you for your message.|Please restart the router and tell us what you see.||Nora Quist|North Support",
    "de": "vielen Dank für Ihre Nachricht.|Bitte starten Sie den Router neu.||Nora Quist|Kundendienst Nord",
    "nl": "Dank voor uw bericht.|Wilt u de router opnieuw starten?||Nora Quist|Klantenservice Noord",
    "da": "Tak for din besked.|Genstart venligst routeren.||Nora Quist|Kundeservice Nord",
    "sv": "Tack för ditt meddelande.|Starta om routern, tack.||Nora Quist|Kundtjänst Nord",
    "no": "Takk for meldingen din.|Start ruteren på nytt, takk.||Nora Quist|Kundeservice Nord",
    "pl": "Dziękujemy za wiadomość.|Prosimy o ponowne uruchomienie.||Nora Quist|Obsługa klienta Północ",
    "fr": "Merci de votre message.|Veuillez redémarrer le routeur.||Nora Quist|Service clients Nord",
    "es": "Gracias por su mensaje.|Reinicie el router, por favor.||Nora Quist|Atención al cliente Norte",
    "pt": "Obrigado pela sua mensagem.|Reinicie o router, por favor.||Nora Quist|Apoio ao cliente Norte",
    "it": "Grazie del messaggio.|Riavvii il router, per favore.||Nora Quist|Servizio clienti Nord",
    "ja": "ご連絡ありがとうございます。|ルーターを再起動してください。||Nora Quist|北サポート",
    "zh": "感谢您的来信。|请重新启动设备。||Nora Quist|北方客服",
}
BOASTS = {
    "en": "Sent from my Galaxy|Sent from Outlook for iOS|Get Outlook for Android<https://aka.ms/AAb9ysg>|Sent from Yahoo Mail for iPhone|Sent with Proton Mail secure email.|Sent from my BlackBerry 10 smartphone on the Vodafone network.|Sent from Mail for Windows|Sent from my T-Mobile 5G Device|Sent via BlackBerry Hub+ Inbox for Android|Please excuse typos, sent from my phone",
    "de": "Von meinem Samsung Galaxy Smartphone gesendet.|Gesendet mit der GMX iPhone App|Gesendet von Outlook für iOS|Holen Sie sich Outlook für Android<https://aka.ms/x>|Gesendet von Mail für Windows|Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.|Gesendet mit der WEB.DE Mail App|Von meinem iPad gesendet",
    "nl": "Verzonden vanaf mijn Galaxy|Verzonden vanuit Outlook voor Android|Outlook voor iOS downloaden<https://aka.ms/x>|Verstuurd vanaf mijn iPad|Verzonden vanuit Mail voor Windows",
    "da": "Sendt fra min Galaxy|Sendt fra Outlook til Android|Hent Outlook til iOS<https://aka.ms/x>|Sendt fra min iPad|Sendt fra Mail til Windows",
    "sv": "Skickat från min Galaxy|Skickat från Outlook för iOS|Skaffa Outlook för Android<https://aka.ms/x>|Skickades från min iPad|Skickat från E-post för Windows",
    "no": "Sendt fra min Galaxy|Sendt fra Outlook for iOS|Skaff deg Outlook for Android<https://aka.ms/x>|Sendt fra min iPad|Sendt fra E-post for Windows",
    "pl": "Wysłano z mojego Galaxy|Wysłane z urządzenia Galaxy|Wysłane z programu Outlook dla systemu iOS|Wysłane z iPada|Wysłano z aplikacji Poczta systemu Windows|Wysłane z telefonu Samsung",
    "fr": "Envoyé de mon Galaxy|Envoyé depuis mon appareil Galaxy|Télécharger Outlook pour iOS<https://aka.ms/x>|Envoyé à partir de Outlook pour Android|Envoyé de mon iPad|Envoyé à partir de Courrier pour Windows|Envoyé depuis l'application Mail Orange|Obtenir Outlook pour Android<https://aka.ms/x>",
    "es": "Enviado desde mi Galaxy|Enviado desde Outlook para Android|Obtener Outlook para iOS<https://aka.ms/x>|Enviado desde mi iPad|Enviado desde Correo para Windows|Enviado desde Yahoo Mail para Android",
    "pt": "Enviado do meu Galaxy|Enviado do Outlook para iOS|Obter o Outlook para Android<https://aka.ms/x>|Enviado do meu iPad|Enviado do Correio para Windows|Baixe o Outlook para iOS<https://aka.ms/x>|Obtenha o Outlook para Android<https://aka.ms/x>",
    "it": "Inviato dal mio Galaxy|Inviato da Outlook per iOS|Scarica Outlook per Android<https://aka.ms/x>|Inviato da iPad|Inviato da Posta per Windows|Inviato dal mio dispositivo Samsung",
    "ja": "iPadから送信|Androidから送信|Galaxyから送信|iOS 版 Outlook を入手<https://aka.ms/x>|Outlook for Android から送信|Windows 版のメールから送信|Yahoo!メール - iPhone からの送信",
    "zh": "发自我的iPhone|发自我的 iPad|发自我的小米手机|发送自 Outlook for iOS|获取 Outlook for Android<https://aka.ms/x>|從我的 iPad 傳送|从 Windows 版邮件发送|来自我的华为手机|發自我的 iPhone",
}
