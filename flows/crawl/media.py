"""What bytes are, by looking at them: neither the address nor the header is believed."""

import io
import re
import zipfile

HTML = re.compile(
    rb"(?is)^\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|script|meta|title|div|p\b)"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of an OLE file are named in UTF-16.
WORD, BOOK = "WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le")
PDF_WITHIN = 1024
MOST_PARTS = 5_000
READ = frozenset({"pdf", "zip"})
NAMES = {
    "rar": "RAR 压缩包", "7z": "7z 压缩包", "gz": "GZ 压缩包",
    "doc": "DOC 文档", "docx": "DOCX 文档", "xls": "XLS 表格", "xlsx": "XLSX 表格",
    "wps": "WPS 文档", "ofd": "OFD 版式文件", "image": "图片", "other": "未知格式",
}  # fmt: skip
MAGIC = (
    (b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gz"),
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
)  # fmt: skip


def sniff(body: bytes) -> str:
    """pdf | zip | rar | 7z | gz | doc | docx | xls | xlsx | wps | ofd | html | image | empty | other."""
    if not body:
        return "empty"
    # Before the PDF: an archive that only stores its files shows the first one's head.
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return sniff_zip(body)
    if b"%PDF-" in body[:PDF_WITHIN]:
        return "pdf"
    if body.startswith(OLE):
        return sniff_ole(body)
    known = next((name for magic, name in MAGIC if body.startswith(magic)), "")
    return known or ("html" if HTML.match(body[:4096]) else "other")


def sniff_zip(body: bytes) -> str:
    """An office file is a ZIP archive too; its parts have fixed names."""
    if entry_count(body) > MOST_PARTS:
        return "zip"
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "zip"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "ofd" if "OFD.xml" in names else "zip"


def entry_count(body: bytes) -> int:
    """How many entries the directory of an archive holds at most, without reading it."""
    return body.count(b"PK\x01\x02")


def sniff_ole(body: bytes) -> str:
    if WORD in body:
        return "doc"
    return "xls" if BOOK in body else "wps"


def unread_reason(media: str) -> str:
    """Why a kind of file is not read, and what to do; "" for one that is."""
    if media in READ or media in {"html", "empty"}:
        return ""
    what = NAMES.get(media, NAMES["other"])
    cure = "解开后把其中的 PDF 放进收件箱" if media in {"rar", "7z", "gz"} else "另存为 PDF 后放进收件箱"
    return f"{what}不能直接审读：已留存原件。请{cure}"
