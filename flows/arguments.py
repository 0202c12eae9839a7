"""The grammar of the command line, and its help: Chinese first, English beside it."""

import argparse
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

ABOUT = """勾稽 gouji：核对绩效自评报告里的数字是否相互吻合，列出矛盾之处，并指明在第几页。
Recomputes the figures of Chinese self-assessment reports and lists what does not hang together."""

EXAMPLES = """常用 try:
  gouji check 报告.pdf              看一份报告有哪些矛盾 what contradicts itself in one report
  gouji audit                       核对 data/inbox 里的全部报告，结果在 data/out  audit the whole inbox
  gouji harvest                     采集 sources.toml 里各网站新公开的报告，随即核对 what the sites published
  gouji explain SUM005              某项检查查什么、不查什么、为什么 what a check flags and leaves alone

退出状态 exit status:
  0 完成 done    1 check 有发现 / audit 数据关口未过 found some / data gate failed
  2 用法或配置有误 wrong use    3 点名的文件读不了 a named file could not be read    4 中断或未完成 interrupted"""

# Where Prefect shows its page by default.
PORT, LARGEST_PORT = 4200, 65_535
AT_ONCE = 4


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
    add_harvest(commands)
    add_sources(commands)
    add_inbox(commands)
    add_schedule(commands)
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


def add_harvest(commands: Commands) -> None:
    command = add(commands, "harvest", "采集各网站新公开的报告，随即核对 fetch what the sites published, and audit it")
    command.add_argument(
        "names", nargs="*", metavar="SOURCE", help="sources.toml 中的名字，默认全部 names of sources (all)"
    )
    command.add_argument(
        "--url", action="append", default=[], metavar="PAGE",
        help="另采这一页：文章、列表或 PDF，不必写进 sources.toml one page by hand, no sources.toml needed",
    )  # fmt: skip
    command.add_argument(
        "--contact", default="", metavar="ADDRESS",
        help="联系方式（邮箱或网址），告诉网站是谁在访问；默认用 sources.toml 的 whom the site may write to",
    )  # fmt: skip
    add_sources_file(command)
    add_at_once(command)
    command.add_argument("--no-prefect", action="store_true", help="不用 Prefect，直接运行 run the same steps plainly")
    add_jobs(command)
    add_ocr(command)
    add_common(command)


def add_sources(commands: Commands) -> None:
    sources = add(commands, "sources", "查看要采集的网站 the sites to be harvested")
    actions = sources.add_subparsers(dest="action", metavar="动作 action", title="动作 actions", required=True)
    checked = add(actions, "check", "sources.toml 哪一行有什么问题 what is wrong in sources.toml, line by line")
    tried = add(actions, "try", "一个网站会采到什么：读列表和文章，不下载文件 what a site would give, no file fetched")
    tried.add_argument("name", metavar="NAME", help="sources.toml 中的名字 name of a source")
    for command in (checked, tried):
        add_sources_file(command)


def add_inbox(commands: Commands) -> None:
    command = add(commands, "inbox", "收件箱里有什么、从哪里来、核对过没有 what lies in the inbox, and where from")
    command.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="输出格式 output format (text)"
    )
    add_common(command)


def add_schedule(commands: Commands) -> None:
    command = add(commands, "schedule", "按各网站的 schedule 定时采集，直到停止 harvest by the clock, until stopped")
    command.add_argument(
        "--port",
        type=port,
        default=PORT,
        metavar="N",
        help=f"调度页面的端口，0 为任一空闲端口 its port ({PORT})",
    )
    add_sources_file(command)
    add_at_once(command)
    add_common(command)


def add_sources_file(command: Parser) -> None:
    command.add_argument("--sources", type=Path, metavar="FILE", help="网站清单，默认 ./sources.toml list of the sites")


def add_at_once(command: Parser) -> None:
    command.add_argument(
        "--at-once", type=count, default=AT_ONCE, metavar="N", help=f"同时采集几个网站 sites at a time ({AT_ONCE})"
    )


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
    explain.add_argument("code", nargs="?", metavar="CODE", help="检查代码，如 SUM005 the code of a check")
    explain.add_argument(
        "--all", action="store_true", help="输出全部检查（docs/checks.md） every check, as the page docs/checks.md"
    )
    listing = add(commands, "checks", "列出全部检查 list all checks")
    for command in (explain, listing):
        command.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 language (zh)")


def add_review(commands: Commands) -> None:
    review = add(commands, "review", "存取审核意见 take back or hand out reviewers' verdicts")
    actions = review.add_subparsers(dest="action", metavar="动作 action", title="动作 actions", required=True)
    taken = add(actions, "import", "把填好的待审清单收回存档 take an edited queue back into the record")
    taken.add_argument("file", type=Path, metavar="FILE", help="填好的 CSV the edited CSV")
    given = add(actions, "export", "导出全部审核意见（CSV） hand out all verdicts as CSV")
    counted = add(actions, "stats", "各项检查被审核人认可的比例 how often reviewers found each check right")
    counted.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="输出格式 output format (text)"
    )
    for command in (taken, given, counted):
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


def port(text: str) -> int:
    """A port of this machine; 0 lets any be chosen."""
    if not text.isascii() or not text.isdigit() or int(text) > LARGEST_PORT:
        message = f"应为 0 至 {LARGEST_PORT} 的端口，写的是“{text}”"
        raise argparse.ArgumentTypeError(message)
    return int(text)
