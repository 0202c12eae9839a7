"""Pages whose text layer cannot be trusted: read from their picture, or said to be unread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

from pypdfium2 import PdfiumError

from extractors.glyphs import LOST
from extractors.legibility import defect
from extractors.model import Box
from extractors.ocr import MISSING_REMEDY, OcrError, Recogniser, is_installed
from extractors.page import Page
from extractors.picture import take_picture
from extractors.turned import Turn

NEVER, ALWAYS = "never", "always"
MAX_RECOGNISED = 400
"""Pages of one document that are recognised: at two seconds a page, a quarter of an hour."""
MAX_FAILURES = 3
"""Pages in a row that may fail: each may take a minute to do so."""

SWITCHED_OFF = "按设置（ocr = never）没有做文字识别（OCR）"
SWITCH_ON = "去掉 --ocr never 再读，或取得由文字处理软件直接导出的 PDF，或人工核对该页"
NOT_INSTALLED = "没有安装文字识别（OCR）组件"
TOO_MANY = f"该文件已识别 {MAX_RECOGNISED} 页，达到上限"
TOO_MANY_REMEDY = "请拆分文件后再读，或人工核对该页"
NOTHING = "该页是图像，没有识别出文字"
GIVEN_UP = f"前面连续 {MAX_FAILURES} 页文字识别失败，不再尝试"
BY_HAND = "请人工核对该页，或取得由文字处理软件直接导出的 PDF"
REFUSED_REMEDY = "请人工核对该页，或请发布单位重新导出 PDF。"

Lines = tuple[tuple[Box, Decimal], ...]


def keep_silent() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Scans:
    """How pages without a sound text layer are read.

    ocr: auto (only these), never, always (every page). threads: those of the recogniser.
    tell: called before and after each page that is recognised, so that whoever waits takes it for work, not a hang.
    """

    ocr: str = "auto"
    threads: int = 2
    tell: Callable[[], None] = keep_silent


def scans_of(arguments: Mapping[str, Any]) -> Scans:
    """What a worker was told: ocr, threads, and `tell`, which the worker itself brings."""
    return Scans(arguments["ocr"], arguments["threads"], arguments.get("tell", keep_silent))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page was not read and what to do, both in Chinese."""

    why: str
    remedy: str


def without_lost(page: Page) -> Page:
    """A sound page without the codes that stand for nothing."""
    if any(char.text == LOST for char in page.chars):
        page.chars = [char for char in page.chars if char.text != LOST]
    return page


@dataclass(slots=True)
class Eye:
    """Decides for each page of one document how it is read; a context manager, so that no recogniser outlives it.

    `lines`: the lines that were recognised, by page: boxes in points on the page as displayed, confidences 0 to 1.
    """

    data: bytes
    password: str | None
    scans: Scans
    lines: dict[int, Lines] = field(default_factory=dict)
    recogniser: Recogniser | None = None
    failures: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.recogniser is not None:
            self.recogniser.close()

    def see(self, page: Page) -> Page | Refusal:
        """The page as it is to be read: as it came, or as recognised in its picture; or why neither can be."""
        if page.refusal:
            return Refusal(page.refusal, REFUSED_REMEDY)
        why = defect(page)
        if not why and self.scans.ocr != ALWAYS:
            return without_lost(page)
        hindrance = self.hindrance()
        if hindrance is None:
            try:
                return self.recognised(page)
            except OcrError as error:
                self.failures += 1
                hindrance = Refusal(f"文字识别（OCR）没有成功：{error.why}", error.remedy)
        return Refusal(f"{why}；{hindrance.why}", hindrance.remedy) if why else without_lost(page)

    def hindrance(self) -> Refusal | None:
        """Why no page can be recognised (any more)."""
        if self.scans.ocr == NEVER:
            return Refusal(SWITCHED_OFF, SWITCH_ON)
        if not is_installed():
            return Refusal(NOT_INSTALLED, MISSING_REMEDY)
        if len(self.lines) >= MAX_RECOGNISED:
            return Refusal(TOO_MANY, TOO_MANY_REMEDY)
        return Refusal(GIVEN_UP, BY_HAND) if self.failures >= MAX_FAILURES else None

    def recognised(self, page: Page) -> Page:
        """What stands in the picture of a page. Raises OcrError."""
        self.recogniser = self.recogniser or Recogniser(self.scans.threads)
        self.scans.tell()
        try:
            picture = take_picture(self.data, page.number, self.password)
        except PdfiumError as error:
            raise OcrError(f"该页画不出来（{error}）", BY_HAND) from error
        found = self.recogniser.recognise(picture, page.number, picture.size)
        self.scans.tell()
        self.failures = 0
        if not found.page.chars:
            found.page.odd.append(NOTHING)
        back = Turn(found.page.turn, found.page.width, found.page.height).back if found.page.turn else None
        self.lines[page.number] = tuple((back(box) if back else box, sure) for box, sure in found.lines)
        return found.page
