"""The stops of a visit: the seed article's six, short reports in each language and script, and reports of no visit."""

from __future__ import annotations

import csv
import timeit
from pathlib import Path

import pytest

from data.extraction.itinerary import find_stops
from data.extraction.itinerary.grammar import load_visit_grammar
from data.extraction.itinerary.vocabulary import load_visit_rows, visit_lexicon
from data.extraction.languages import GRAMMARS
from data.extraction.lexicon import load_lexicon
from data.extraction.normalize import Folded, fold
from data.extraction.results import Stop
from data.extraction.sentence import TaggedSentence, tag_sentence
from data.extraction.tokenizer import split_sentences, split_words
from data.store.table_reader import TABLES_FOLDER


def _prepared(text: str, language: str, script: str) -> tuple[list[TaggedSentence], Folded]:
    folded = fold(text, language, script)
    first, _, rest = text.partition("\n")
    title = len(first) if rest.startswith("\n") else 0
    lines = []
    for sentence in split_sentences(folded.text, lambda place: text[folded.span(place, place + 1)[0] :][:1]):
        line = tag_sentence(sentence, load_lexicon(language))
        line.titled = sentence.stop <= title
        lines.append(line)
    return lines, folded


def _stops(text: str, language: str = "en", script: str = "Latn") -> list[Stop]:
    lines, folded = _prepared(text, language, script)
    return find_stops(lines, folded, text, language)


def _phrases(text: str, language: str = "en", script: str = "Latn") -> list[str]:
    return [stop.phrase for stop in _stops(text, language, script)]


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_row_finds_its_example(language: str) -> None:
    words = visit_lexicon(language)
    script = "Latn" if language in ("en", "uz") else "Cyrl"
    for row in load_visit_rows(language):
        marks = words.marks(split_words(fold(row.example, language, script).text))
        assert row.tag in {mark.tag for mark in marks}, f"{language}: {row.tag}: {row.example}"


def test_the_languages_know_the_same_kinds_of_words() -> None:
    kinds = {language: {row.tag.partition(":")[0] for row in load_visit_rows(language)} for language in GRAMMARS}
    only = {"kk": {"be", "aspect"}, "uz": {"be", "aspect"}, "ru": {"where", "relative"}, "en": {"where", "relative"}}
    common = set.intersection(*kinds.values())
    for language in GRAMMARS:
        assert kinds[language] - common == only[language]


