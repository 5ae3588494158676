"""Russian beside its word table, in folded text: ё is е."""

from __future__ import annotations

from data.extraction import grammar
from data.extraction.grammar import Grammar, endings, letter_table, word_set
from data.extraction.languages.cyrillic import LATIN, PLAIN_LATIN

GRAMMAR = Grammar(
    language="ru",
    table_script="Cyrl",
    spellings={"Cyrl": grammar.Spelling(letters=letter_table({"ё": "е"}))},
    romanization=LATIN | PLAIN_LATIN,
    ends=grammar.SentenceEnds(
        abbreviations=word_set("млн млрд трлн тыс долл сша руб г гг им ул т тг"),
        never_final=word_set("г гг им"),
        continuations=("сша",),
    ),
    numbers=grammar.NumberGrammar(
        bare_multipliers=word_set("тысяча тысячу миллион"), ordinal_suffixes=word_set("й го м я е ой")
    ),
    hedges=grammar.HedgeGrammar(glue=word_set("на в во до с со от к за чем отметку уровень")),
    lists=grammar.ListGrammar(
        and_words=word_set("и"),
        range_words=word_set("до"),
        rank_words=word_set("и"),
        amount_joiners=word_set("и в с со из"),
        pair_joiners=word_set("и"),
    ),
    changes=grammar.ChangeGrammar(
        marking="preposition",
        difference_prepositions=word_set("на"),
        comparatives=word_set("хуже лучше"),
        or_words=word_set("или"),
        or_fillers=word_set("на также"),
        index_stems=("индекс", "ифо"),
        index_prepositions=word_set("до"),
    ),
    cues=grammar.CueGrammar(
        conjunctions=word_set("и а но тогда как"),
        links=word_set("долларов"),
        counting_nouns=word_set("число числом"),
        value_stems=("стоимост",),
    ),
    places=grammar.PlaceGrammar(
        prepositions={
            **{"с": "with", "со": "with", "в": "to", "во": "to", "на": "to", "из": "from", "от": "from"},
            **{"между": "between", "для": "to", "по": "in", "у": "of", "после": "past"},
        },
        adjective_endings=endings("ский ская ского ской ские ских скими ским скую ском ое"),
        genitive_endings=endings("ана ии ая сти ы ау кой ти"),
        locative_endings=endings("ане ии ости уте ти ге ае де"),
        owner_after_topic=True,
        overtaken=word_set("после вслед опередив обогнав"),
        joiners=word_set("и а также"),
    ),
    times=grammar.TimeGrammar(
        glue=word_set("в за по с и на к го м й весь всего всю то целый итогам итоги первые"),
        quarter_codes=word_set("кв"),
        origin_prepositions=word_set("против"),
        range_prepositions=word_set("с со"),
        range_ends=word_set("до"),
    ),
    producers=grammar.ProducerGrammar(name_follows_noun=True),
)
