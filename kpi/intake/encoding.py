"""Which characters do the bytes mean? One rule over the whole file, never a guess from a sample.

A byte order mark decides; else zeros in every other byte mean UTF-16; else it is UTF-8 if every
byte agrees; else Windows-1252. Detector libraries look for languages and read å as ĺ in silence.
"""

import re
from dataclasses import dataclass

from kpi.intake.issue import Issue, Rule
from kpi.intake.texts import UNREADABLE

BOM = "\ufeff"
UTF16_SHARE = 0.7  # of the high bytes that are zero: text in Latin letters has nearly all

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 med BOM"),
    (b"\xff\xfe", "utf-16-le", "UTF-16 LE"),
    (b"\xfe\xff", "utf-16-be", "UTF-16 BE"),
)
DECLARED = {  # as a layout writes it -> the name shown
    "utf-8": "UTF-8",
    "windows-1252": "Windows-1252",
    "utf-16": "UTF-16",
    "cp850": "CP850 (DOS)",
    "macroman": "MacRoman",
}
_CODECS = {"macroman": "mac_roman", "windows-1252": "cp1252"}  # where Python's name is another
# Swedish letters as they look when DOS (code page 850) or an old Mac wrote them.
_DOS = re.compile("[A-Za-z]†|[A-Za-z][„”][a-z]|[Ž™][A-Za-z]")
_MAC = re.compile("[A-Za-z][ŒŠš][a-z]|€[a-z]")
# The same at the end or the start of a word, where it may also be what was meant: believed only
# of a text without å, ä and ö.
_PERHAPS_DOS = re.compile("[A-Za-z][†„”]|™")
_PERHAPS_MAC = re.compile("[A-Za-z][ŒŠš]|…[A-Za-z]")
_SWEDISH = re.compile("[åäöÅÄÖ]")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf…„–€†‡‰]|â€|Â[\u00a0-\u00bf]")  # UTF-8 read as 1252


@dataclass(frozen=True, slots=True)
class Decoded:
    """A byte that means nothing has become U+FFFD."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file, the name of its encoding, and what looks wrong about it.

    declared: one of DECLARED, which then decides.
    """
    decoded = _declared(data, declared) if declared else _decode(data)
    text = decoded.text.replace(BOM, "")  # also of a second file joined to the first
    suspect = any(letter in text for letter in "ÃâÂ")  # far faster than the pattern
    broken = _MOJIBAKE.search(text) if suspect else None
    issues = decoded.issues
    if broken:
        issues += (Issue.of(Rule.MOJIBAKE, found=_around(text, broken)),)
    return Decoded(text, decoded.encoding, issues)


def is_utf16(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or _utf16_without_bom(data) is not None


def _declared(data: bytes, declared: str) -> Decoded:
    """As somebody says that it is. UTF-16 without a mark is little-endian, as Windows writes it."""
    codec = _CODECS.get(declared, declared)
    if declared == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16-le"
    return Decoded(data.decode(codec, errors="replace"), DECLARED[declared])


def _decode(data: bytes) -> Decoded:
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(codec, errors="replace"), name)
    codec_and_name = _utf16_without_bom(data)
    if codec_and_name:
        codec, name = codec_and_name
        return Decoded(data.decode(codec, errors="replace"), name)
    text = data.decode("utf-8", errors="replace")
    broken = text.count(UNREADABLE)
    if not broken or _letters_beyond_ascii(text) >= broken:
        return Decoded(text, "UTF-8")
    return _windows(data)


def _utf16_without_bom(data: bytes) -> tuple[str, str] | None:
    if len(data) < 2 or 0 not in data:
        return None
    even, odd = data[0::2], data[1::2]
    even_zeros, odd_zeros = even.count(0) / len(even), odd.count(0) / len(odd)
    if odd_zeros >= UTF16_SHARE > even_zeros:
        return "utf-16-le", "UTF-16 LE"
    if even_zeros >= UTF16_SHARE > odd_zeros:
        return "utf-16-be", "UTF-16 BE"
    return None


def _letters_beyond_ascii(text: str) -> int:
    """How many characters were well-formed UTF-8 of more than one byte."""
    return len(re.findall(rf"[^\x00-\x7f{UNREADABLE}]", text))


def _windows(data: bytes) -> Decoded:
    text = data.decode("cp1252", errors="replace")
    patterns = [(_DOS, "CP850"), (_MAC, "MacRoman")]
    if not _SWEDISH.search(text):
        patterns += [(_PERHAPS_DOS, "CP850"), (_PERHAPS_MAC, "MacRoman")]
    for pattern, guess in patterns:
        match = pattern.search(text)
        if match:
            issue = Issue.of(Rule.ODD_ENCODING, found=_around(text, match), details=(guess,))
            return Decoded(text, "Windows-1252", (issue,))
    if UNREADABLE in text:  # five bytes mean nothing in Windows-1252
        return Decoded(text, "Windows-1252", (Issue.of(Rule.ODD_ENCODING),))
    return Decoded(text, "Windows-1252")


def _around(text: str, match: re.Match[str]) -> str:
    """The word the match stands in."""
    start = max(0, match.start() - 20)
    words = text[start : match.end() + 20]
    inside = match.start() - start
    before = re.split(r"[\s;,|]", words[:inside])[-1]
    return before + re.split(r"[\s;,|]", words[inside:])[0]
