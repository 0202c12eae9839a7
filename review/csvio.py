"""CSV out and in: RFC 4180 with a BOM, safe for spreadsheets, written at once or not at all."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from review.errors import StoreError

Put = Callable[[Iterable[str]], object]

FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"''*[=+\-@\t\r]")
NEGATIVE = re.compile(r"-(\d+|\d{1,3}(,\d{3})+)(\.\d+)?%?\Z")
DELIMITERS = ",;\t"
HEADER_WITHIN = 20

csv.field_size_limit(16 * 1024 * 1024)


def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; negative numbers stay numbers."""
    return "'" + text if FORMULA.match(text) and not NEGATIVE.match(text) else text


def unguard(text: str) -> str:
    """Undo `guard`."""
    return text[1:] if GUARDED.match(text) else text


@contextmanager
def open_atomic(path: Path) -> Iterator[IO[str]]:
    """A text file that takes the place of `path` when the block ends well, and leaves it alone when it does not.

    Raises StoreError if it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise unwritable(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~current_umask())
        part.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink()


def current_umask() -> int:
    """The process's umask: a temporary file is private, the result must be as readable as any other file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def unwritable(path: Path, error: OSError) -> StoreError:
    """The error of a file that cannot be written, in words."""
    return StoreError(
        str(path),
        f"cannot be written ({error.strerror or error})",
        "Free some space, close the file in other programs or choose another folder with --out, then start again",
    )


@contextmanager
def csv_writer(path: Path, columns: Iterable[str]) -> Iterator[Put]:
    """A function that writes one row; the file appears when the block ends well. Cells are guarded."""
    with open_atomic(path) as file:
        file.write("\ufeff")
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        yield lambda row: writer.writerow([guard(cell) for cell in row])


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a whole CSV file; raises StoreError if it cannot be written."""
    with csv_writer(path, columns) as put:
        for row in rows:
            put(row)


def read_csv(path: Path, key: str) -> list[dict[str, str]]:
    """Rows of a CSV that a spreadsheet may have saved: any usual encoding and delimiter, columns in any order.

    The header is the first line that has a column `key`. Apostrophes of `guard` are taken off. Raises StoreError.
    """
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise StoreError(str(path), f"cannot be read ({error.strerror})", "Check the name of the file") from error
    except UnicodeDecodeError as error:
        raise StoreError(str(path), "is neither UTF-8 nor GB18030", "Save it as CSV UTF-8") from error
    for delimiter in DELIMITERS:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        for start, line in enumerate(lines[:HEADER_WITHIN]):
            names = [name.strip().strip("\ufeff").casefold() for name in line]
            if key in names:
                return [as_row(names, cells) for cells in lines[start + 1 :] if any(cell.strip() for cell in cells)]
    raise StoreError(str(path), f"has no column {key}", "Export the queue again and keep its first line")


def as_row(names: list[str], cells: list[str]) -> dict[str, str]:
    """One line by column name; missing cells are empty, the first of two columns with one name counts."""
    row: dict[str, str] = {}
    for place, name in enumerate(names):
        row.setdefault(name, unguard(cells[place]) if place < len(cells) else "")
    return row


def decoded(data: bytes) -> str:
    """Text from UTF-8 (with or without BOM), UTF-16 with BOM (a spreadsheet's "Unicode text"), or GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
