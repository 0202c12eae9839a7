"""`gouji audit` without an engine: the steps in a straight line, and what surrounds any run, with Prefect or not.

One run at a time on a folder; one that is stopped at any moment goes on when it is started again.
"""

import datetime
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing

from flows.brake import Brake
from flows.inbox import open_inbox
from flows.lock import BusyError
from flows.lock import hold as hold_folder
from flows.notes import crash_words, expired, idle
from flows.options import Options
from flows.progress import say
from flows.record import open_record
from flows.shelf import drop_shelf
from flows.steps import SUMMARY, Finished, Work, begin, compare_all, hold, judge_all, publish, record
from review.coverage import percent
from review.errors import StoreError
from review.queue import FILE as QUEUE
from review.store import finish_run

DONE, GATE_FAILED, UNREADABLE, INCOMPLETE = 0, 1, 3, 4

SAID = {
    "stopped": (
        "已中断：做完的部分已保存在 {out}，再次运行同一命令即从断点继续。",
        "Stopped. What is done is kept in {out}; start the same command again to go on.",
    ),
    "unwritten": (
        "没有完成：{problem}。请检查 {out} 的剩余空间与写入权限，然后再次运行同一命令，即从断点继续。",
        "Not complete: {problem}. See to free space and write access of {out}, then start the same command again.",
    ),
    "unread": ("点名的文件读不了：{names}", "Named files that could not be read: {names}"),
    "gate": (
        "数据关口未通过，结果已全部写出，请先看 {out}/summary.html 的“数据关口”一节：{rules}",
        "The data gate failed; everything was written. See {out}/summary.html first: {rules}",
    ),
    "done": (
        """完成：{documents} 份、{pages} 页；清单共 {rows} 条：错误 {error}、警告 {warning}、提示 {info}。
数字 {figures} 个，已核对 {checked} 个（表内 {tables}，正文 {prose}）；其余未核对，原因见概览。
  待审清单 {out}/{queue}
  概览     {out}/{summary}""",
        """Done: {documents} documents, {pages} pages; {rows} rows in the queue: {error} errors, {warning} warnings,
{info} remarks. {figures} figures, {checked} of them checked ({tables} of tables, {prose} of prose); the summary says
why the others were not.
  queue    {out}/{queue}
  summary  {out}/{summary}""",
    ),
}


def run(options: Options) -> int:
    """Audit without Prefect; the exit status of the command."""
    return supervise(options, lambda work, _: straight(work))


def straight(work: Work) -> Finished:
    """The steps, one after the other."""
    judge_all(work)
    compare_all(work)
    queue = record(work)
    return publish(work, queue, hold(work, queue))


def supervise(options: Options, body: Callable[[Work, Brake], Finished]) -> int:
    """Do a run inside all that it needs: folder, lock, record. What goes wrong becomes a sentence and a status."""
    brake = Brake()
    try:
        with brake.fitted():
            options.out.mkdir(parents=True, exist_ok=True)
            with hold_folder(options.out):
                tidy(options)
                return status(options, whole(options, lambda work: body(work, brake)))
    except KeyboardInterrupt:
        tell(options, "stopped")
    except BusyError as error:
        say(str(error), sys.stderr)
    except StoreError as error:
        tell(options, "unwritten", problem=str(error))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        tell(options, "unwritten", problem=f"{where}{error.strerror or error}")
    return INCOMPLETE


def whole(options: Options, body: Callable[[Work], Finished]) -> Finished:
    """Open the record, do the steps, close the run."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with closing(open_record(options)) as store:
        work = begin(options, open_inbox(options), store, now)
        finished = body(work)
        finish_run(store, work.run)
    drop_shelf(options.out)
    return finished


def tidy(options: Options) -> None:
    """Remove the beginnings of files that a killed run left; we hold the folder."""
    for folder in (options.out, options.out / "reports"):
        for part in folder.glob(".*.part"):
            part.unlink(missing_ok=True)


def status(options: Options, finished: Finished) -> int:
    """Say how it went; the exit status."""
    rows = Counter(row.severity for row in finished.queue.rows)
    counted = finished.tally
    words = {
        "documents": len(counted.documents), "pages": counted.pages, "rows": len(finished.queue.rows),
        "error": rows["error"], "warning": rows["warning"], "info": rows["info"],
        "figures": counted.figures.total(), "checked": counted.figures.total() - counted.figures["not_checked"],
        "tables": percent(counted.tables), "prose": percent(counted.prose),
        "queue": QUEUE, "summary": SUMMARY, "out": options.out,
    }  # fmt: skip
    print(phrase(options, "done").format(**words), flush=True)
    say_notes(options, finished)
    broken = [v.en if options.lang == "en" else v.zh for v in finished.gate.verdicts if not v.is_met]
    if broken:
        tell(options, "gate", rules="；".join(broken))
    if finished.unreadable:
        tell(options, "unread", names="、".join(finished.unreadable))
        return UNREADABLE
    return GATE_FAILED if broken else DONE


def say_notes(options: Options, finished: Finished) -> None:
    """Name what broke and what is of no use any more; the summary has it too."""
    if finished.tally.crashes:
        say(crash_words(finished.tally.crashes, options.lang), sys.stderr)
    for rule in finished.queue.unused:
        say(f"{options.config}：{idle(rule)}", sys.stderr)
    for rule in finished.queue.expired:
        say(f"{options.config}：{expired(rule)}", sys.stderr)


def phrase(options: Options, name: str) -> str:
    return SAID[name][options.lang == "en"]


def tell(options: Options, name: str, **words: str) -> None:
    """Say something on stderr in the user's language."""
    say(phrase(options, name).format(out=options.out, **words), sys.stderr)
