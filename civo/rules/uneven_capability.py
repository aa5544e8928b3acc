"""Capability is said to differ between those who ought to have the same.

Looks at every remark of the structure, for those of the type `uneven-capability`. It is a **gap** when the source states it, and
**possible** when it is only implied or probable, or when the remark may not hold at the date asked about. Remarks about
the very same are one finding.

It tells what a source says, in the words of the remark, and measures nothing: civo keeps no record of capacity, stocks or
staffing, since a file that joined those could be secret. Who is stronger and who is weaker is therefore not told, and
that no such remark is made does not show that capability is even.

Example:

```yaml
remarks:
  - id: ojamnt
    type: uneven-capability
    about: [kommunerna-i-lan-a]
    text: {sv: Förmågan skiljer sig mellan kommunerna., en: Capability differs between the municipalities.}
    source: {in: s}
```

```text
gap: Uneven capability: the municipalities of County A. Capability differs between the municipalities.
```
"""

from civo.records import Record, Remark
from civo.rules.rule import Found, Gap, certain, each
from civo.rules.scope import named, own_remarks, remarked
from civo.structure import Structure
from civo.words import Text

TITLE = Text("Förmågan är ojämn", "Capability is uneven")
WHY = Text(
    "I en kris som berör alla blir den svagaste länken allas sak, och stöd kan behövas just där det inte är planerat.",
    "In a crisis that concerns all, the weakest link is everybody's concern, and help may be needed where none is planned.",
)
WHO = Text("de som det gäller, och den som samordnar dem", "those concerned, and whoever coordinates them")
CLOSE = Text(
    "Kom överens om en lägsta förmåga för alla och om hur de starkare stödjer de andra; ange sedan vad som gäller.",
    "Agree on the least capability that all should have and on how the stronger support the others; then record it.",
)


def find(structure: Structure) -> Found:
    """One finding for all remarks about the same."""
    remarks = own_remarks(structure, "uneven-capability")
    together: dict[tuple[str, ...], list[Remark]] = {}
    for remark in remarks:
        together.setdefault(tuple(about for about in remark.about if structure.get(about)), []).append(remark)
    return Found(len(own_remarks(structure)), [_gap(structure, about, said) for about, said in together.items()])


def _gap(structure: Structure, about: tuple[str, ...], said: list[Remark]) -> Gap:
    chain: tuple[Record, ...] = (*said, *(record for i in about if (record := structure.get(i))))
    sentence = _UNEVEN.filled(who=named(structure, about), said=remarked(said))
    return Gap(certain(*said), each(who=about), sentence, chain)


_UNEVEN = Text("Ojämn förmåga: {who}. {said}", "Uneven capability: {who}. {said}")
