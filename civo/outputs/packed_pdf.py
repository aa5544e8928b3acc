"""A PDF with its small objects packed together: the same document in a third of the bytes, which are tags for the most part."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from itertools import pairwise

_HEAD = re.compile(rb"%PDF-1\.[5-7]\n(%[^\n]*\n)?\s*")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_SECTION = re.compile(rb"xref\s+0 (\d+)\s")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+")
_TOGETHER = 200
"""How many objects stand in one stream: a reader unpacks all of them for one."""


def packed(pdf: bytes) -> bytes:
    """The document with every object that is no stream in object streams, and its table of places as a stream (PDF 1.5).

    The objects keep their numbers and what they say. A file that is written in any other way than Typst's, with one plain
    table at its end, is given back as it is.
    """
    head, trailer = _HEAD.match(pdf), _TRAILER.search(pdf, pdf.rfind(b"trailer"))
    objects = _objects(pdf, int(trailer[2])) if trailer else None
    if head is None or trailer is None or objects is None:
        return pdf
    small = [(number, body) for number, body in objects.items() if not body.endswith(b"endstream")]
    written = bytearray(head[0])
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in objects.items():
        if body.endswith(b"endstream"):
            entries[number] = (1, len(written), 0)
            written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    fresh = max(objects) + 1
    for first in range(0, len(small), _TOGETHER):
        some = small[first : first + _TOGETHER]
        entries |= {number: (2, fresh, n) for n, (number, _) in enumerate(some)}
        entries[fresh] = (1, len(written), 0)
        written += b"%d 0 obj\n%b\nendobj\n" % (fresh, _object_stream(some))
        fresh += 1
    entries[fresh] = (1, len(written), 0)
    rest = _SIZE.sub(b"", trailer[1])
    start = len(written)
    written += b"%d 0 obj\n%b\nendobj\n" % (fresh, _places(entries, fresh + 1, rest))
    return bytes(written + b"startxref\n%d\n%%%%EOF" % start)


def _objects(pdf: bytes, table: int) -> dict[int, bytes] | None:
    """What stands between `obj` and `endobj` by the number of each object; None where it does not stand as expected."""
    section = _SECTION.match(pdf, table)
    entries = _ENTRY.findall(pdf, section.end()) if section else []
    if not section or len(entries) != int(section[1]):
        return None
    places = {n: int(offset) for n, (offset, _, used) in enumerate(entries) if used == b"n"}
    ends = dict(pairwise([*sorted(places.values()), table]))
    found: dict[int, bytes] = {}
    for number, place in places.items():
        whole, head = pdf[place : ends[place]].strip(), b"%d 0 obj" % number
        if not whole.startswith(head) or not whole.endswith(b"endobj"):
            return None
        found[number] = whole[len(head) : -len(b"endobj")].strip()
    return found


def _object_stream(objects: Iterable[tuple[int, bytes]]) -> bytes:
    head, body = bytearray(), bytearray()
    count = 0
    for number, one in objects:
        head += b"%d %d " % (number, len(body))
        body += one + b"\n"
        count += 1
    return _stream(b"/Type/ObjStm/N %d/First %d" % (count, len(head)), bytes(head + body))


def _places(entries: dict[int, tuple[int, int, int]], size: int, rest: bytes) -> bytes:
    """Where each object stands: a type in one byte, then an offset or a stream's number in five, then an index in two."""
    told = b"".join(_place(entries.get(number, (0, 0, 0))) for number in range(size))
    return _stream(b"/Type/XRef/Size %d/W[1 5 2]%b" % (size, rest), told)


def _place(entry: tuple[int, int, int]) -> bytes:
    sort, first, second = entry
    return sort.to_bytes(1) + first.to_bytes(5) + second.to_bytes(2)


def _stream(dictionary: bytes, content: bytes) -> bytes:
    small = zlib.compress(content)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(small), small)
