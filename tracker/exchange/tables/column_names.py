"""How people name the columns of a table of pain, in English, German, French, Spanish and Italian."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.core.input.parsing import name_key

_SPACES = re.compile(r"[\s_\-]+")
_UNIT = re.compile(r"\s*[(\[].*[)\]]\s*$")


def plain_name(name: str) -> str:
    """A column's name in small letters, with single spaces and without a unit in brackets."""
    return _SPACES.sub(" ", name_key(_UNIT.sub("", name))).strip(" .:#")


NAMES: Mapping[str, frozenset[str]] = {
    field: frozenset(names.split("|"))
    for field, names in {
        "date": "date|dates|day|entry date|date time|datetime|date/time|timestamp|recorded|recorded at|when|full date"
        "|calendardate|datum|tag|zeitpunkt|datum/uhrzeit|datum und uhrzeit|jour|date et heure|horodatage|fecha|día|dia"
        "|fecha y hora|data|giorno|data e ora|informazioni cronologiche|marca temporal|zeitstempel|horodateur",
        "time": "time|time of day|clock|hour|uhrzeit|zeit|tageszeit|heure|moment|hora|ora|orario",
        "pain": "pain|pain level|pain score|pain intensity|pain rating|pain severity|pain scale|pain today|back pain"
        "|back pain level|back pain score|back pain intensity|lower back|lower back pain|low back pain|back|nrs|vas"
        "|intensity|severity|morning pain|schmerz|schmerzen|schmerzstärke|schmerzintensität|schmerzlevel|schmerzskala"
        "|schmerzwert|rückenschmerz|rückenschmerzen|kreuzschmerzen|rücken|unterer rücken|intensität|stärke|douleur"
        "|douleurs|niveau de douleur|intensité|intensité de la douleur|mal de dos|douleur au dos|douleur lombaire|dos"
        "|bas du dos|dolor|nivel de dolor|intensidad|intensidad del dolor|dolor de espalda|dolor lumbar|espalda"
        "|dolore|livello di dolore|intensità|intensità del dolore|mal di schiena|dolore lombare|schiena",
        "note": "note|notes|comment|comments|remark|remarks|description|notiz|notizen|bemerkung|bemerkungen|kommentar"
        "|kommentare|anmerkung|anmerkungen|remarque|remarques|commentaire|commentaires|nota|notas|comentario"
        "|comentarios|observaciones|commento|commenti|osservazioni",
        "flare": "flare|flare up|flareup|flares|schub|schmerzschub|poussée|crise|brote|crisis|riacutizzazione|crisi",
        "leg": "leg|leg pain|legs|sciatica|bein|beinschmerz|beinschmerzen|ischias|jambe|douleur jambe|sciatique|pierna"
        "|dolor de pierna|ciática|gamba|dolore gamba|sciatica",
        "approximate": "approximate",  # of `checkins.csv`
        "year": "year|startyear|start year|jahr|année|annee|año|anno",
        "month": "month|startmonth|start month|monat|mois|mes|mese",
        "day": "day|startday|start day|tag|jour|día|dia|giorno",
    }.items()
}


def _words(*lines: str) -> frozenset[str]:
    return frozenset("|".join(lines).split("|"))


KINDS = _words(
    "name|names|symptom|symptoms|region|location|site|body part|area|type|category|kind|what|art|ort|körperteil",
    "bereich|symptome|région|zone|lieu|catégorie|síntoma|región|zona|lugar|tipo|sintomo|regione|luogo|categoria",
)
"""Names of columns that say which of several pains or symptoms a row is about."""
TOTALS = _words(
    "total|totals|sum|average|mean|avg|median|max|min|summe|gesamt|durchschnitt|mittelwert|schnitt|somme|moyenne|suma",
    "promedio|media|totale|somma",
)
PAIN_WORDS = ("pain", "schmerz", "douleur", "dolor", "dolore", "backache")
OTHER_PLACES = _words(
    "head|migra|neck|shoulder|knee|hip|elbow|wrist|hand|foot|ankle|tooth|stomach|kopf|nacken|schulter|knie|hüft|zahn",
    "bauch|tête|nuque|épaule|genou|hanche|cabeza|cuello|hombro|rodilla|cadera|testa|collo|spalla|ginocchio|anca",
    "medica|medika|relief|killer|note|notiz|location|region",
)
"""Words that make the name of a column one of pain elsewhere, or of something else about pain."""
YES = _words("yes|y|true|1|x|ja|j|oui|o|sí|si|s|vrai|wahr|verdadero|vero|✓|✔")
NO = _words("no|n|false|0|nein|non|faux|falsch|falso|-", "")
