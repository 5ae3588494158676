"""Frequent words, letters and endings that tell the languages of one script apart.

Only what is of one language stands here: "bir" is Kazakh and Uzbek, "на" never Kazakh. Names of people
end in "-ов" in all of them, so that is no sign.
"""

from __future__ import annotations

_CYRILLIC_WORDS = {
    "kk": """
        мен пен бен ал ол осы сол бойынша туралы деп деген деді дейді үшін кейін дейін бар жоқ еді екен жыл жылы
        жылғы жылдың жылдан айда айында айдың бері гөрі соң сапар сауда тауар айналымы айналым теңге облысы
        облысының қаласы және яғни тағы болды болып болған болатын қарай арқылы арасында отыр тұр жатыр алды
        барды келді ашылды басталды есе мың шамамен қазақ өз біз сіз олар оның бұл әр еш көп аз ең мал адам ел
        елдің астам жуық таман аса
    """,
    "uz": """
        ва билан учун бу бир икки беш олти етти саккиз минг юз йил йили йилда йилги йилнинг йилдан ойда ойида
        ойлик ойларида эса эди экан эмас деб деди дейди дея ҳам ушбу шу унинг улар унда бундан орқали ташкил
        этди этган этилди этилган этади қилди қилган қилинди келди берди берилди олди борди бўлди бўлган бўлиб
        савдо савдоси вилояти вилоятининг туман тумани шаҳар мамлакат давлат фоиз фоизга фоизни сўм та дона
        донага яна лекин аммо балки ҳар барча янги катта якунлари жорий мазкур маълум тадбиркор тадбиркорлар
        ортиқ кўп кам деярли қарийб йилига ортди ошди етди тенг сони узра атрофида айирбошлаш айланмаси
    """,
    "ru": """
        и в во на с со по из к за от для до о об обо при без под над через между около более менее чем что как
        это этот эта эти этого этом этой его её ее их он она они мы вы который которая которое которые которых
        также был была было были будет будут года году год годом лет или а но же бы уже ещё еще только после
        перед составил составила составило составили вырос выросла выросло выросли достиг достигла сообщил
        сообщила сообщили заявил заявила отметил отметила тыс рублей долларов доллара тенге сумов процентов
        процента где когда если так том тем тот те все всё всего всех первый первого область области стран
        страны собой против сейчас однако кроме среди ранее сегодня день дня месяцев месяца раза раз нет не
    """,
}
_CYRILLIC_ENDINGS = {
    "kk": """
        лды рды нды йды ады тты ысы ымы сын сына ымен ның ығы ына ында ыны ынан дар лық шы ылы ыс ып ыр ың тай
        бай
    """,
    "uz": """
        нинг даги арда арга арни лари ган кан ида сида илди лди рди нди тди дир гача лик лиги илик ини сини ти
        га гани ишга ишни иши моқ
    """,
    "ru": """
        ого его ому ему ыми ими ами ями ый кий ний щий ший ная кая вая мая тая лая ное кое вое мое тое ные кие
        вые ской ной вой кой их ых ях ть сь ся ает яет ует еет ают яют уют ала ила ела ыла ало ило ело или ели
        ыли лся лась лось лись чил вил жил нял шил ость ости сть сти ние нию нии нием ение ения ции цию ций цией
        ство ства ству ом ем ов ую юю ию ью ёт ется ится ются ятся
    """,
}
_LATIN_WORDS = {
    "kk": """
        men pen ben al ol osy sol bul jyl jyly jylgy jyldyn jyldan deidi bolyp boldy bolgan degen dep arqyly
        arasynda qazaq qazaqstan qazaqstannyn oblysy oblys qalasy qala sauda saudasy tauar ainalymy eki tort bes
        alty jeti segiz toqsan jartyjyldyqta aida ainda baryp keldi bardy jane jana jyldary zauyty byltyr biyl
        byl ashyldy otyr tur jatyr ese myn shamamen oz biz siz olar onyn elder eldin deiin keiin
    """,
    "uz": """
        va bilan uchun bu u ikki besh olti yetti sakkiz ming yuz yil yili yilda yilgi yilning yildan oyda oyida
        oylik oylarida esa ekan emas deb deya ham ushbu shu uning ular unda bundan orqali tashkil etdi etgan
        etildi etilgan etadi qildi qilgan qilindi berdi berildi olingan bordi savdo savdosi viloyati
        viloyatining viloyat tuman tumani shahri shahar mamlakat davlat foiz foizga foizni ta dona donaga yana
        lekin ammo har barcha yangi katta yakunlari joriy mazkur tadbirkor tadbirkorlar ortiq kam deyarli qariyb
        yiliga ortdi oshdi yetdi teng soni atrofida ayirboshlash aylanmasi mahsulot hajmi hajm eng necha nima
        dollarga dollarni dollardan dollarlik trln mlrdga milliardga sal shahrida
    """,
    "en": """
        the of and to in is are was were be been has have had for with by from that at as its it an a which will
        would this these those their his her they he she or not but more than about after before between into
        over under up down out all also other who when where there last year years month months said says per
        percent cent compared while both each most first second third new only just against during since until
        through because did does can could may should no so such one two three four five six seven eight nine
        ten trade region country company plant government minister
    """,
}
_LATIN_ENDINGS = {
    "kk": """
        nyn dyn tyn yna ynda ynan ymen ardy ldy rdy ndy ydy ady tty yq aq ysy ymy yny dary tary aryn ylyp yp tar
        dar ylar
    """,
    "uz": """
        dagi arga arni lari oqda ildi adi acha lgan tgan rgan ngan ga ni iq oq chi ishi ati ida sida ligi ilik
        apti
    """,
    "en": """
        ing tion ions ed ly ment ents ies ers ity ous ive ance ence able ible ful ness ship ure ght hip ward
        ting ding sing king ling ring ghts ical ally ated ates ched cts ees ess ore est
    """,
}


def _table(lists: dict[str, str]) -> dict[str, str]:
    """Word to language."""
    return {word: language for language, words in lists.items() for word in words.split()}


WORDS = {"Cyrl": _table(_CYRILLIC_WORDS), "Latn": _table(_LATIN_WORDS)}
ENDINGS = {"Cyrl": _table(_CYRILLIC_ENDINGS), "Latn": _table(_LATIN_ENDINGS)}
# Two letters that a word of one language begins with; the others borrow few such words.
STARTS = {
    "Cyrl": _table({"ru": "вы вз вс сл сн св вн вр вл дн мн гл зн зд см ср хр гд пл"}),
    "Latn": _table({"en": "th wh wr kn"}),
}
# Letters that one language has and the others of the script lack, the surest first.
LETTERS: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "Cyrl": (("uz", frozenset("ўҳ")), ("kk", frozenset("әіңұүһө"))),
    "Latn": (("kk", frozenset("áǵńóúýıäğñŋöşšūüŭņá")),),
}
