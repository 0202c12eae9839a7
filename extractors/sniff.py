"""What a file is by its first bytes, before any reader touches it."""

from extractors.errors import UnreadableError
from extractors.model import Place, Unread

HEAD = 1024
TAIL = 2048
RETRY = "请重新下载；若网页要求先点开链接或登录，请人工取得 PDF 文件。"
CONVERT = "请取得 PDF 格式的文件，或将它另存为 PDF 后再读。"
KINDS = (
    (b"PK\x03\x04", "文件不是 PDF，而是压缩包或 Office 文档（docx、xlsx、zip）。"),
    (b"\xd0\xcf\x11\xe0", "文件不是 PDF，而是旧式 Office 文档（doc、xls、wps）。"),
    (b"{\\rtf", "文件不是 PDF，而是 RTF 文档。"),
    (b"Rar!", "文件不是 PDF，而是 RAR 压缩包。"),
    (b"7z\xbc\xaf", "文件不是 PDF，而是 7z 压缩包。"),
    (b"\xff\xd8\xff", "文件不是 PDF，而是图片（JPEG）。"),
    (b"\x89PNG", "文件不是 PDF，而是图片（PNG）。"),
    (b"II*\x00", "文件不是 PDF，而是图片（TIFF）。"),
    (b"MM\x00*", "文件不是 PDF，而是图片（TIFF）。"),
)
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<script", b"<body", b"<?xml")


def sniff(data: bytes) -> None:
    """Raise UnreadableError unless the bytes begin as a PDF does (the mark may follow up to 1 KiB of other bytes)."""
    if not data:
        raise UnreadableError("文件是空的（0 字节）。", "请重新下载，或请发布单位重新提供。")
    head = data[:HEAD]
    if b"%PDF-" in head:
        return
    for mark, why in KINDS:
        if head.startswith(mark):
            raise UnreadableError(why, CONVERT)
    if any(mark in head.lower() for mark in MARKUP):
        raise UnreadableError("文件不是 PDF，而是网页（HTML）。", RETRY)
    if not head.strip(b"\x00"):
        raise UnreadableError("文件开头全是零字节，下载可能没有完成。", RETRY)
    raise UnreadableError("文件不是 PDF（开头没有 %PDF 标记）。", RETRY)


def is_truncated(data: bytes) -> bool:
    """Whether the mark that ends every PDF is missing."""
    return b"%%EOF" not in data[-TAIL:]


def truncation(data: bytes) -> list[Unread]:
    """That a file could be opened although its end is missing: pages may be missing too."""
    if not is_truncated(data):
        return []
    why = "文件不完整（缺少结尾标记），读到的内容可能不全。"
    return [Unread(Place(0), why, "请重新下载，或请发布单位重新提供。", "document")]
