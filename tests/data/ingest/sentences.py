"""Sentences in the four languages and their scripts, written for the tests; the figures are invented."""

from __future__ import annotations

SENTENCES: dict[tuple[str, str], tuple[str, ...]] = {
    ("kk", "Cyrl"): (
        "Былтыр облыстың экспорты екі есе артып, 48 млн долларға жетті.",
        "Зауыт директоры биыл жаңа желі іске қосылатынын айтты.",
        "Делегация алдымен трактор зауытын аралап, содан соң форумға қатысты.",
        "Экспорт 5 млн доллар болды.",
        "Тауар айналымы қаңтар-наурызда 12 пайызға азайды.",
        "Сергей Иванов пен Наталья Петрова Новосибирск облысынан келген топты бастап барды.",
        "Кеше Microsoft пен Google компаниялары өңірде кеңсе ашатынын хабарлады.",
        "Мал шаруашылығы саласындағы сауда туралы мәселе талқыланды.",
    ),
    ("kk", "Latn"): (
        "Byltyr oblystyń eksporty eki ese artyp, 48 mln dollarǵa jetti.",
        "Zaýyt dırektory bıyl jańa jeli iske qosylatynyn aıtty.",
        "Byltyr oblystyñ eksporty ekı ese artyp, 48 mln dollarğa jettı.",
        "Delegatsiia aldymen traktor zauytyn aralap, sodan soñ forumğa qatysty.",
        "Bul jyly say'da ai'nalymy 36 million dollardy qurady.",
        "O'zbekstannyn' eksporty byltyr eki ese o'sti, dep habarlady ministrlik.",
        "Barlyq zauyttar jyl sonyna deiin jumys isteidi dep josparlanyp otyr.",
        "Tauar ainalymy qantar men nauryz arasynda 12 paiyzga azaidy.",
    ),
    ("kk", "Arab"): (
        "بىلتىر وبلىستىڭ ەكسپورتى ەكى ەسە ارتىپ، 48 ملن دوللارعا جەتتى.",
        "زاۋىت ديرەكتورى بيىل جاڭا جەلى ىسكە قوسىلاتىنىن ايتتى.",
        "تاۋار اينالىمى ۱۲ پايىزعا ازايدى، دەدى وبلىس اكىمى.",
        "ءۇش كۇندە ءبىزدىڭ توپ ٤ زاۋىتتى ارالادى.",
    ),
    ("uz", "Latn"): (
        "O‘tgan yili viloyat eksporti ikki barobar oshib, 48 mln dollarga yetdi.",
        "O'tgan yili viloyat eksporti ikki barobar oshib, 48 mln dollarga yetdi.",
        "Oʻtgan yili viloyat eksporti ikki barobar oshib, 48 mln dollarga yetdi.",
        "O`tgan yili viloyat eksporti ikki barobar oshib, 48 mln dollarga yetdi.",
        "Zavod direktori bu yil yangi liniya ishga tushishini aytdi.",
        "Delegatsiya avval traktor zavodiga bordi va keyin forumda qatnashdi.",
        "Mart oyida tovar ayirboshlash hajmi 12 foizga kamaydi.",
        "Eksport 5 mln dollar bo‘ldi.",
    ),
    ("uz", "Cyrl"): (
        "Ўтган йили вилоят экспорти икки баробар ошиб, 48 млн долларга етди.",
        "Завод директори бу йил янги линия ишга тушишини айтди.",
        "Делегация аввал трактор заводига борди ва кейин форумда қатнашди.",
        "Март ойида товар айирбошлаш ҳажми 12 фоизга камайди.",
        "Россиялик тадбиркорлар билан савдо масаласи муҳокама қилинди.",
        "Экспорт 5 млн доллар бўлди.",
    ),
    ("ru", "Cyrl"): (
        "В прошлом году экспорт области вырос вдвое и достиг 48 млн долларов.",
        "Директор завода сообщил, что в этом году запустят новую линию.",
        "Делегация сначала посетила тракторный завод, а затем участвовала в форуме.",
        "Экспорт составил 5 млн долларов.",
        "Глава области Ұлытау принял гостей из города Өскемен.",
        "Товарооборот за январь–март сократился на 12 процентов.",
        "Завод «Өзен Мұнай» увеличил выпуск цемента.",
    ),
    ("en", "Latn"): (
        "Last year the region's exports doubled and reached $48 million.",
        "The plant's director said a new line would be launched this year.",
        "The delegation toured a tractor plant before taking part in a forum.",
        "Exports amounted to $5 million.",
        "Trade fell 12 percent in January to March.",
        "The akim of Qyzylorda and the hokim of Qashqadaryo met in Toshkent.",
        "Almaty region's akim Daniyar Syrymov didn't visit Syrdarya.",
        "Mining output isn't growing, the ministry's officials said on Monday evening.",
    ),
}

# In none of the four languages, or in no language.
OTHERS = (
    "همه کارخانه‌ها تا پایان سال کار می‌کنند و صادرات دو برابر شده است",
    "بلغت صادرات المنطقة في العام الماضي ثمانية وأربعين مليون دولار على الأقل",
    "ئۆتكەن يىلى ۋىلايەتنىڭ ئېكسپورتى ئىككى ھەسسە ئاشتى",
    "12 345,6 — 78 %",
    "去年出口增长了一倍",
    "🙂",
    "",
)
