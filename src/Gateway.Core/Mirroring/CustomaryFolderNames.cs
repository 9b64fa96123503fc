using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>
/// The names that mail clients and servers give folders with a role, in the languages that they speak; the more usual first. They count where the server does not say itself what a
/// folder is for (RFC 6154).
/// </summary>
internal static class CustomaryFolderNames
{
    private static readonly Dictionary<SpecialFolder, string> Table = new()
    {
        [SpecialFolder.SentItems] = """
            Sent|Sent Items|Sent Messages|Sent Mail|Sent-Mail|SentMail|Sent Objects
            Gesendet|Gesendete Objekte|Gesendete Elemente|Gesendete Nachrichten|Envoyés|Éléments envoyés|Messages envoyés|Objets envoyés
            Enviados|Elementos enviados|Mensajes enviados|Correo enviado|Itens enviados|Mensagens enviadas|E-mails enviados|Correio enviado|Elements enviats|Enviats
            Inviata|Posta inviata|Inviati|Messaggi inviati|Elementi inviati|Verzonden|Verzonden items|Verzonden objecten|Verzonden berichten
            Wysłane|Elementy wysłane|Wysłane wiadomości|Odeslané|Odeslaná pošta|Odeslané zprávy|Odoslané|Odoslaná pošta|Odoslané položky|Elküldött|Elküldött elemek|Elküldött üzenetek
            Trimise|Elemente trimise|Mesaje trimise|Изпратени|Изпратена поща|Изпратени елементи|Отправленные|Отправленные элементы|Надіслані|Надіслані елементи|Відправлені
            Απεσταλμένα|Σταλμένα|Gönderilmiş Öğeler|Gönderilmiş|Gönderilen|Gönderilenler|Skickat|Skickade|Skickade objekt|Sendt|Sendt post|Sendte elementer|Sendte meldinger|Sendte
            Lähetetyt|Saadetud|Saadetud kirjad|Saadetud üksused|Nosūtītie|Nosūtītās vienumi|Nosūtītās ziņas|Išsiųsta|Išsiųsti|Išsiųsti laiškai|Išsiųsti elementai
            Poslano|Poslana pošta|Poslani predmeti|Poslane stavke|Poslato|Послато|Послате ставке|Đã gửi|Thư đã gửi|Terkirim|Item Terkirim|รายการที่ถูกส่ง|ส่งแล้ว
            פריטים שנשלחו|דואר שנשלח|נשלחו|العناصر المرسلة|المرسلة|البريد المرسل|送信済み|送信済みアイテム|送信済みメール|已发送|已发送邮件|已傳送|寄件備份|寄件匣備份|보낸 편지함|보낸메일함
            """,
        [SpecialFolder.Drafts] = """
            Drafts|Draft|Entwürfe|Entwurf|Brouillons|Brouillon|Borradores|Borrador|Rascunhos|Rascunho|Esborranys|Bozze|Bozza|Concepten|Concept|Wersje robocze|Kopie robocze|Szkice
            Koncepty|Rozepsané|Rozepsané zprávy|Rozpísané|Piszkozatok|Ciorne|Schițe|Чернови|Черновики|Чернетки|Πρόχειρα|Taslaklar|Utkast|Kladder|Udkast|Kladde|Luonnokset
            Mustandid|Melnraksti|Juodraščiai|Osnutki|Skice|Nacrti|Нацрти|Bản nháp|Thư nháp|Draf|Konsep|แบบร่าง|ร่างจดหมาย|טיוטות|المسودات|مسودات|下書き|草稿|草稿箱|草稿匣|임시 보관함|임시보관함
            """,
        [SpecialFolder.DeletedItems] = """
            Trash|Deleted Items|Deleted Messages|Deleted|Deleted Objects|Bin|Wastebasket|Papierkorb|Gelöscht|Gelöschte Objekte|Gelöschte Elemente|Gelöschte Nachrichten
            Corbeille|Éléments supprimés|Messages supprimés|Papelera|Papelera de reciclaje|Elementos eliminados|Eliminados|Itens excluídos|Lixeira|Lixo|Itens eliminados|Mensagens excluídas|Paperera|Elements suprimits
            Cestino|Posta eliminata|Elementi eliminati|Prullenbak|Verwijderd|Verwijderde items|Verwijderde objecten|Kosz|Elementy usunięte|Usunięte|Koš|Odstraněná pošta|Odstraněné|Kôš|Odstránené|Odstránená pošta
            Kuka|Lomtár|Törölt elemek|Coș de gunoi|Gunoi|Elemente șterse|Кошче|Изтрити|Изтрити елементи|Корзина|Удаленные|Удалённые|Удаленные элементы|Кошик|Видалені|Видалені елементи
            Κάδος|Κάδος απορριμμάτων|Διαγραμμένα|Απορρίμματα|Çöp|Çöp Kutusu|Silinmiş Öğeler|Silinenler|Papperskorg|Papperskorgen|Borttaget|Borttagna objekt|Papirkurv|Slettet post|Slettede elementer|Søppel|Slettede
            Roskakori|Poistetut|Prügikast|Kustutatud|Kustutatud üksused|Miskaste|Atkritne|Izdzēstie vienumi|Šiukšlinė|Šiukšliadėžė|Ištrinti elementai|Ištrinta|Smeti|Izbrisano|Smeće|Otpad|Izbrisane stavke|Obrisano|Смеће|Отпад
            Thùng rác|Đã xóa|Sampah|Item Terhapus|ถังขยะ|รายการที่ถูกลบ|אשפה|פריטים שנמחקו|العناصر المحذوفة|المحذوفة|المهملات|سلة المهملات|ごみ箱|ゴミ箱|削除済みアイテム|已删除|已删除邮件|废件箱|垃圾桶|刪除的郵件|刪除郵件|휴지통|지운 편지함
            """,
        [SpecialFolder.JunkEmail] = """
            Junk|Junk Email|Junk E-mail|Junk Mail|Spam|Bulk Mail|Spamverdacht|Unerwünscht|Unerwünschte Werbung|Indésirables|Courrier indésirable|Pourriel|Correo no deseado|No deseado|Correo basura|Lixo eletrônico|Lixo eletrónico|Correu brossa
            Posta indesiderata|Indesiderata|Ongewenst|Ongewenste e-mail|Ongewenste reclame|Wiadomości-śmieci|Niechciane|Nevyžádaná pošta|Nevyžádané|Nevyžiadaná pošta|Levélszemét|Mesaje nedorite|Nedorite|Нежелана поща|Нежелана
            Спам|Нежелательная почта|Небажана пошта|Ανεπιθύμητα|Ανεπιθύμητη αλληλογραφία|Önemsiz|Önemsiz E-posta|Gereksiz|Skräppost|Uønsket post|Uønsket e-mail|Uønsket e-post|Søppelpost|Roskaposti
            Rämpspost|Mēstules|Surogātpasts|Brukalai|Šlamštas|Nepageidaujamas paštas|Neželena pošta|Vsiljena pošta|Neželjena pošta|Neželjena e-pošta|Нежељена пошта|Thư rác|Email Sampah|อีเมลขยะ|จดหมายขยะ
            דואר זבל|ספאם|البريد غير الهام|بريد مزعج|البريد العشوائي|迷惑メール|垃圾邮件|垃圾郵件|广告邮件|스팸 메일함|스팸메일함|스팸|정크 메일
            """,
        [SpecialFolder.Outbox] = """
            Outbox|Postausgang|Boîte d'envoi|Boîte d’envoi|Bandeja de salida|Caixa de saída|Safata de sortida|Posta in uscita|Postvak UIT|Skrzynka nadawcza|Pošta k odeslání|Pošta na odoslanie|Postázandó|Postázandó üzenetek
            Căsuța de ieșire|Изходящи|Изходяща кутия|Исходящие|Вихідні|Εξερχόμενα|Giden Kutusu|Utkorgen|Utkorg|Udbakke|Utboks|Lähtevät|Väljundkaust|Izsūtne|Siunčiami|Siunčiamieji|Odhodno|V pošiljanju|Izlazna pošta|Odlazno|Одлазно
            Hộp thư đi|Kotak Keluar|ถาดออก|กล่องจดหมายออก|דואר יוצא|علبة الصادر|صندوق الصادر|送信トレイ|发件箱|寄件匣|보낼 편지함
            """,
        [SpecialFolder.Notes] = """
            Notes|Notizen|Notas|Note|Notities|Notatki|Poznámky|Jegyzetek|Notițe|Бележки|Заметки|Нотатки|Σημειώσεις|Notlar|Anteckningar|Noter|Notater|Muistiinpanot|Muistilaput|Märkmed|Piezīmes|Pastabos
            Opombe|Bilješke|Beleške|Белешке|Ghi chú|Catatan|บันทึกย่อ|פתקים|הערות|ملاحظات|الملاحظات|メモ|便笺|記事|메모
            """,
        [SpecialFolder.Journal] = """
            Journal|Diario|Diário|Diari|Logboek|Dziennik|Deník|Denník|Napló|Jurnal|Дневник|Щоденник|Ημερολόγιο δραστηριοτήτων|Günlük|Päiväkirja|Päevik|Žurnāls|Žurnalas|Dnevnik|יומן אירועים|دفتر اليومية|履歴|日记|日誌|업무 일지
            """,
    };

    /// <summary>The names of each role, the more usual first.</summary>
    public static IReadOnlyDictionary<SpecialFolder, string[]> ByRole { get; } = Table.ToDictionary(
        t => t.Key,
        t => t.Value.Split(['|', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
