"""The languages of the dashboard and of its sources: ISO 639-1 codes, with scripts by ISO 15924."""

# Those that pages and labels know, in the order of the language switch; the first is the default.
LANGUAGES = ("kk", "uz", "ru", "en")
# Those that a source may be in (kaa: Karakalpak, ISO 639-3); extraction reads those that have a package in
# data/extraction/languages/.
SOURCE_LANGUAGES = tuple(dict.fromkeys((*LANGUAGES, "de", "it", "kaa", "ky")))
SCRIPTS = ("Cyrl", "Latn", "Arab")
