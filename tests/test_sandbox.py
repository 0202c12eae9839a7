"""Whatever a document does to its worker, it costs that document only."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.codec import to_json
from extractors.model import Kind, Place, Report, Unread
from extractors.sandbox import Answer, Reader, Request, reading, unread_report
from extractors.worker import OPEN_AGAIN, Limits, Task

ROOT = Path(__file__).resolve().parent.parent
LIMITS = Limits(cpu=1, wall=3)


def task(name: str, document: str = "a.pdf", source: Path | bytes = b"bytes") -> Task:
    return Task(document, source, f"tests.targets:{name}", {"say": "hello"})


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(LIMITS, modules=("tests.targets",), is_served=True) as served:
        yield served


def why(answer: Answer) -> str:
    return "" if answer.failure is None else answer.failure.why


def test_an_answer_comes_back_from_bytes_and_from_a_file(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "文件 名.pdf"
    file.write_bytes(b"from disk")
    answers = list(reader.run([task("echo"), task("echo", "b.pdf", file)], jobs=1))
    assert [(a.data, a.failure) for a in answers] == [
        (b"bytes|a.pdf|hello", None),
        (b"from disk|b.pdf|hello", None),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("spin", "读取占用处理器超过 1 秒，已中止"),
        ("hang", "读取超过 3 秒，已中止"),
        ("abort", "读取进程异常终止（SIGABRT）：文件结构异常或超出内存上限"),
        ("leave", "读取程序出错：没有结果"),
        ("fail", "读取程序出错：LookupError: broken"),
        pytest.param(
            "eat",
            "读取需要的内存超过 2 GiB 上限，已中止",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the address space"),
        ),
    ],
)
def test_a_worker_that_fails_says_why(reader: Reader, name: str, expected: str) -> None:
    (answer,) = reader.run([task(name)])
    assert why(answer) == expected
    assert answer.failure is not None
    assert answer.failure.scope == "document"
    assert answer.failure.remedy.startswith(OPEN_AGAIN)


@pytest.mark.parametrize("is_served", [False, True])
def test_signs_of_life_prolong_the_time_and_are_passed_on(is_served: bool) -> None:
    heard: list[str] = []
    limits = Limits(cpu=1, wall=1)
    tasks = [
        Task("long.pdf", b"", "tests.targets:toil", {"signs": 4, "rest": 0}),
        Task("stuck.pdf", b"", "tests.targets:toil", {"signs": 1, "rest": 60}),
    ]
    with Reader(limits, modules=("tests.targets",), is_served=is_served, notice=heard.append) as reader:
        answers = {answer.task.document: answer for answer in reader.run(tasks, jobs=2)}
    assert (answers["long.pdf"].data, answers["long.pdf"].failure) == (b"done", None)
    assert why(answers["stuck.pdf"]) == "读取超过 1 秒，已中止"
    assert sorted(heard) == ["long.pdf"] * 4 + ["stuck.pdf"]


def test_the_others_are_untouched(reader: Reader) -> None:
    names = ["echo", "abort", "echo", "fail", "echo", "leave", "echo"]
    answers = list(reader.run([task(name, f"{i}.pdf") for i, name in enumerate(names)], jobs=3))
    assert sorted(a.task.document for a in answers if a.failure is None) == ["0.pdf", "2.pdf", "4.pdf", "6.pdf"]
    assert len(answers) == len(names)


def test_answers_come_in_the_order_of_completion(reader: Reader) -> None:
    answers = reader.run([task("wait", "0.6"), task("wait", "0.01")], jobs=2)
    assert [answer.task.document for answer in answers] == ["0.01", "0.6"]


def test_a_missing_file_says_so(reader: Reader, tmp_path: Path) -> None:
    (answer,) = reader.run([task("echo", source=tmp_path / "none.pdf")])
    assert answer.failure == Unread(
        Place(0),
        "打不开文件：文件不存在",
        "核对路径和读取权限后再试",
        "document",
    )


def test_a_worker_cannot_write_on_our_output(reader: Reader) -> None:
    (answer,) = reader.run([task("shout")])
    assert answer.data == b"whisper"


def test_a_server_that_dies_is_replaced() -> None:
    with Reader(LIMITS, modules=("tests.targets",), is_served=True) as served:
        first = next(served.run([task("echo")]))
        server = getattr(served.crew, "server")  # noqa: B009 - the crew is one of two kinds
        server.kill()
        server.wait()
        failed = next(served.run([task("echo")]))
        again = next(served.run([task("echo")]))
    assert (why(first), why(failed), why(again)) == ("", "读取服务意外退出", "")


def test_leaving_kills_what_is_under_way() -> None:
    with Reader(LIMITS, modules=("tests.targets",), is_served=True) as served:
        answers = served.run([task("identify"), task("hang", "b.pdf")], jobs=2)
        pid = int(next(answers).data)
        begun = time.monotonic()
    assert time.monotonic() - begun < 2
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


LOCAL = """
from extractors.sandbox import Reader
from extractors.worker import Limits, Task
tasks = [Task(name, b"x", "tests.targets:" + name, {}) for name in ("echo", "abort", "shout")]
if __name__ == "__main__":
    with Reader(Limits(cpu=1, wall=3), modules=("tests.targets",)) as reader:
        for answer in sorted(reader.run(tasks, 2), key=lambda answer: answer.task.document):
            print(answer.task.document, answer.data, answer.failure is None)
