"""Every file that was ever harvested, by the SHA-256 of its bytes: in a folder, or in S3 and others by URL."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import fsspec

BLOCK = 1 << 20
# Here an object appears when the last of its bytes is there, and folders are a manner of speaking.
WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "oss"})


class BlobError(Exception):
    """The store of files cannot be reached, or holds other bytes than it should; says where and what to do."""


@dataclass(frozen=True, slots=True)
class Blobs:
    """A store of files. A blob lies at ROOT/ab/abcdef…; once there it never changes."""

    root: str
    files: Any

    def has(self, sha256: str) -> bool:
        """Whether the bytes are kept. Raises BlobError."""
        return bool(self.told(self.files.exists, self.place(sha256)))

    def keep(self, sha256: str, file: Path) -> None:
        """Copy a file in, whole or not at all; one that is there already is left alone. Raises BlobError."""
        if self.has(sha256):
            return
        place = self.place(sha256)
        if not WHOLE.isdisjoint(names(self.files)):
            # To ask for a folder would make a bucket out of a slip of the pen.
            self.told(self.files.put_file, str(file), place)
            return
        # Two sources may bring the same bytes at the same moment.
        part = f"{place}.{crc32(os.fsencode(file)):08x}.part"
        self.told(self.files.makedirs, place.rsplit("/", 1)[0], exist_ok=True)
        self.told(self.files.put_file, str(file), part)
        self.told(self.files.mv, part, place)

    def fetch(self, sha256: str, file: Path) -> None:
        """Copy a blob out to a file, which appears when it is whole. Raises BlobError."""
        part = file.with_name(f".{file.name}.part")
        self.told(self.files.get_file, self.place(sha256), str(part))
        if digest(part) != sha256:
            part.unlink()
            message = f"{self.root}：{sha256} 的内容与其摘要不符，存储已损坏。换回备份，或删去这一文件后重新采集"
            raise BlobError(message)
        part.replace(file)

    def place(self, sha256: str) -> str:
        return f"{self.root}/{sha256[:2]}/{sha256}"

    def told(self, act: Any, *given: Any, **named: Any) -> Any:
        """Do something there; what goes wrong becomes a sentence, whatever library stands behind the URL."""
        try:
            return act(*given, **named)
        except Exception as error:
            message = f"{self.root}：文件存取失败（{type(error).__name__}: {error}）。检查空间、权限与网络后再运行一次"
            raise BlobError(message) from error


def open_blobs(where: str) -> Blobs:
    """The store at a folder or URL (s3://bucket/prefix). Raises BlobError where no such store can be had."""
    try:
        files, root = fsspec.core.url_to_fs(where)
    except (ImportError, ValueError, OSError) as error:
        message = f"{where}：打不开文件存储（{error}）。文件夹路径总能用；s3:// 需另装 s3fs：pip install s3fs"
        raise BlobError(message) from error
    return Blobs(root.rstrip("/"), files)


def names(files: Any) -> frozenset[str]:
    """The schemes that a file system goes by."""
    return frozenset((files.protocol,) if isinstance(files.protocol, str) else files.protocol)


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    seal = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            seal.update(block)
    return seal.hexdigest()
