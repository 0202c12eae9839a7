"""The command `gouji`: what each command needs is loaded in that command, so that the light ones start at once."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flows.arguments import new_parser

if TYPE_CHECKING:
    from flows.nightly_facts import Plan
    from flows.options import Options

WRONG_USE, INTERRUPTED = 2, 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status as the help gives it."""
    readable_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = new_parser()
    if not given:
        parser.print_help(sys.stderr)
        return WRONG_USE
    parsed = parser.parse_args(given)
    try:
        status = COMMANDS[parsed.command](parsed)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\n已中断，没有留下后台进程。重新运行同一命令即可继续。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""
        print(f"{where}{error.strerror or error}。查看磁盘空间和写入权限，再运行一次。", file=sys.stderr)
        return INTERRUPTED
    return status


def readable_streams() -> None:
    """Print Chinese also where the locale is C or the text holds characters that the terminal has not."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a TextIO in tests


def refuse(message: str) -> int:
    """Say what is wrong with the use or the configuration."""
    print(message, file=sys.stderr)
    return WRONG_USE


def run_check(parsed: argparse.Namespace) -> int:
    from flows.check import check, directories  # noqa: PLC0415 - only this command needs it

    if folders := directories(parsed.paths):
        return refuse(f"{folders[0]} 是文件夹：gouji check 核对文件，整个文件夹请用 gouji audit {folders[0]}")
    return with_options(parsed, lambda options: check(options, parsed.format))


def run_audit(parsed: argparse.Namespace) -> int:
    return with_options(parsed, audit)


def audit(options: "Options") -> int:
    """Say what there is to do before the engine is loaded, which takes seconds."""
    from flows.inbox import greet  # noqa: PLC0415 - the light commands do without

    greet(options, sys.stderr)
    if options.use_prefect:
        from flows.audit import run  # noqa: PLC0415 - Prefect takes seconds to load
    else:
        from flows.run import run  # noqa: PLC0415 - the plain run does without Prefect
    return run(options)


def run_harvest(parsed: argparse.Namespace) -> int:
    from flows.plans import plan_of  # noqa: PLC0415 - loads the record's engine

    return with_plan(parsed, plan_of, harvest)


def harvest(plan: "Plan") -> int:
    """Harvest and audit, with the engine or without."""
    if plan.options.use_prefect:
        from flows.inbox import LOADING  # noqa: PLC0415 - the light commands do without
        from flows.progress import say  # noqa: PLC0415 - the same

        say(LOADING[plan.options.lang], sys.stderr)
        from flows.harvest import run  # noqa: PLC0415 - Prefect takes seconds to load

        return run(plan)
    from flows.gathering import gather_all  # noqa: PLC0415 - only this command needs it

    gathered = gather_all(plan)
    if not gathered:
        return INTERRUPTED
    from flows.nightly import finish  # noqa: PLC0415 - its gate takes seconds to load: the crawls do not wait for it

    return finish(plan, gathered)


def run_schedule(parsed: argparse.Namespace) -> int:
    from flows.plans import clockwork  # noqa: PLC0415 - loads the record's engine

    return with_plan(parsed, clockwork, lambda plan: schedule(plan, parsed.port))


def schedule(plan: "Plan", port: int) -> int:
    """Serve the sources by the clock; Prefect is loaded when the environment names its server."""
    from flows.schedule import ServerError, server, stoppable  # noqa: PLC0415 - only this command needs it

    try:
        with stoppable(), server(port, plan.options.out) as address:
            from flows.serving import serve  # noqa: PLC0415 - Prefect takes seconds to load, and asks where its server is

            serve(plan, address)
    except ServerError as error:
        print(error, file=sys.stderr)
        return INTERRUPTED
    except KeyboardInterrupt:
        print("定时采集已停止。再次运行同一命令即继续，停机期间错过的采集会补上。", flush=True)
    return 0


def run_sources(parsed: argparse.Namespace) -> int:
    from flows.source_lists import attempt, check  # noqa: PLC0415 - only this command needs it
    from flows.sources import DEFAULT, SourcesError, load_sources  # noqa: PLC0415 - the same

    try:
        found = load_sources(parsed.sources or DEFAULT)
        if parsed.action == "check":
            return check(found)
        from flows.plans import picked  # noqa: PLC0415 - loads the record's engine

        return attempt(picked(found, [parsed.name])[0])
    except SourcesError as error:
        return refuse(str(error))


def run_inbox(parsed: argparse.Namespace) -> int:
    from flows.inboxes import inbox  # noqa: PLC0415 - loads the record's engine

    return with_options(parsed, lambda options: inbox(options, parsed.format))


def run_extract(parsed: argparse.Namespace) -> int:
    from flows.extract import extract  # noqa: PLC0415 - only this command needs it

    return with_options(parsed, lambda options: extract(options, parsed.format, parsed.overlay))


def run_explain(parsed: argparse.Namespace) -> int:
    from flows.explain import explain  # noqa: PLC0415 - loads every check
    from flows.handbook import print_handbook  # noqa: PLC0415 - the same

    if parsed.all == bool(parsed.code):
        return refuse("给出一个检查代码，如 gouji explain SUM005；或用 --all 输出全部检查")
    if parsed.all:
        return print_handbook()
    return explain(parsed.code, parsed.lang)


def run_checks(parsed: argparse.Namespace) -> int:
    from flows.explain import list_checks  # noqa: PLC0415 - loads every check

    return list_checks(parsed.lang)


def run_review(parsed: argparse.Namespace) -> int:
    from flows.verdicts import export_verdicts, import_verdicts, show_stats  # noqa: PLC0415 - loads the record's engine

    if parsed.action == "import":
        return with_options(parsed, lambda options: import_verdicts(parsed.file, options))
    if parsed.action == "stats":
        return with_options(parsed, lambda options: show_stats(options, parsed.format))
    return with_options(parsed, export_verdicts)


def run_doctor(_parsed: argparse.Namespace) -> int:
    from flows.doctor import doctor  # noqa: PLC0415 - loads what it examines

    return doctor()


def with_options(parsed: argparse.Namespace, command: Callable[["Options"], int]) -> int:
    """Hand a command its options, configuration included; wrong use ends here."""
    from flows.config import ConfigError  # noqa: PLC0415 - the light commands do without
    from flows.settings import options_of  # noqa: PLC0415 - the same

    try:
        options = options_of(parsed)
    except ConfigError as error:
        return refuse(str(error))
    return command(options)


def with_plan(
    parsed: argparse.Namespace,
    planned: Callable[[argparse.Namespace, "Options"], "Plan"],
    command: Callable[["Plan"], int],
) -> int:
    """Hand a command of the harvest its plan; wrong use and wrong sources end here."""
    from flows.sources import SourcesError  # noqa: PLC0415 - the light commands do without

    def with_sources(options: "Options") -> int:
        try:
            plan = planned(parsed, options)
        except SourcesError as error:
            return refuse(str(error))
        return command(plan)

    return with_options(parsed, with_sources)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": run_check,
    "audit": run_audit,
    "harvest": run_harvest,
    "sources": run_sources,
    "inbox": run_inbox,
    "schedule": run_schedule,
    "extract": run_extract,
    "explain": run_explain,
    "checks": run_checks,
    "review": run_review,
    "doctor": run_doctor,
}


if __name__ == "__main__":
    sys.exit(main())