"""


def test_a_single_threaded_process_forks_by_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOCAL], capture_output=True, text=True, cwd=ROOT, check=False, timeout=20
    )
    assert (done.stdout, done.stderr, done.returncode) == (
        "abort b'' False\necho b'x|echo|None' True\nshout b'whisper' True\n",
        "",
        0,
    )


LINGER = """
import sys
from extractors.sandbox import Reader
from extractors.worker import Limits, Task
with Reader(Limits(), modules=(), is_served=sys.argv[2] == "served") as reader:
    list(reader.run([Task("a.pdf", b"x", "tests.targets:linger", {"file": sys.argv[1]})]))
"""


@pytest.mark.parametrize("mode", ["local", "served"])
@pytest.mark.parametrize(
    "way",
    [
        signal.SIGINT,
        pytest.param(
            signal.SIGKILL, marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends orphans")
        ),
    ],
)
def test_no_worker_outlives_its_command(mode: str, way: signal.Signals, tmp_path: Path) -> None:
    file = tmp_path / "pid"
    command = [sys.executable, "-c", LINGER, str(file), mode]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as started:
        assert is_soon(file.exists)
        started.send_signal(way)
        started.wait(10)
    worker = int(file.read_text(encoding="utf-8"))
    assert is_soon(lambda: not is_running(worker))


def is_soon(happens: Callable[[], bool]) -> bool:
    """Whether something comes true within five seconds."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if happens():
            return True
        time.sleep(0.02)
    return False


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_failure_becomes_a_report_of_one_unread() -> None:
    failure = Unread(Place(0), "坏了", "重试", "document")
    failed = reading(Answer(task("echo", source=b"abc"), b"", failure))
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert failed == (Report("a.pdf", sha256, 0, Kind.OTHER, unread=(failure,)), True)


def test_an_answer_that_is_no_report_is_a_failure() -> None:
    broken = reading(Answer(task("echo"), b"{}", None))
    assert broken.is_failed
    assert [unread.scope for unread in broken.report.unread] == ["document"]


def test_an_answer_that_is_a_report_is_read() -> None:
    report = unread_report(Task("a.pdf", b"", ""), Unread(Place(1), "第1页", "", "page"))
    assert reading(Answer(task("echo"), to_json(report), None)) == (report, False)


def test_a_request_without_a_file_is_a_report_too(tmp_path: Path) -> None:
    with Reader(LIMITS, is_served=True, modules=()) as served:
        failed = served.read(Request("gone.pdf", tmp_path / "gone.pdf"))
    assert (failed.is_failed, failed.report.document, failed.report.sha256) == (True, "gone.pdf", "")