def test_the_seed_article_gives_the_rows_of_the_events_table(feed: Path) -> None:
    with (TABLES_FOLDER / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    source = feed / f"{rows[0]['source'].replace('inform-a', 'inform-kz-a')}.txt"
    found = _stops(source.read_text(encoding="utf-8"), "kk", "Cyrl")
    assert [(stop.day, stop.order, stop.sort, stop.basis) for stop in found] == [
        (int(row["day"]), int(row["order"]), row["kind"], row["order_basis"]) for row in rows
    ]
    assert [(stop.order_text, stop.order_start, stop.order_stop) for stop in found] == [
        (row["order_text"], int(row["order_text_start"]), int(row["order_text_end"])) for row in rows
    ]
    assert [(stop.phrase, stop.start, stop.stop) for stop in found] == [
        (row["phrase"], int(row["phrase_start"]), int(row["phrase_end"])) for row in rows
    ]


REPORTS = {
    ("en", "Latn"): (
        "A delegation from Atyrau visited Bukhara. On arrival the guests were received at the city hokimiyat. "
        "They then toured the Buxoro Tolasi textile mill and a poultry farm. A day earlier they had laid flowers at "
        "the Independence Monument. A tour of the oil refinery was called off. Next week the group will visit the Alat "
        "free economic zone.",
        [
            ("laid flowers at the Independence Monument", 1, "remembrance", None),
            ("were received at the city hokimiyat", 2, "diplomacy", None),
            ("toured the Buxoro Tolasi textile mill", 2, "industry", None),
            ("poultry farm", 2, "industry", None),
            ("visit the Alat free economic zone", 2, "industry", "planned"),
        ],
    ),
    ("ru", "Cyrl"): (
        "Делегация Атырауской области приехала в Бухару. Сначала гости осмотрели завод «Бухоро Мотор». Затем прошли "
        "переговоры в хокимияте. На следующий день атыраусцы посетили мавзолей Саманидов и выставку ковров. "
        "Поездку на газовый комплекс отменили. Завтра намечено посещение порта.",
        [
            ("осмотрели завод «Бухоро Мотор»", 1, "industry", None),
            ("прошли переговоры в хокимияте", 1, "diplomacy", None),
            ("посетили мавзолей Саманидов", 2, "remembrance", None),
            ("выставку ковров", 2, "business", None),
            ("посещение порта", 3, "industry", "planned"),
        ],
    ),
    ("kk", "Cyrl"): (
        "Атырау облысының делегациясы Бұхараға сапармен барды. Қонақтар алдымен «Бухоро Мотор» зауытын аралады. Содан "
        "кейін облыс хокимиятында келіссөз жүргізді. Ертеңіне атыраулықтар мұражай мен университетті көрді. Базарға "
        "бару кейінге қалдырылды.",
        [
            ("«Бухоро Мотор» зауытын аралады", 1, "industry", None),
            ("облыс хокимиятында келіссөз жүргізді", 1, "diplomacy", None),
            ("мұражай", 2, "culture", None),
            ("университетті көрді", 2, "culture", None),
        ],
    ),
    ("kk", "Latn"): (
        "Atyrau oblysynyñ delegatsiiasy Būharağa saparmen bardy. Qonaqtar aldymen «Buhoro Motor» zauytyn aralady. "
        "Keşke konsert öttı.",
        [("«Buhoro Motor» zauytyn aralady", 1, "industry", None), ("konsert öttı", 1, "culture", None)],
    ),
    ("kk", "Arab"): (
        "اتىراۋ وبلىسىنىڭ دەلەگاتسياسى بۇحاراعا ساپارمەن باردى. قوناقتار الدىمەن «بۋحورو موتور» زاۋىتىن ارالادى.",
        [("«بۋحورو موتور» زاۋىتىن ارالادى", 1, "industry", None)],
    ),
    ("uz", "Latn"): (
        "Atirau viloyati delegatsiyasi Buxoroga tashrif buyurdi. Mehmonlar dastlab “Buxoro Motor” zavodini borib "
        "ko‘rdi. Keyin viloyat hokimligida uchrashuv o‘tkazildi. Bir kun avval ular Bahouddin Naqshband "
        "maqbarasini ziyorat qilgan edi. Ertaga delegatsiya biznes-forumda qatnashadi.",
        [
            ("Bahouddin Naqshband maqbarasini ziyorat qilgan", 1, "remembrance", None),
            ("“Buxoro Motor” zavodini borib ko‘rdi", 2, "industry", None),
            ("viloyat hokimligida uchrashuv o‘tkazildi", 2, "diplomacy", None),
            ("biznes-forumda qatnashadi", 2, "business", "planned"),
        ],
    ),
    ("uz", "Cyrl"): (
        "Атирау вилояти делегацияси Бухорога ташриф буюрди. Меҳмонлар “Бухоро Мотор” заводини бориб кўрди.",
        [("“Бухоро Мотор” заводини бориб кўрди", 1, "industry", None)],
    ),
}


@pytest.mark.parametrize(("language", "script"), REPORTS)
def test_a_short_report_gives_its_stops_in_the_order_of_time(language: str, script: str) -> None:
    text, expected = REPORTS[language, script]
    found = _stops(text, language, script)
    assert [(stop.phrase, stop.day, stop.sort, stop.note) for stop in found] == expected
    assert [stop.order for stop in found] == list(range(1, len(expected) + 1))
    for stop in found:
        assert text[stop.start : stop.stop] == stop.phrase
        assert text[stop.order_start : stop.order_stop] == stop.order_text


NO_VISIT = {
    "en": "The plant made 900 tractors last year, twice as many as before. Its factory in Konaev exports to Tashkent. "
    "A forum of farmers was held at the university. The delegation of Bukhara won two medals at the stadium.",
    "ru": "Завод выпустил 900 тракторов, вдвое больше прошлогоднего. По данным акимата, товарооборот вырос. "
    "Построить фабрику предложила делегация инвесторов. В филармонии прошёл концерт.",
    "kk": "Зауыт былтыр 900 трактор шығарды. Облыс әкімдігінің мәліметінше, тауар айналымы өсті. Делегация зауыт "
    "салуды ұсынды. Филармонияда концерт өтті.",
    "uz": "Zavod o‘tgan yili 900 ta traktor ishlab chiqardi. Hokimlik ma’lumotiga ko‘ra, savdo aylanmasi oshdi. "
    "Delegatsiya zavod qurishni taklif qildi. Filarmoniyada konsert o‘tdi.",
}


@pytest.mark.parametrize("language", NO_VISIT)
def test_a_report_of_no_visit_gives_no_stops(language: str) -> None:
    assert _stops(NO_VISIT[language], language, "Latn" if language in ("en", "uz") else "Cyrl") == []


def test_a_report_without_visit_words_costs_next_to_nothing() -> None:
    text = "Trade between the two countries grew by 12 percent to $1.2 billion. " * 30
    lines, folded = _prepared(text, "en", "Latn")
    seconds = min(timeit.repeat(lambda: find_stops(lines, folded, text, "en"), number=100, repeat=5)) / 100
    assert seconds < 50e-6


def test_a_venue_named_again_is_one_stop() -> None:
    text = (
        "The delegation visited the Ile Mai oil mill. The mill presses sunflower. The guests saw the mill and a museum."
    )
    assert _phrases(text) == ["visited the Ile Mai oil mill", "museum"]


def test_talks_and_their_venue_are_one_stop() -> None:
    text = "Делегация посетила завод. Затем прошли переговоры в министерстве транспорта."
    found = _stops(text, "ru", "Cyrl")
    assert [stop.phrase for stop in found] == ["посетила завод", "прошли переговоры в министерстве транспорта"]
    assert (found[1].action, found[1].sort, found[1].basis, found[1].order_text) == (
        "talks",
        "diplomacy",
        "stated",
        "Затем",
    )
    turned = _stops("Делегация посетила завод. В министерстве транспорта прошли переговоры.", "ru", "Cyrl")
    assert [stop.phrase for stop in turned] == ["посетила завод", "министерстве транспорта прошли переговоры"]


def test_a_day_told_later_goes_to_its_place() -> None:
    text = (
        "The delegation is on a visit. On the second day the guests toured a factory. On the first day they had "
        "visited a mosque. The third day began at a school and ended with a concert."
    )
    assert [(stop.day, stop.place) for stop in _stops(text)] == [
        (1, "mosque"),
        (2, "factory"),
        (3, "school"),
        (3, "concert"),
    ]


def test_hours_of_a_day_are_put_in_order() -> None:
    text = (
        "The guests ended their visit yesterday with a dinner with the governor at a hotel. Yesterday morning the "
        "delegation toured a port. The day before they saw a dam."
    )
    assert [stop.place for stop in _stops(text)] == ["dam", "port", "hotel"]


def test_dates_and_weekdays_tell_days() -> None:
    text = "Делегация прибыла. 14 мая гости видели порт. 16 мая они осмотрели театр. 15 мая гости были в школе."
    assert [(stop.day, stop.place) for stop in _stops(text, "ru", "Cyrl")] == [
        (1, "port"),
        (2, "school"),
        (3, "theatre"),
    ]


def test_what_comes_after_a_known_stop_follows_it() -> None:
    text = (
        "The delegation arrived. On the second day the guests attended a trade fair. A day earlier they toured a mill. "
        "After the fair they visited a museum."
    )
    assert [
        (stop.day, stop.action) for stop in _stops("Title\n\n" + text.replace("arrived", "arrived on a visit"))
    ] == [
        (1, "toured the mill"),
        (2, "took part in the fair"),
        (2, "visited the museum"),
    ]


def test_a_programme_is_read_item_by_item() -> None:
    text = "Программа визита делегации:\n\n• 16 апреля – приём в хокимияте;\n• 17 апреля – мельница «Олтин Дон»."
    assert [(stop.day, stop.phrase) for stop in _stops(text, "ru", "Cyrl")] == [
        (1, "приём в хокимияте"),
        (2, "мельница «Олтин Дон»"),
    ]


def test_who_is_met_counts_only_with_an_office_or_a_venue() -> None:
    assert _phrases("The delegation is on a visit. It met with the governor of Bukhara.") == ["met with the governor"]
    assert _phrases("The delegation is on a visit. It met with success.") == []


def test_places_and_deeds_are_told_in_english() -> None:
    text = "Делегация приехала с визитом в Ташкент. Гости посетили завод «Олмалик Ун» в Алмалыке."
    found = _stops(text, "ru", "Cyrl")
    assert [(stop.place, stop.action) for stop in found] == [("Olmalik Un plant, Almalyk", "visited the plant")]


@pytest.mark.parametrize(
    ("word", "stem", "case"),
    [
        ("зауитинда", 5, "in"),
        ("зауитинан", 5, "from"),
        ("зауитиниң", 5, "of"),
        ("зауити", 5, ""),
        ("зауитина", 5, "to"),
    ],
)
def test_the_ending_of_a_noun_tells_its_part(word: str, stem: int, case: str) -> None:
    assert load_visit_grammar("kk").case_of(word, stem) == case


@pytest.mark.slow
def test_a_sentence_without_end_does_not_take_long() -> None:
    text = "The delegation visited " + "a plant and a museum of arts and talks with the governor, " * 20_000
    lines, folded = _prepared(text, "en", "Latn")
    started = timeit.default_timer()
    find_stops(lines, folded, text, "en")
    assert timeit.default_timer() - started < 20


@pytest.mark.parametrize("language", GRAMMARS)
def test_any_cut_of_a_report_is_read_without_a_fault(language: str) -> None:
    script = "Latn" if language in ("en", "uz") else "Cyrl"
    text, _ = REPORTS[language, script]
    for cut in range(0, len(text), 7):
        for piece in (text[:cut], text[cut:], text[cut:] + text[:cut], text[:cut].replace(" ", '"')):
            for stop in _stops(piece, language, script):
                assert piece[stop.start : stop.stop] == stop.phrase
