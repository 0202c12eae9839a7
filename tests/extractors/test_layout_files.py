"""Files that cannot be read say why; real ones, where they are at hand, are read alike by both readers."""

import json
import re
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import UnreadableError
from extractors.layout import read_layout
from extractors.model import Table
from tests.extractors.papers import HEIGHT, XS, grid_page, paper, table
from tests.extractors.readings import read, rows, said

SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"
READERS = ("pdfium", "pdfplumber")


def locked() -> bytes:
    """A file under a password; its figures are Latin, as pdfminer cannot read reportlab's locked Chinese fonts."""

    def draw(canvas: Canvas) -> None:
        table(canvas, 110, (("", "", ""), ("", "", "")), XS)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(70, HEIGHT - 126, "12.5")

    return paper(draw, encrypt=pdfencrypt.StandardEncryption("secret", canPrint=1))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("data", "password", "why"),
    [
        (b"", None, "文件是空的（0 字节）。"),
        (b"<!DOCTYPE html><html><body>404</body></html>", None, "文件不是 PDF，而是网页（HTML）。"),
        (b"PK\x03\x04word/document.xml", None, "文件不是 PDF，而是压缩包或 Office 文档（docx、xlsx、zip）。"),
        (b"just words", None, "文件不是 PDF（开头没有 %PDF 标记）。"),
        (b"%PDF-1.7\n" + b"\x00" * 64, None, "文件已损坏或不完整，无法打开。"),
        (locked(), None, "文件有密码，没有给出密码。"),
        (locked(), "", "文件有密码，没有给出密码。"),
        (locked(), "wrong", "文件有密码，给出的密码不对。"),
    ],
    ids=["empty", "html", "zip", "words", "torso", "locked", "blank password", "wrong password"],
)
def test_a_file_that_cannot_be_read_says_why(reader: str, data: bytes, password: str | None, why: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_layout(data, reader, password)
    assert caught.value.why == why
    assert caught.value.remedy.endswith("。")


@pytest.mark.parametrize("reader", READERS)
def test_a_password_opens_the_file(reader: str) -> None:
    assert [rows(t) for t in read_layout(locked(), reader, "secret").tables] == [[["12.5", "", ""], ["", "", ""]]]


def test_a_cut_off_file_that_still_opens_says_so() -> None:
    whole = paper(grid_page)
    layout = read_layout(whole[: whole.rindex(b"startxref")])
    assert [(u.scope, u.place.page, u.why) for u in layout.unread] == [
        ("document", 0, "文件不完整（缺少结尾标记），读到的内容可能不全。")
    ]


def test_too_many_pages_are_refused() -> None:
    data = re.sub(rb"/Count 1\b", b"/Count 200000", paper(grid_page))
    with pytest.raises(UnreadableError, match="200000 页"):
        read_layout(data)


def packed(text: str) -> str:
    return re.sub(r"\s", "", text)


def sample(folder: str) -> list[Path]:
    if not (SHARED / folder / "truth.json").exists():
        pytest.skip(f"the shared samples ({folder}) are not at hand")
    return sorted((SHARED / folder).glob("*.pdf"))


def cells(one: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.col, c.row_span, c.col_span, packed(c.text)) for c in one.cells]


@pytest.mark.parametrize("folder", ["tables", "shangjie-2021"])
def test_every_producer_gives_the_true_cells_and_paragraphs(folder: str) -> None:
    paths = sample(folder)
    truth = json.loads((SHARED / folder / "truth.json").read_text())
    want = [[(c["r"], c["c"], c["rs"], c["cs"], packed(c["text"])) for c in t["cells"]] for t in truth["tables"]]
    blocks = [packed(b["text"]) for b in truth["blocks"] if not b["type"].startswith("form")]
    for path in paths:
        layout = read_layout(path.read_bytes())
        assert [sorted(cells(t)) for t in layout.tables] == [sorted(t) for t in want], path.name
        mine = [packed(text) for role, text in said(layout) if role not in {"caption", "note"}]
        assert mine == blocks, path.name


def test_pdfplumber_gives_the_same_report() -> None:
    path = sample("shangjie-2021")[0]
    read(path.read_bytes())
