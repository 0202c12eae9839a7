"""`gouji review import`, `export` and `stats`: reviewers' decisions in and out of the record, and what they come to."""

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from flows.check import now
from flows.options import Options, queue_options
from flows.record import has_record, open_record
from flows.scores import stats_csv, stats_json, stats_text
from review.errors import StoreError
from review.stats import stats
from review.store import Store
from review.verdicts import ImportResult, export, import_file

DONE, WRONG_USE, INCOMPLETE = 0, 2, 4
VERDICTS = "verdicts.csv"
MOST_SHOWN = 20


def import_verdicts(file: Path, options: Options) -> int:
    """Take the decisions of an edited queue into the record; the exit status, 2 where rows made no sense."""
    if not file.is_file():
        sys.stderr.write(f"{file}：没有这个文件。给出改好的 review_queue.csv 的路径\n")
        return WRONG_USE
    return with_store(options, lambda store: told(import_file(file, store, options.as_of or now())))


def told(result: ImportResult) -> int:
    """Say what came of an import: nothing is dropped in silence."""
    print(f"读到 {result.read} 行：新收 {result.new} 条意见，已有 {result.unchanged} 条")
    for conflict in result.conflicts:
        print(
            f"意见不一 conflict {conflict.finding_id}：{conflict.held_by or '？'} 判 {conflict.held}，"
            f"{conflict.given_by or '？'} 判 {conflict.given}；两条都已保存，以后者为准的是 {conflict.holds}"
        )
    if result.unknown:
        shown = "、".join(result.unknown[:MOST_SHOWN])
        print(f"存档中没有的编号 {len(result.unknown)} 个，意见已保存：{shown}")
    for problem in result.problems:
        sys.stderr.write(f"{problem}\n")
    return WRONG_USE if result.problems else DONE


def export_verdicts(options: Options) -> int:
    """Write every decision ever taken into the output folder; the exit status."""
    out = options.out / VERDICTS

    def write(store: Store) -> int:
        print(f"{out}：{export(store, out)} 条意见")
        return DONE

    return with_store(options, write)


def show_stats(options: Options, form: str) -> int:
    """Print how often reviewers found each check right, as text|json|csv; the exit status."""
    shape = {"json": stats_json, "csv": stats_csv}.get(form, stats_text)

    def show(store: Store) -> int:
        known, lost = stats(store)
        sys.stdout.write(shape(known, queue_options(options), lost))
        return DONE

    return with_store(options, show)


def with_store(options: Options, command: Callable[[Store], int]) -> int:
    """Open the record that a run has left; where there is none, nothing is made."""
    if not has_record(options):
        sys.stderr.write(f"{options.out}：这里还没有存档。先运行 gouji audit，或用 --out 指明存档所在文件夹\n")
        return WRONG_USE
    try:
        with closing(open_record(options)) as store:
            return command(store)
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
        return INCOMPLETE
