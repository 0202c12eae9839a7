"""CSV: what a spreadsheet may do to it, and what it must not be able to do with it."""

import resource
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.csvio import guard, open_atomic, read_csv, unguard, write_csv
from review.errors import StoreError

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-cmd|x", "'-cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("-5..-3", "'-5..-3"),
        ("-3.29", "-3.29"),
        ("-1,234.5%", "-1,234.5%"),
        ("-1-1", "'-1-1"),
        ("97 = 9 + 88", "97 = 9 + 88"),
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_is_neutralised(text: str, safe: str) -> None:
    assert guard(text) == safe
    assert unguard(safe) == text


@given(TEXT | st.from_regex(r"'{0,3}[=+\-@\t\r].{0,5}"))
def test_guard_is_undone_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_rows_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    rows = [(left, right) for left, right in rows if (left + right).strip()]
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    write_csv(path, ("finding_id", "note"), rows)
    assert [(row["finding_id"], row["note"]) for row in read_csv(path, "finding_id")] == rows


def test_the_bytes_are_rfc_4180_with_a_bom(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", ("a", "b"), [("1,5", '说"是"'), ("x\ny", "")])
    assert (tmp_path / "x.csv").read_bytes() == '\ufeffa,b\r\n"1,5","说""是"""\r\n"x\ny",\r\n'.encode()


def test_a_file_is_replaced_at_once_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), open_atomic(path) as file:
        file.write("new" + "\ud800".encode().decode())
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["x.csv"]


def test_the_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write_csv(tmp_path / "x.csv", ("a",), [])
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "x.csv")]
    assert modes[0] == modes[1]


def test_a_place_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match=r"x.csv：写不了.*用 --out 另选文件夹"):
        write_csv(tmp_path / "out" / "x.csv", ("a",), [])


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"x.csv：写不了"):
            write_csv(path, ("a",), [("x" * 1000,)] * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [["复核意见", "Finding_ID ", "以外"], ["属实", "GABC", "'=x"], ["", "", ""]]
    text = "".join(delimiter.join(line) + "\r\n" for line in [["说明"], *lines])
    (tmp_path / "x.csv").write_bytes(text.encode(encoding))
    rows = read_csv(tmp_path / "x.csv", "finding_id")
    assert rows == [{"复核意见": "属实", "finding_id": "GABC", "以外": "=x"}]


def test_a_file_without_ids_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(StoreError, match="没有 finding_id 一列"):
        read_csv(tmp_path / "x.csv", "finding_id")
