"""The embedded font: Noto Sans CJK (SIL OFL 1.1, from manimgx-fonts-cjk), with TrueType outlines.

Outlines are converted because the CMap that fpdf2 writes for CFF fonts is one that pdfminer cannot read.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

ALWAYS = "".join(map(chr, range(32, 127))) + "\u3000"
SIMPLIFIED = 2
UNUSED = ["GSUB", "GPOS", "BASE", "VORG", "vmtx", "vhea", "VVAR"]
VARIABLE = ("CFF2", "fvar", "avar", "HVAR", "MVAR", "STAT")
ZEROS = (
    *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"),
    *("maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints"),
    *("maxCompositeContours", "maxComponentDepth"),
)
FAMILY = "Noto Sans CJK SC"
FOLDER = TemporaryDirectory(prefix="gouji-font-")


def font_file(text: str) -> Path:
    """A TrueType font that holds the characters of a text, in a folder of its own; it lives as long as the process."""
    return font_of("".join(sorted(set(text))))


@cache
def font_of(letters: str) -> Path:
    folder = Path(FOLDER.name) / f"{font_of.cache_info().misses}"
    folder.mkdir()
    write_font(letters, folder / "cjk.ttf")
    return folder / "cjk.ttf"


def write_font(text: str, path: Path) -> None:
    """Write a TrueType font that holds the characters of a text."""
    spec = find_spec("manimgx_fonts_cjk")
    if spec is None or spec.origin is None:
        raise SystemExit("manimgx-fonts-cjk is not installed. Run: make bench")
    collection = Path(spec.origin).parent / "NotoSansCJK-VF.otf.ttc"
    font = TTFont(collection, fontNumber=SIMPLIFIED, recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=[], drop_tables=UNUSED))
    cutter.populate(text=text + ALWAYS)
    cutter.subset(font)
    outlines = font.getGlyphSet(location={"wght": 400})
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
        font["hmtx"][name] = (round(outlines[name].width), font["hmtx"][name][1])
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = font.getGlyphOrder(), glyphs
    for tag in VARIABLE:
        if tag in font:
            del font[tag]
    font["maxp"].tableVersion = 0x00010000
    for field in ZEROS:
        setattr(font["maxp"], field, 0)
    font["maxp"].maxZones = 1
    post = font["post"]
    post.formatType, post.extraNames, post.mapping, post.glyphOrder = 2.0, [], {}, font.getGlyphOrder()
    font.sfntVersion = "\x00\x01\x00\x00"
    font.save(path)
