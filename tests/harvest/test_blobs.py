"""The store of files: whole or not at all, in a folder or wherever a URL leads."""

from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from flows.blobs import BlobError, Blobs, open_blobs

BODY = b"%PDF-1.7 a report"
DIGEST = sha256(BODY).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "given"
    path.write_bytes(BODY)
    return path


@pytest.mark.parametrize("kind", ["folder", "url"])
def test_what_was_kept_comes_back(kind: str, file: Path, tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path / "blobs") if kind == "folder" else f"memory://{uuid4()}")
    assert not blobs.has(DIGEST)
    for _ in range(2):
        blobs.keep(DIGEST, file)
    blobs.fetch(DIGEST, tmp_path / "back.pdf")
    assert (blobs.has(DIGEST), (tmp_path / "back.pdf").read_bytes()) == (True, BODY)


def test_a_blob_lies_under_its_hash_and_nothing_beside_it(file: Path, tmp_path: Path) -> None:
    open_blobs(str(tmp_path / "blobs")).keep(DIGEST, file)
    found = [
        path.relative_to(tmp_path / "blobs").as_posix() for path in (tmp_path / "blobs").rglob("*") if path.is_file()
    ]
    assert found == [f"{DIGEST[:2]}/{DIGEST}"]


def test_other_bytes_than_its_hash_says_are_refused(file: Path, tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path / "blobs"))
    blobs.keep(DIGEST, file)
    Path(blobs.place(DIGEST)).write_bytes(b"something else")
    with pytest.raises(BlobError, match="内容与其摘要不符"):
        blobs.fetch(DIGEST, tmp_path / "back.pdf")
    assert not (tmp_path / "back.pdf").exists()


def test_a_store_that_cannot_be_had_says_what_to_do(file: Path, tmp_path: Path) -> None:
    with pytest.raises(BlobError, match="另装 s3fs"):
        open_blobs("nowhere://bucket")
    blobs = open_blobs(str(tmp_path / "given"))
    with pytest.raises(BlobError, match="检查空间、权限与网络"):
        blobs.keep(DIGEST, file)


class Bucket(MemoryFileSystem):  # type: ignore[misc]  # fsspec ships no types
    """A store of objects, which are whole or not there, and where to move is to copy."""

    protocol = ("s3", "s3a")
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]

    def mv(self, path1: str, path2: str, **given: Any) -> None:
        raise AssertionError(path1, path2)


def test_an_object_is_put_in_its_place_at_once(file: Path, tmp_path: Path) -> None:
    blobs = Blobs("/bucket/gouji", Bucket())
    for _ in range(2):
        blobs.keep(DIGEST, file)
    blobs.fetch(DIGEST, tmp_path / "back.pdf")
    assert list(Bucket.store) == [f"/bucket/gouji/{DIGEST[:2]}/{DIGEST}"]
    assert (tmp_path / "back.pdf").read_bytes() == BODY
