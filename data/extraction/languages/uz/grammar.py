"""Uzbek beside its word table, in folded text: Latin letters without apostrophes."""

from __future__ import annotations

import re

from data.extraction import grammar
from data.extraction.grammar import Grammar, word_set
from data.extraction.languages.uz.spelling import ROMANIZATION, SPELLINGS

GRAMMAR = Grammar(
    language="uz",
    table_script="Latn",
    spellings=SPELLINGS,
    romanization=ROMANIZATION,
    head_final=True,
    ends=grammar.SentenceEnds(abbreviations=word_set("mln mlrd trln ming"), continuations=("aqsh",)),
    numbers=grammar.NumberGrammar(
        half_after_digits=True,
        bare_multipliers=word_set("ming mingta million"),
        counted_thousand=("mingta",),
        suffixes=word_set("dan ga ta tadan taga"),
        degree_adverbs=word_set("sal"),
    ),
    hedges=grammar.HedgeGrammar(
        ablative_endings=("dan",),
        limit_endings=("gacha",),
        suffixes=word_set("dan ga ni"),
        adverbs=word_set("sal esa ham"),
    ),
    lists=grammar.ListGrammar(
        and_words=word_set("va"),
        rank_words=word_set("va"),
        amount_joiners=word_set("va hamda bilan"),
        pair_joiners=word_set("va hamda"),
    ),
    changes=grammar.ChangeGrammar(
        marking="suffix",
        or_words=word_set("yoki"),
        dative_endings=("ga", "qa"),
        dative_words=word_set("ga"),
        percent_dative_endings=("foizga",),
        particles=word_set("ham"),
        falls_to=("tush", "tusd", "tusg"),
        index_stems=("indeks",),
    ),
    cues=grammar.CueGrammar(
        conjunctions=word_set("va esa ammo"),
        money_after=3.5,
        goods_after=1.0,
        direction_after=0.0,
        counting_nouns=word_set("soni"),
        value_stems=("qiymat",),
    ),
    modality=grammar.ModalityGrammar(
        past_endings=("di", "ti", "gan", "kan", "qan"), purpose_postpositions=word_set("uchun")
    ),
    places=grammar.PlaceGrammar(
        country="Uzbekistan",
        case_endings=re.compile(
            r"(?P<from>dan)$|(?P<of>ning)$|(?P<in>(?:dagi|da))$|(?P<to>(?:gacha|ga|ka|qa))$|(?P<adjective>(?:lik|cha))"
        ),
        postpositions={"bilan": "with"},
        joiners=word_set("va hamda bilan"),
    ),
    times=grammar.TimeGrammar(glue=word_set("ning va da"), base_endings=("dan",)),
)
