"""Kazakh beside its word table, in folded Cyrillic: і, ы and й are и, ү and ұ are у, ә is а, ө is о."""

from __future__ import annotations

import re

from data.extraction import grammar
from data.extraction.grammar import Grammar, word_set
from data.extraction.languages.kk.spelling import ROMANIZATION, SPELLINGS

_WITH = word_set("мен пен бен")
_ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")

GRAMMAR = Grammar(
    language="kk",
    table_script="Cyrl",
    spellings=SPELLINGS,
    romanization=ROMANIZATION,
    head_final=True,
    ends=grammar.SentenceEnds(abbreviations=word_set("млн млрд трлн тг т"), continuations=("ақш",)),
    numbers=grammar.NumberGrammar(
        half_after_digits=True,
        bare_multipliers=word_set("миң миллион"),
        ordinal_suffixes=word_set("ши"),
        degree_adverbs=word_set("сал"),
    ),
    hedges=grammar.HedgeGrammar(
        ablative_endings=_ABLATIVE,
        suffixes=word_set("дан ға нан"),
        adverbs=word_set("сал гана да де али арең бираз"),
    ),
    lists=grammar.ListGrammar(
        and_words=word_set("мен жане"),
        amount_joiners=_WITH | word_set("жане"),
        pair_joiners=_WITH | word_set("жане"),
    ),
    changes=grammar.ChangeGrammar(
        marking="suffix",
        or_words=word_set("немесе яғни ягни"),
        or_fillers=word_set("ға ге"),
        dative_endings=("ға", "ге", "қа", "ке"),
        dative_suffixes=word_set("ға ге қа ке"),
        percent_dative_endings=("изға",),
        particles=word_set("да де"),
        falls_to=("туст", "туси"),
        index_stems=("индекс", "ифо"),
    ),
    cues=grammar.CueGrammar(
        conjunctions=word_set("ал бирақ жане"),
        money_after=3.5,
        goods_after=1.0,
        direction_after=0.0,
        counting_nouns=word_set("сани"),
        value_stems=("қун",),
    ),
    modality=grammar.ModalityGrammar(
        past_endings=("ди", "ти", "ған", "ген", "қан", "кен"), purpose_postpositions=word_set("ушин")
    ),
    places=grammar.PlaceGrammar(
        country="Kazakhstan",
        case_endings=re.compile(
            r"(?P<with>(?:мен|бен|пен))$|(?P<from>(?:нан|нен|дан|ден|тан|тен))$|(?P<of>(?:ниң|диң|тиң))$"
            r"|(?P<in>(?:дағи|деги|тағи|теги|да|де|та|те))$|(?P<to>(?:ға|ге|қа|ке|на|не))$"
            r"|(?P<adjective>(?:лиқ|лик|диқ|дик|тиқ|тик))"
        ),
        postpositions=dict.fromkeys(_WITH, "and"),
        postposition_stems={"жағинан": "from", "тарапинан": "from"},
        hyphen_adjective=True,
        dash_joins_places=True,
        joiners=_WITH | word_set("жане менен"),
        partner_beside_owner=False,
    ),
    times=grammar.TimeGrammar(
        glue=_WITH | word_set("ги ғи ни кезең"),
        quarter_codes=word_set("кв"),
        base_endings=("дан", "ден", "нан", "нен", "мен", "ғидан"),
    ),
)
