"""`gouji doctor`: what is installed, what is missing, and how to get it."""

import importlib
import importlib.metadata
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.ocr import is_installed
from extractors.sandbox import Reader
from extractors.worker import Limits, Task, limits_in_force
from flows.engine import has_server, settings
from flows.options import OUT
from flows.stamp import version

HEALTHY, MISSING = 0, 2
OLDEST, NEWEST = (3, 11), (3, 15)
# What only the harvest needs.
HARVEST = ("scrapy.crawler", "fsspec", "apprise")
SMALL = Limits(memory=512 << 20, cpu=20, wall=30)
TOO_MUCH = 4 << 30
SET_UP = "在项目文件夹运行 make setup（或重新安装 gouji） run make setup in the project folder"
NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at; `remedy` says how to get it where it is missing."""

    name: str
    is_well: bool
    said: str
    remedy: str = ""


def doctor() -> int:
    """Print what was looked at; the exit status."""
    is_well = True
    for sign in signs():
        is_well = is_well and sign.is_well
        print(f"{'  ok ' if sign.is_well else '缺失 '} {sign.name:<22} {sign.said}", flush=True)
        if not sign.is_well:
            print(f"      → {sign.remedy}", flush=True)
    print("一切就绪 all is well" if is_well else "有缺失，见上 something is missing, see above")
    return HEALTHY if is_well else MISSING


def signs() -> Iterator[Sign]:
    """Everything that is looked at, the light things first."""
    yield python()
    yield from packages()
    yield limits()
    yield pdfium()
    yield from loading()
    yield recognition()
    yield elsewhere()
    yield writing(OUT)
    yield Sign("字体 fonts", is_well=True, said="不需要：字从 PDF 里读，不画 none are needed")


def python() -> Sign:
    fits = OLDEST <= sys.version_info[:2] < NEWEST
    said = f"{platform.python_version()}（{platform.system()} {platform.machine()}）"
    return Sign("Python", fits, said, "需要 Python 3.11 至 3.14：make clean && make setup PYTHON=python3.12")


def packages() -> Iterator[Sign]:
    """The distributions that the program itself asks for, with their versions."""
    for needed in requirements():
        found = version(needed)
        yield Sign(needed, bool(found), found or "没有安装 not installed", SET_UP)


def requirements() -> list[str]:
    """Names of the distributions that gouji requires; [] where it runs without being installed."""
    try:
        found = importlib.metadata.requires("gouji") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    return sorted({match.group() for line in found if (match := NAME.match(line))}, key=str.lower)


def limits() -> Sign:
    """Let a worker ask for more memory than it may have: it must be stopped, and nothing else with it."""
    with Reader(SMALL, modules=(), is_served=True) as reader:
        answer = next(reader.run([Task("doctor", b"", "flows.doctor:hog")], 1))
    is_kept = answer.failure is not None and "内存" in answer.failure.why
    said = limits_in_force() if is_kept else "内存上限不起作用 the memory limit has no effect"
    is_linux = sys.platform.startswith("linux")
    return Sign("读取限制 limits", is_kept or not is_linux, said, "容器或内核不许设置 RLIMIT_AS：换一台机器或容器运行")


def hog(_data: bytes, _document: str, _arguments: dict[str, Any]) -> bytes:
    """What a worker must not be able to do."""
    return bytes(bytearray(TOO_MUCH)[:1])


def pdfium() -> Sign:
    """Make a page and count it: the library is there, and of a version that we know."""
    try:
        library = importlib.import_module("pypdfium2")
        paper = library.PdfDocument.new()
        paper.new_page(595, 842)
        pages = len(paper)
        paper.close()
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it is what we want to know
        return Sign("PDFium", False, f"{type(error).__name__}: {error}", SET_UP)
    return Sign("PDFium", pages == 1, str(getattr(library, "PDFIUM_INFO", "")), SET_UP)


def loading() -> Iterator[Sign]:
    """The large libraries must not only be there, they must load."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    os.environ.update(settings(os.environ))
    for name in ("pdfplumber", "jieba", "pandas", "great_expectations", "prefect.flows", *HARVEST):
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it is what we want to know
            yield Sign(f"载入 {name}", False, f"{type(error).__name__}: {error}", SET_UP)
        else:
            yield Sign(f"载入 {name}", True, "可用 loads")
    told = f"服务器 server {os.environ['PREFECT_API_URL']}" if has_server(os.environ) else "在本进程内 in this process"
    yield Sign("Prefect", True, f"{told}；gouji audit --no-prefect 可不用它 does without it")


def recognition() -> Sign:
    """Character recognition may be missing: only scanned pages need it."""
    if is_installed():
        return Sign("文字识别 OCR", True, f"rapidocr {version('rapidocr')}")
    said = "没有安装，扫描页和乱码页读不了 not installed: scanned pages stay unread；pip install 'gouji[ocr]'"
    return Sign("文字识别 OCR", True, f"{said} 或 or make setup")


def elsewhere() -> Sign:
    """Stores beside this machine's folders are wanted by few, and their drivers are no part of the program."""
    drivers = {"S3 (s3fs)": version("s3fs"), "PostgreSQL (psycopg)": version("psycopg")}
    said = "，".join(f"{name} {found or '未装 not installed'}" for name, found in drivers.items())
    return Sign("外部存储 stores", True, f"{said}；不用外部存储就不需要 only for blobs or a record elsewhere")


def writing(out: Path) -> Sign:
    """Whether results can be written where they would go by default."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out) as file:
            file.write(b"gouji")
            file.flush()
    except OSError as error:
        return Sign(f"写入 {out}", False, str(error.strerror), "腾出空间、给出写入权限，或用 --out 指定别的文件夹")
    return Sign(f"写入 {out}", True, "可写 can be written")
