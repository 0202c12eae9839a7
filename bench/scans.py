"""Scans of the generated corpus: the same forms as image-only PDFs, read by OCR, against the same truth.

Pages are rendered at 150 dpi, turned by up to half a degree, given light noise and now and then a red seal, and kept
as JPEG of quality 75. The same pictures come out each time. Full-width and half-width signs count as the same.
"""

import io
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize
from zlib import crc32

import numpy as np
import orjson
import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.corpus.books import Book, sheets, write_corpus
from bench.fields import Count, by_group, compare, listed
from extractors.codec import to_json
from extractors.sandbox import Reader, Request

DPI, QUALITY, SKEW, GRAIN = 150, 75, 0.5, 5.0
SEAL = (214, 40, 48)
THREADS = 2
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def scan(source: Path, target: Path) -> None:
    """Turn a PDF into one of page images."""
    draw = np.random.default_rng(crc32(source.name.encode()))
    pages = Canvas(str(target), invariant=1)
    with pypdfium2.PdfDocument(source) as pdf:
        for page in pdf:
            picture = page.render(scale=DPI / 72).to_pil().convert("RGB")
            if draw.random() < 0.3:
                picture = sealed(picture, draw)
            jpeg = io.BytesIO()
            worn(picture, draw).save(jpeg, "JPEG", quality=QUALITY)
            pages.setPageSize(page.get_size())
            pages.drawImage(ImageReader(jpeg), 0, 0, *page.get_size())
            pages.showPage()
    pages.save()


def sealed(picture: Image.Image, draw: np.random.Generator) -> Image.Image:
    """A round red seal with a star, printed over whatever stands there."""
    size = int(DPI * 1.6)
    seal = Image.new("RGB", (size, size), "white")
    pen = ImageDraw.Draw(seal)
    pen.ellipse((4, 4, size - 5, size - 5), outline=SEAL, width=6)
    angles = np.arange(10) * np.pi / 5 - np.pi / 2
    reach = np.where(np.arange(10) % 2 == 0, 0.18, 0.07) * size
    pen.polygon(list(zip(size / 2 + reach * np.cos(angles), size / 2 + reach * np.sin(angles), strict=True)), fill=SEAL)
    left = int(picture.width * draw.uniform(0.45, 0.65))
    top = int(picture.height * draw.uniform(0.3, 0.6))
    box = (left, top, left + size, top + size)
    under, over = (np.asarray(image, np.uint16) for image in (picture.crop(box), seal))
    picture.paste(Image.fromarray((under * over // 255).astype(np.uint8)), box)
    return picture


def worn(picture: Image.Image, draw: np.random.Generator) -> Image.Image:
    """The picture a little askew and grainy."""
    turned = picture.rotate(draw.uniform(-SKEW, SKEW), Image.Resampling.BICUBIC, fillcolor="white")
    pixels = np.asarray(turned, np.float32) + draw.normal(0, GRAIN, (turned.height, turned.width, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def table() -> str:
    """Fields and cells of the scanned forms, seconds a page and the peak memory of one process; Markdown."""
    with TemporaryDirectory(prefix="gouji-scans-") as name:
        folder = Path(name)
        books = []
        for book, path in write_corpus(folder / "text", sheets()):
            scan(path, folder / path.name)
            books.append(book)
        peak = watched([sys.executable, "-m", "bench.scans", str(folder)])
        counts = {book: judged(book, folder / f"{book.name}.read") for book in books}
    text = ""
    for title, is_held in (("Open layouts", False), ("Held-out layouts", True)):
        mine = {book: count for book, count in counts.items() if book.is_held_out == is_held}
        text += f"### {title}\n\n{by_group(mine, '(goal F1 >= 0.95, cells >= 0.98)')}\n"
        if not is_held:
            text += listed(difference for count in mine.values() for difference in count.differences)
    pages, seconds = (sum(getattr(count, what) for count in counts.values()) for what in ("pages", "seconds"))
    return text + (
        f"{pages} pages at {DPI} dpi, {seconds / max(pages, 1):.2f} s a page on {THREADS} threads (goal <= 2.5 s), "
        f"peak memory of one process {peak:.0f} MB (goal < 1024 MB).\n"
    )


def judged(book: Book, path: Path) -> Count:
    found = orjson.loads(path.read_bytes())
    count = compare(book.name, folded(book.truth), folded(found["report"]))
    count.seconds = found["seconds"]
    return count


def folded(found: Any) -> Any:
    """The same JSON value without the width of signs: a picture does not tell （ from ( for sure."""
    if isinstance(found, str):
        return normalize("NFKC", found)
    if isinstance(found, dict):
        return {key: folded(value) for key, value in found.items()}
    return [folded(value) for value in found] if isinstance(found, list) else found


def read_all(folder: Path) -> None:
    """Read each PDF of a folder by itself; the report and the seconds it took go into NAME.read."""
    with Reader() as reader:
        for path in sorted(folder.glob("*.pdf")):
            begin = time.perf_counter()
            report = reader.read(Request(path.stem, path, ocr="auto", threads=THREADS)).report
            found = {"seconds": time.perf_counter() - begin, "report": orjson.loads(to_json(report))}
            path.with_suffix(".read").write_bytes(orjson.dumps(found))


def watched(command: list[str]) -> float:
    """Run a command; the peak resident memory in MB of the largest process that it started."""
    peak = 0
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            peak = max([peak, *map(high_water, family(process.pid))])
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return peak / 1024


def family(root: int) -> set[int]:
    """A process and all that descend from it."""
    children: dict[int, set[int]] = defaultdict(set)
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children[parent].add(int(status.parent.name))
    found, waiting = {root}, {root}
    while waiting:
        waiting = set().union(*(children[pid] for pid in waiting)) - found
        found |= waiting
    return found


def high_water(pid: int) -> int:
    """The peak resident memory of a process in kB, 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    read_all(Path(sys.argv[1]))
