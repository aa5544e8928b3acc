"""What an open answer withholds, and the words that say so: nothing withheld is told as if it were not there.

What one open record states is told: an issue requires a lead at a level, lies outside an arrangement, is not decided.
What follows only from many records together - that somebody required is missing, that nobody meets, that a seat is the
only way - is what the gap rules find. It is withheld until the structure says that it was assessed
(`FindingsPublicity`), and then "not shown" stands where it would have stood, whatever it would have been.
"""

from __future__ import annotations

from civo.findings import GapsTold
from civo.loading.loaded import Loaded
from civo.words import NO_TEXT, Text

SILENT = Text("källan är tyst", "the source is silent")
LEFT_OPEN = Text("källan lämnar frågan öppen", "the source leaves it open")


def audience_notes(loaded: Loaded) -> tuple[Text, ...]:
    """What every open answer says of what is left out; nothing where the answer is for those who may see everything.

    Always the same, whatever is asked, and without a number: it must not tell where something is missing.
    """
    if loaded.left_out is None:
        return ()
    told = loaded.manifest.publicity.told
    return (_LESS.filled(gaps=_AND_GAPS[told]) if loaded.left_out.ids else _WHOLE[told],)


def gaps_notes(loaded: Loaded) -> tuple[Text, ...]:
    """What to say where gaps are told, or would be: that not all of them are; nothing where all there are stand there."""
    if loaded.left_out is None:
        return ()
    told = loaded.manifest.publicity.told
    if told == "all":
        return (_OF_OPEN,) if loaded.left_out.ids else ()
    return (NO_GAPS if told == "none" else _SOME_GAPS,)


def silence(loaded: Loaded, otherwise: Text = SILENT) -> Text:
    """Why something is unknown: the source says nothing (`otherwise`), or no record says it that this reader may see."""
    return _NO_RECORD if loaded.left_out and loaded.left_out.ids else otherwise


def not_assessed(what: Text) -> Text:
    """What is withheld because it was not assessed as open, and how to say that it was: for whoever makes the answer."""
    return _NOT_ASSESSED.filled(what=what)


_LESS = Text(
    "Öppen version: uppgifter som inte är öppna är utelämnade{gaps}. Det som sägs vara okänt, inte känt eller inte angivet är "
    "det bland de öppna uppgifterna, och listor som något utelämnat stod i visas inte som slutna.",
    "Open version: what is not open is left out{gaps}. What is told as unknown, not known or not said is so among the open "
    "records, and lists that something left out stood in are not shown as closed.",
)
_AND_GAPS: dict[GapsTold, Text] = {
    "all": NO_TEXT,
    "some": Text(
        ", och luckor visas bara enligt de regler som är bedömda", ", and gaps are shown only by the rules assessed"
    ),
    "none": Text(", och luckor, också godtagna, visas inte", ", and gaps, accepted ones too, are not shown"),
}
_WHOLE: dict[GapsTold, Text] = {
    "all": Text("Öppen version: inga uppgifter är utelämnade.", "Open version: no record is left out."),
    "some": Text(
        "Öppen version: luckor visas bara enligt de regler som är bedömda. Inga andra uppgifter är utelämnade.",
        "Open version: gaps are shown only by the rules assessed. No other record is left out.",
    ),
    "none": Text(
        "Öppen version: luckor, också godtagna, visas inte. Inga andra uppgifter är utelämnade.",
        "Open version: gaps, accepted ones too, are not shown. No other record is left out.",
    ),
}
"""Where no record is left out but for acceptances of gaps that are not told."""
NO_GAPS = Text(
    "Luckor visas inte i den öppna versionen: de är inte bedömda för öppen publicering. Om det finns några går inte att "
    "utläsa av den.",
    "Gaps are not shown in the open version: they are not assessed for open publication. Whether there are any cannot be "
    "read from it.",
)
WHY_GAPS = Text(
    "Luckor visas öppet först när det är bedömt att de kan det: många öppna uppgifter kan tillsammans vara känsliga (OSL "
    "18:13, 15:2).",
    "Gaps are shown to anybody only once they are assessed as open: many open facts can be sensitive together (OSL 18:13, "
    "15:2).",
)
_SOME_GAPS = Text(
    "I den öppna versionen visas bara luckor enligt de regler som är bedömda för öppen publicering. Om det finns fler går "
    "inte att utläsa av den.",
    "The open version shows only gaps by the rules that are assessed for open publication. Whether there are more cannot "
    "be read from it.",
)
_OF_OPEN = Text(
    "I den öppna versionen är luckor sökta bara bland de öppna uppgifterna. Om det finns fler går inte att utläsa av den.",
    "In the open version gaps are sought among the open records only. Whether there are more cannot be read from it.",
)
NOT_SHOWN_WHETHER_KNOWN = Text("om någon är känd visas inte", "whether one is known is not shown")
"""In the place of who does what is required, where nobody is told of whom an open record says so."""
_NO_RECORD = Text("ingen öppen uppgift säger det", "no open record says it")
_NOT_ASSESSED = Text(
    "Utelämnat, eftersom det inte är bedömt för öppen publicering: {what}. Många öppna uppgifter kan tillsammans vara känsliga "
    "(OSL 18:13, 15:2). När de är bedömda: publicity: {{gaps: open, assessed: DATUM}} i structure.yaml.",
    "Left out, since it is not assessed as open: {what}. Many open facts can be sensitive together (OSL 18:13, 15:2). Once "
    "they are assessed: publicity: {{gaps: open, assessed: DATE}} in structure.yaml.",
)
