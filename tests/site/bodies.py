"""Small files of every kind that sites hand out, made by hand; and whole reports by the generator."""

import functools
import io
import zipfile
import zlib
from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RAR = b"Rar!\x1a\x07\x01\x00" + bytes(64)
DOC = OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(200)
XLS = OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(200)


def pdf(mark: str, padding: int = 0) -> bytes:
    """A PDF of one blank page that no other mark gives; padding makes it as large as a real one."""
    comment = "".join(f"%{mark} {number:08}\n" for number in range(padding // 20 + 1)).encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    body, places = b"%PDF-1.4\n" + comment, []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def archive(members: dict[str, bytes], gbk: bool = False) -> bytes:
    """A ZIP archive; gbk: names in GBK without the flag that says so, as Chinese Windows writes them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in members.items():
            info = zipfile.ZipInfo(name.encode("gbk").decode("cp437") if gbk else name)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, body)
    packed = stream.getvalue()
    return unflagged(packed) if gbk else packed


def unflagged(packed: bytes) -> bytes:
    """The archive with its names as code page bytes: Python writes such names as UTF-8 and flags them."""
    stream = io.BytesIO(packed)
    with zipfile.ZipFile(stream) as archive:
        names = [info.filename for info in archive.infolist()]
        bodies = [archive.read(name) for name in names]
    out, directory, places = b"", b"", []
    for name, body in zip(names, bodies, strict=True):
        raw, data = name.encode("cp437"), zlib.compress(body, 9)[2:-4]
        facts = (20).to_bytes(2, "little") + bytes(2) + (8).to_bytes(2, "little") + bytes(4)
        sizes = b"".join(n.to_bytes(4, "little") for n in (zlib.crc32(body), len(data), len(body)))
        places.append(len(out))
        out += b"PK\x03\x04" + facts + sizes + len(raw).to_bytes(2, "little") + bytes(2) + raw + data
        directory += b"PK\x01\x02" + (20).to_bytes(2, "little") + facts + sizes + len(raw).to_bytes(2, "little")
        directory += bytes(12) + places[-1].to_bytes(4, "little") + raw
    count = len(names).to_bytes(2, "little")
    ends = len(directory).to_bytes(4, "little") + len(out).to_bytes(4, "little")
    return out + directory + b"PK\x05\x06" + bytes(4) + count + count + ends + bytes(2)


@functools.cache
def bomb(megabytes: int = 64) -> bytes:
    """A small archive of one file that swells to so many megabytes."""
    return archive({"2023年度部门整体绩效自评报告.pdf": bytes(megabytes << 20)})


@functools.cache
def swollen(megabytes: int = 64) -> bytes:
    """A body that is sent gzipped and swells to so many megabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(bytes(megabytes << 20)) + packer.flush()


def reports(folder: Path, count: int = 200) -> list[Path]:
    """So many reports by the corpus generator, drawn once into a folder and taken from there afterwards."""
    # The generator needs its own libraries; whoever asks for small files only does without them.
    from bench.corpus.books import corpus, sheets, write_corpus  # noqa: PLC0415

    found = sorted(folder.rglob("*.pdf"))
    if len(found) < count:
        books = corpus()[:count]
        found = [path for _, path in write_corpus(folder / "books", books)]
        found += [path for _, path in write_corpus(folder / "sheets", sheets()[: count - len(books)])]
    return sorted(found)[:count]
