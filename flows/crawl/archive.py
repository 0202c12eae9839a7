"""The files inside a ZIP archive, within bounds that a bomb cannot pass."""

import contextlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from flows.crawl.charset import decode, plain_name
from flows.crawl.job import Limits
from flows.crawl.media import entry_count, sniff

UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1
DEEPEST = 2
MOST_ENTRIES = 20_000
BLOCK = 1 << 16
# The others unpack as much at a time as they like.
BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError, RuntimeError, KeyError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path as printed (a label, never a path of ours), its bytes or why there are none."""

    path: str
    body: bytes = b""
    reason: str = ""

    @property
    def name(self) -> str:
        return plain_name(self.path)


class Budget:
    """What may still be unpacked of one download, over all levels of nesting."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.octets = limits.archive_bytes
        self.members = limits.archive_members


def members(body: bytes, budget: Budget, above: str = "", depth: int = 1) -> Iterator[Member]:
    """Every file of an archive, those of archives in it after their own name. What breaks is a member with a reason."""
    # The directory is read as a whole, so it must be short before it is opened.
    if entry_count(body) > MOST_ENTRIES:
        yield Member(above, reason=too_many(budget))
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except DAMAGE as error:
        yield Member(above, reason=f"压缩包打不开（{error}）。请从文章页重新下载核实")
        return
    with archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if budget.members <= 0:
                yield Member(
                    above, reason=f"压缩包中的文件超过 {budget.limits.archive_members} 个，其余未读。请手工解开"
                )
                return
            budget.members -= 1
            yield from unpacked(read_member(archive, info, budget, above), budget, depth)


def too_many(budget: Budget) -> str:
    return f"压缩包中的文件超过 {budget.limits.archive_members} 个，其余未读。请手工解开"


def unpacked(member: Member, budget: Budget, depth: int) -> Iterator[Member]:
    """A member itself, or what it holds where it is an archive."""
    if member.reason or sniff(member.body) != "zip":
        yield member
    elif depth >= DEEPEST:
        yield Member(member.path, reason="压缩包套压缩包太深，未读。请手工解开后放进收件箱")
    else:
        yield from members(member.body, budget, f"{member.path}/", depth + 1)


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, above: str) -> Member:
    path = above + member_path(info)
    if info.flag_bits & ENCRYPTED_FLAG:
        return Member(path, reason="压缩包有密码，未读。请向发布单位索取密码，解开后放进收件箱")
    if info.compress_type not in BOUNDED:
        return Member(path, reason="压缩方法少见，未读。请手工解开后放进收件箱")
    most = min(budget.limits.file_bytes, budget.octets)
    try:
        with archive.open(info) as stream:
            parts, size = [], 0
            # The size in the directory is the sender's word; what comes out is counted.
            while block := stream.read(BLOCK):
                size += len(block)
                if size > most:
                    budget.octets -= size
                    return Member(path, reason=f"解开后超过 {most >> 20} MB 的上限，未读。请手工核实")
                parts.append(block)
    except DAMAGE as error:
        return Member(path, reason=f"压缩包中的文件已损坏（{error}）。请从文章页重新下载核实")
    budget.octets -= size
    return Member(path, b"".join(parts))


def member_path(info: zipfile.ZipInfo) -> str:
    """A member's path as printed: without the flag for UTF-8 the bytes are most often GBK."""
    raw = info.orig_filename
    if not info.flag_bits & UTF8_FLAG:
        with contextlib.suppress(UnicodeEncodeError):
            raw = decode(raw.encode("cp437"))
    steps = [plain_name(step) for step in raw.replace("\\", "/").split("/")]
    return "/".join(step for step in steps if step) or "未命名"
