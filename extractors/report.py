"""PDF bytes to a Report: the road of one document from end to end."""

import hashlib
from dataclasses import replace
from typing import Any

from extractors.claims import read_claims
from extractors.claims_accounts import apart_from_accounts
from extractors.claims_alone import sure_of_one
from extractors.codec import to_json
from extractors.doubt import doubtful_claim
from extractors.errors import UnreadableError
from extractors.form import read_forms
from extractors.head import read_head
from extractors.kind import classify
from extractors.layout import Layout, read_layout
from extractors.lexicon import user_lexicon
from extractors.model import Kind, Place, Report, Unread
from extractors.repair import repaired, straightened
from extractors.scans import Scans, scans_of

NOTHING = "文件里没有任何文字或表格"
NOTHING_REMEDY = "用 PDF 阅读器打开核对；确为空白时请发布单位重新提供"


def read_report(
    data: bytes, document: str, reader: str = "pdfium", password: str | None = None, scans: Scans | None = None
) -> Report:
    """Read a document. `reader` is pdfium|pdfplumber.

    A file that cannot be read at all becomes a report of kind "other" with 0 pages and one Unread of scope "document".
    Untrusted bytes belong into a worker: extractors/sandbox.py.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        layout = read_layout(data, reader, password, scans)
    except UnreadableError as error:
        unread = Unread(Place(0), error.why, error.remedy, "document")
        return Report(document, sha256, 0, Kind.OTHER, reader=reader, unread=(without_stop(unread),))
    return assemble(layout, document, sha256, reader)


def assemble(layout: Layout, document: str, sha256: str, reader: str) -> Report:
    """Find out what the tables and sentences of a layout mean."""
    seen = layout.recognised
    tables, kept = straightened(layout.tables, frozenset(seen))
    found = repaired(read_forms(tables, layout.sections), frozenset(seen), kept)
    head = read_head(layout.title, layout.sections, found.forms)
    # A form without a year of its own is of the report's.
    dated = tuple(replace(form, year=form.year or head.year) for form in found.forms)
    claims = read_claims(layout.sections, found.tables, dated, head.title)
    if not dated:
        claims = sure_of_one(claims, head.title + head.unit, head.year)
    kind, reasons = classify(layout.title, layout.sections, found.tables, found.forms)
    if kind == Kind.FINAL_ACCOUNTS and found.forms:
        claims = apart_from_accounts(claims, layout.sections, found.forms)
    return Report(
        document=document,
        sha256=sha256,
        pages=layout.pages,
        kind=kind,
        kind_reasons=reasons,
        title=head.title,
        unit=head.unit,
        region=head.region,
        year=head.year,
        money_unit=head.money_unit,
        reader=reader,
        forms=found.forms,
        tables=found.tables,
        sections=layout.sections,
        claims=tuple(doubtful_claim(claim, seen) for claim in claims) if seen else claims,
        unread=tuple(without_stop(unread) for unread in (*as_whole(layout), *found.unread)),
        ocr_pages=tuple(sorted(seen)),
    )


def as_whole(layout: Layout) -> tuple[Unread, ...]:
    """What the layout could not read; where that is every page, or nothing was there to read, it is the document."""
    pages = {unread.place.page: unread for unread in layout.unread if unread.scope == "page"}
    if pages and len(pages) == layout.pages:
        first = pages[min(pages)]
        rest = tuple(unread for unread in layout.unread if unread.scope == "document")
        return (*rest, Unread(Place(0), f"全部 {layout.pages} 页都没有读出：{first.why}", first.remedy, "document"))
    is_empty = not layout.tables and not layout.sections
    if is_empty and all(unread.scope == "field" for unread in layout.unread):
        whys = dict.fromkeys((NOTHING, *(without_stop(unread).why for unread in layout.unread)))
        return (Unread(Place(0), "；".join(whys), NOTHING_REMEDY, "document"),)
    return layout.unread


def without_stop(unread: Unread) -> Unread:
    """The same without closing full stops: whoever prints it goes on after them."""
    return replace(unread, why=unread.why.rstrip("。"), remedy=unread.remedy.rstrip("。"))


def report_json(data: bytes, document: str, arguments: dict[str, Any]) -> bytes:
    """What a worker does: read a document and give the report as JSON."""
    with user_lexicon(arguments["lexicon"]):
        return to_json(read_report(data, document, arguments["reader"], arguments["password"], scans_of(arguments)))
