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
        f"写不了（{error.strerror or error}）",
        "清出空间、在其他程序里关闭该文件，或用 --out 另选文件夹，然后再运行一次",
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
        raise StoreError(str(path), f"读不了（{error.strerror}）", "核对文件名") from error
    except UnicodeDecodeError as error:
        raise StoreError(str(path), "既不是 UTF-8 也不是 GB18030 编码", "另存为 CSV UTF-8 后再导入") from error
    for delimiter in DELIMITERS:
        lines = parsed(path, text, delimiter)
        for start, line in enumerate(lines[:HEADER_WITHIN]):
            names = [name.strip().strip("\ufeff").casefold() for name in line]
            if key in names:
                return [as_row(names, cells) for cells in lines[start + 1 :] if any(cell.strip() for cell in cells)]
    raise StoreError(str(path), f"没有 {key} 一列", "请用导出的清单修改，并保留它的表头一行")


def parsed(path: Path, text: str, delimiter: str) -> list[list[str]]:
    """The lines of a CSV text; raises StoreError where it is none."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise StoreError(str(path), f"不是 CSV 文件（{error}）", "另存为 CSV UTF-8 后再导入") from error


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
