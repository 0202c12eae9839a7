"""Form fields and annotations of a PDFium page: what they show is read with the page, or they give their values."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.filled import CHECKED, LONGEST, MAX_ANNOTATIONS, MULTILINE, UNCHECKED, Filling
from extractors.pdf_lines import form_count, form_object, type_of
from extractors.pdf_text import INT, Handle, bare

TICKED = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
VALUED = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
MAX_DEPTH = 8
# Drawn on the page as they are; the words that belong to the other ones are not on it.
SHOWN = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
REMARKS = (
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_CARET,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_INK,
    pdfium.FPDF_ANNOT_FILEATTACHMENT,
    pdfium.FPDF_ANNOT_REDACT,
)

annot_count = bare(pdfium.FPDFPage_GetAnnotCount, INT)
annot_at = bare(pdfium.FPDFPage_GetAnnot, Handle)
close_annot = bare(pdfium.FPDFPage_CloseAnnot, None)
remove_annot = bare(pdfium.FPDFPage_RemoveAnnot, INT)
subtype_of = bare(pdfium.FPDFAnnot_GetSubtype, INT)
flags_of = bare(pdfium.FPDFAnnot_GetFlags, INT)
rect_of = bare(pdfium.FPDFAnnot_GetRect, INT)
string_of = bare(pdfium.FPDFAnnot_GetStringValue, ctypes.c_ulong)
parts_of = bare(pdfium.FPDFAnnot_GetObjectCount, INT)
part_of = bare(pdfium.FPDFAnnot_GetObject, Handle)
field_kind = bare(pdfium.FPDFAnnot_GetFormFieldType, INT)
field_flags = bare(pdfium.FPDFAnnot_GetFormFieldFlags, INT)
field_value = bare(pdfium.FPDFAnnot_GetFormFieldValue, ctypes.c_ulong)
field_size = bare(pdfium.FPDFAnnot_GetFontSize, INT)
is_checked = bare(pdfium.FPDFAnnot_IsChecked, INT)
option_count = bare(pdfium.FPDFAnnot_GetOptionCount, INT)
option_label = bare(pdfium.FPDFAnnot_GetOptionLabel, ctypes.c_ulong)
is_selected = bare(pdfium.FPDFAnnot_IsOptionSelected, INT)
flatten = bare(pdfium.FPDFPage_Flatten, INT)
load_page = bare(pdfium.FPDF_LoadPage, Handle)
close_page = bare(pdfium.FPDF_ClosePage, None)


@dataclass(slots=True)
class Stuck:
    """What is stuck on a page: the indices of what shows text by itself, values that do not, and remarks left out."""

    shown: set[int] = field(default_factory=set)
    fillings: list[Filling] = field(default_factory=list)
    remarks: int = 0


def read_stuck(page: Handle, form: Handle) -> Stuck:
    """The form fields and annotations of a page; `form` is the form environment, null where there is no form."""
    stuck = Stuck()
    for index in range(min(annot_count(page), MAX_ANNOTATIONS)):
        annot = annot_at(page, index)
        if not annot:
            continue
        try:
            kind = subtype_of(annot)
            if flags_of(annot) & UNSEEN:
                continue
            stuck.remarks += kind in REMARKS
            if kind == pdfium.FPDF_ANNOT_WIDGET and form:
                take_field(annot, index, form, stuck)
            elif kind in SHOWN:
                take_note(annot, index, stuck)
        finally:
            close_annot(annot)
    return stuck


def take_field(annot: Handle, index: int, form: Handle, stuck: Stuck) -> None:
    """Add a form field. A tick box counts by its state, as its tick may be a drawing or any letter."""
    kind = field_kind(form, annot)
    if kind in TICKED:
        state = said(string_of, annot, b"AS")
        text = CHECKED if state not in ("", "Off") or is_checked(form, annot) else UNCHECKED
        stuck.fillings.append(Filling(text, box_of(annot), is_mark=True))
    elif shows_text(annot):
        stuck.shown.add(index)
    elif kind in VALUED and (text := selected(form, annot) or said(field_value, form, annot)).strip():
        size = ctypes.c_float()
        field_size(form, annot, ctypes.byref(size))
        is_wrapped = bool(field_flags(form, annot) & MULTILINE)
        stuck.fillings.append(Filling(text[:LONGEST], box_of(annot), size.value, is_wrapped))


def take_note(annot: Handle, index: int, stuck: Stuck) -> None:
    """Add a text typed onto the page, or a stamp."""
    if parts_of(annot) > 0:
        stuck.shown.add(index)
    elif (text := said(string_of, annot, b"Contents")).strip():
        stuck.fillings.append(Filling(text[:LONGEST], box_of(annot), is_wrapped=True))


def box_of(annot: Handle) -> tuple[float, float, float, float]:
    """The rectangle of an annotation in user space."""
    rect = pdfium.FS_RECTF()
    rect_of(annot, ctypes.byref(rect))
    xs, ys = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
    return xs[0], ys[0], xs[1], ys[1]


def said(getter: Callable[..., Any], *arguments: Handle | bytes) -> str:
    """The text that one of PDFium's functions writes into a buffer."""
    size = getter(*arguments, None, ctypes.c_ulong(0))
    buffer = ctypes.create_string_buffer(max(size, 2))
    getter(*arguments, buffer, ctypes.c_ulong(len(buffer)))
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def selected(form: Handle, annot: Handle) -> str:
    """The choices of a choice field, one a line; a field's value may be their code."""
    chosen = [i for i in range(min(option_count(form, annot), MAX_ANNOTATIONS)) if is_selected(form, annot, i)]
    return "\n".join(said(lambda *rest, i=i: option_label(form, annot, i, *rest)) for i in chosen)


def shows_text(annot: Handle) -> bool:
    """Whether the appearance of an annotation prints text."""
    stack = [(part_of(annot, i), 1) for i in range(max(0, parts_of(annot)))]
    while stack:
        part, depth = stack.pop()
        kind = type_of(part)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            return True
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            stack += [(form_object(part, ctypes.c_ulong(i)), depth + 1) for i in range(form_count(part))]
    return False


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page and the document it belongs to."""

    document: Handle
    page: Handle


@contextmanager
def printed(document: pypdfium2.PdfDocument, index: int, shown: set[int]) -> Iterator[Leaf | None]:
    """A copy of a page on which what is `shown` is part of the print; None where PDFium cannot make one.

    A copy, as flattening a page shadows what it inherits; tick boxes, highlights and the like are left away.
    """
    copy = pypdfium2.PdfDocument.new()
    page: Handle | None = None
    try:
        copy.import_pages(document, [index])
        handle = ctypes.cast(copy.raw, Handle)
        if page := load_page(handle, 0):
            for at in reversed(range(annot_count(page))):
                if at not in shown:
                    remove_annot(page, at)
            is_done = flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
            close_page(page)
            page = load_page(handle, 0) if is_done else None
        yield Leaf(handle, page) if page else None
    except pypdfium2.PdfiumError:
        yield None
    finally:
        if page:
            close_page(page)
        copy.close()
