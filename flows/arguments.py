"""The grammar of the command line, and its help: Chinese first, English beside it."""

import argparse
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

ABOUT = """勾稽 gouji：核对绩效自评报告里的数字是否相互吻合，列出矛盾之处，并指明在第几页。
Recomputes the figures of Chinese self-assessment reports and lists what does not hang together."""

EXAMPLES = """常用 try:
  gouji check 报告.pdf              看一份报告有哪些矛盾 what contradicts itself in one report
  gouji audit                       核对 data/inbox 里的全部报告，结果在 data/out  audit the whole inbox
  gouji explain SUM005              某项检查查什么、不查什么、为什么 what a check flags and leaves alone

退出状态 exit status:
  0 完成 done    1 check 有发现 / audit 数据关口未过 found some / data gate failed
  2 用法或配置有误 wrong use    3 点名的文件读不了 a named file could not be read    4 中断或未完成 interrupted"""


class Parser(argparse.ArgumentParser):
    """Says in Chinese what is wrong with a command line, and what to do next."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, **settings)
        self._positionals.title = "参数 arguments"
        self._optionals.title = "选项 options"
        self.add_argument("-h", "--help", action="help", help="显示用法 show this help")

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(2, f"用法有误 wrong use：{message}\n查看用法 for help：{self.prog} --help\n")


def new_parser() -> Parser:
    """The parser of the whole command."""
    parser = Parser(
        prog="gouji", description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", metavar="命令 command", title="命令 commands", required=True)
    add_check(commands)
    add_audit(commands)
    add_extract(commands)
    add_explain(commands)
    add_review(commands)
    add(commands, "doctor", "装了什么、缺什么、怎样补上 what is installed, what is missing, how to get it")
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def add(commands: Commands, name: str, about: str) -> Parser:
    """A command of its own."""
    made: Parser = commands.add_parser(name, help=about, description=about)
    return made


def add_check(commands: Commands) -> None:
    command = add(commands, "check", "核对几份文件，结果显示在屏幕上 the findings of these files, on the terminal")
    command.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="PDF 文件 PDF files")
    command.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="输出格式 output format (text)"
    )
    add_jobs(command)
    add_judging(command)
    add_ocr(command)
    add_common(command)


def add_audit(commands: Commands) -> None:
    command = add(commands, "audit", "核对整批报告，写出待审清单 the whole run: data/inbox -> data/out")
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="文件或文件夹，默认 data/inbox files or folders"
    )
    command.add_argument("--no-prefect", action="store_true", help="不用 Prefect，直接运行 run the same steps plainly")
    command.add_argument(
        "--as-of", default="", metavar="TIME", help="本次运行的时间（ISO 8601 UTC），默认现在 time of the run"
    )
    add_jobs(command)
    add_judging(command)
    add_ocr(command)
    add_common(command)


def add_extract(commands: Commands) -> None:
    command = add(commands, "extract", "读出报告内容，不做核对 the report as it was read, unjudged")
    command.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="PDF 文件 PDF files")
    command.add_argument(
        "--format", choices=("json", "md", "csv"), default="json",
        help="json 全部事实，md 正文与表格，csv 只要表格 everything, prose and tables, tables only (json)",
    )  # fmt: skip
    command.add_argument(
        "--overlay", type=Path, metavar="DIR",
        help="另把读到的内容画在页面图上，存入此文件夹 also draw what was read into page images",
    )  # fmt: skip
    add_jobs(command)
    add_ocr(command)
    add_common(command)


def add_explain(commands: Commands) -> None:
    explain = add(commands, "explain", "一项检查查什么、放过什么、为什么 what a check flags, leaves alone and why")
    explain.add_argument("code", metavar="CODE", help="检查代码，如 SUM005 the code of a check")
    listing = add(commands, "checks", "列出全部检查 list all checks")
    for command in (explain, listing):
        command.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 language (zh)")


def add_review(commands: Commands) -> None:
    review = add(commands, "review", "存取审核意见 take back or hand out reviewers' verdicts")
    actions = review.add_subparsers(dest="action", metavar="动作 action", title="动作 actions", required=True)
    taken = add(actions, "import", "把填好的待审清单收回存档 take an edited queue back into the record")
    taken.add_argument("file", type=Path, metavar="FILE", help="填好的 CSV the edited CSV")
    given = add(actions, "export", "导出全部审核意见（CSV） hand out all verdicts as CSV")
    for command in (taken, given):
        add_common(command)


def add_jobs(command: Parser) -> None:
    command.add_argument(
        "--jobs", type=count, default=0, metavar="N", help="同时读几份，默认每个处理器一份 documents at a time"
    )


def add_judging(command: Parser) -> None:
    """Options of the commands that judge."""
    command.add_argument(
        "--select", action="append", default=[], metavar="CODE,…", help="只做这些检查 only these checks"
    )
    command.add_argument(
        "--ignore", action="append", default=[], metavar="CODE,…", help="不做这些检查 not these checks"
    )
    command.add_argument(
        "--witness", choices=("auto", "never"), default="auto",
        help="有发现的页是否用另一读取程序复读 read pages with findings again with the other reader (auto)",
    )  # fmt: skip
    command.add_argument(
        "--fail-on", choices=("error", "warning", "info", "never"), default="error",
        help="到哪一级算“有发现”（退出状态 1） what counts as found (error)",
    )  # fmt: skip
    command.add_argument("--no-cap", action="store_true", help="同类发现再多也全部列出 list every finding of a flood")


def add_common(command: Parser) -> None:
    """Options that every command on documents has."""
    command.add_argument(
        "--out", type=Path, metavar="DIR", help="结果与存档所在文件夹，默认 data/out results and record"
    )
    command.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 language (zh)")
    command.add_argument("--config", type=Path, metavar="FILE", help="配置文件，默认 ./gouji.toml configuration")
    command.add_argument(
        "--reader", choices=("pdfium", "pdfplumber"), default="pdfium", help="读取程序 reader of PDFs (pdfium)"
    )


def add_ocr(command: Parser) -> None:
    """The option of the commands that read; without it the configuration decides."""
    command.add_argument(
        "--ocr", choices=("auto", "never", "always"),
        help="文字识别：只对扫描页和乱码页（默认）、不做、每页都做 character recognition of scanned pages only (auto)",
    )  # fmt: skip


def count(text: str) -> int:
    """A number of workers."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 256:
        message = f"应为 1 至 256 的整数，写的是“{text}”"
        raise argparse.ArgumentTypeError(message)
    return int(text)
