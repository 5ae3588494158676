"""English beside its word table."""

from __future__ import annotations

import re

from data.extraction import grammar
from data.extraction.grammar import Grammar, endings, word_set

# "Zhetysu Auto, a maker of …"
_NAME_AND_TRADE = re.compile(
    r"((?:[A-Z][\w'’-]+ ?){1,4}), (?:an?|one of|the) [^,.]{0,70}?"
    r"(?:maker|makers|producer|producers|manufacturer|plant|factory|mill|works|company|refinery)\b"
)
# "Almaty Cable Works", "the Zhetysu battery plant"
_NAME_WITH_NOUN = re.compile(
    r"(?:[A-Z][\w'’-]+ ){1,3}(?:Works|Plant|Factory|Mill|Farm|Power|Motors|Industries|Group|Prokat|Auto)\b"
    r"|((?:[A-Z][\w’'-]+ ){1,4})(?:[a-z-]+ ){0,3}(?:plant|factory|works|mill|company|enterprise|manufacturer)\b"
)

GRAMMAR = Grammar(
    language="en",
    table_script="Latn",
    spellings={"Latn": grammar.Spelling()},
    ends=grammar.SentenceEnds(
        abbreviations=word_set("dr mr mrs no vs st inc ltd co bn mn jan feb mar apr jun jul aug sep sept oct nov dec"),
        never_final=word_set("mr mrs dr no vs st"),
        continuations=("usd", "us ", "ru", "kz"),
    ),
    numbers=grammar.NumberGrammar(
        decimal_point=True,
        articles=word_set("a an"),
        half_links=word_set("and a"),
        bare_multipliers=word_set("million"),
        ordinal_suffixes=word_set("th"),
        hyphen_before_unit=False,
        bound_before_unit=True,
    ),
    hedges=grammar.HedgeGrammar(
        glue=word_set("for to by at of the a an than mark value"),
        definite_articles=word_set("the"),
        up_to_bounds=True,
    ),
    lists=grammar.ListGrammar(
        and_words=word_set("and"),
        range_words=word_set("to"),
        rank_words=word_set("and"),
        unit_list_words=word_set("and"),
        fillers=word_set("about almost"),
        amount_joiners=word_set("and the"),
        pair_joiners=word_set("and"),
    ),
    changes=grammar.ChangeGrammar(
        difference_prepositions=word_set("by"),
        noun_prepositions=word_set("of"),
        level_words=word_set("to at of reached was totaled totalled from"),
        comparatives=word_set("more less"),
        or_words=word_set("or"),
        or_fillers=word_set("by"),
        index_stems=("index",),
    ),
    cues=grammar.CueGrammar(
        conjunctions=word_set("and while whereas but"),
        links=word_set("of in"),
        counting_nouns=word_set("number"),
    ),
    modality=grammar.ModalityGrammar(purpose_prepositions=word_set("for")),
    places=grammar.PlaceGrammar(
        prepositions={
            **{"with": "with", "to": "to", "into": "to", "from": "from", "between": "between", "among": "between"},
            **{"of": "of", "for": "of", "in": "in", "within": "in", "by": "by", "after": "past", "behind": "past"},
        },
        adjective_endings=endings(
            "ek akh yz jik kmen ian ese ish nch tch iss rman ani gol orean ghan aqi uropean qatari emirati krainian"
        ),
        adjective_after_preposition=True,
        dash_joins_words=True,
        possessives=word_set("'s"),
        plural_possessive=("s",),
        supplied_with=word_set("with"),
        skipped=word_set("the its neighbouring neighboring countries buyers"),
        buyers=word_set("buyers customers consumers"),
        overtaken=word_set("after ahead behind following"),
        joiners=word_set("and or"),
    ),
    times=grammar.TimeGrammar(
        glue=word_set("in the of for and to over during at on s 's first within since full only through until just"),
        ambiguous_months={"may": word_set("in of since until by last this early late through to and – - from mid for")},
        day_after_month=True,
        origin_prepositions=word_set("from against"),
        range_ends=word_set("to"),
    ),
    producers=grammar.ProducerGrammar(
        patterns=(_NAME_AND_TRADE, _NAME_WITH_NOUN),
        not_names=word_set("The A An In On At Its This That These From For And But It As By Of Last Kazakh Uzbek"),
    ),
)
