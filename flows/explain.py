"""`gouji explain` and `gouji checks`: what the checks are, in their own words."""

import sys
from collections.abc import Iterator

from checks._catalog import CATALOG
from checks._model import CORPUS, Check
from extractors.model import Kind
from flows.thresholds import THRESHOLDS, default

LEVEL = {"error": "错误", "warning": "警告", "info": "提示"}
WRONG_USE = 2
KINDS = {
    Kind.SELF_ASSESSMENT: ("绩效自评", "self-assessments"),
    Kind.EVALUATION: ("绩效评价", "evaluation reports"),
    Kind.FINAL_ACCOUNTS: ("决算公开", "final accounts"),
    Kind.BUDGET: ("预算公开", "budgets"),
    Kind.TEMPLATE: ("空白模板", "blank templates"),
    Kind.OTHER: ("其他文件", "other documents"),
}
WORDS = {
    "kinds": ("适用文件", "kinds of document"),
    "scope": ("比对范围", "scope"),
    "yields": ("让位于（同一事实由其说明）", "yields to (one fact, one row)"),
    "before": ("先于", "speaks before"),
    "thresholds": (
        "阈值（gouji.toml 的 [parameters]）及默认值",
        "parameters ([parameters] of gouji.toml) and their defaults",
    ),
}
CORPUS_WORDS = ("与其他报告比对", "held against other reports")


def explain(code: str, lang: str) -> int:
    """Print a check's documentation; the exit status."""
    wanted = code.strip().upper()
    found = [check for check in CATALOG if check.code == wanted]
    if not found:
        near = [check.code for check in CATALOG if check.code.startswith(wanted)] if wanted else []
        hint = f"相近的有 {'、'.join(near)}" if near else "用 gouji checks 查看全部代码"
        sys.stderr.write(f"没有检查 {code}。{hint}\n")
        return WRONG_USE
    for check in found:
        title = check.title.en if lang == "en" else check.title.zh
        level = check.severity.value if lang == "en" else LEVEL[check.severity.value]
        print(f"{check.code} {check.name}（{level}）\n{title}\n\n{check.doc.strip()}\n")
        for line in (*particulars(check, lang), *thresholds(check, lang)):
            print(line)
    return 0


def particulars(check: Check, lang: str) -> Iterator[str]:
    """What holds for a check beside its rationale: kinds, scope, precedence; a line each."""
    tongue = lang == "en"
    facts = {
        "kinds": [words[tongue] for kind, words in KINDS.items() if kind in check.kinds],
        "scope": [CORPUS_WORDS[tongue]] if check.scope == CORPUS else [],
        "yields": list(check.yields_to),
        "before": [other.code for other in CATALOG if check.code in other.yields_to],
    }
    for name, values in facts.items():
        if values:
            yield f"{WORDS[name][tongue]}{': ' if tongue else '：'}{(', ' if tongue else '、').join(values)}"


def thresholds(check: Check, lang: str) -> Iterator[str]:
    """The thresholds that a check hangs on, with their defaults, a line each."""
    if check.thresholds:
        yield f"{WORDS['thresholds'][lang == 'en']}{':' if lang == 'en' else '：'}"
    for name in check.thresholds:
        about = THRESHOLDS[name]
        yield f"  {name} = {default(name)}  {about.en if lang == 'en' else about.zh}"


def list_checks(lang: str) -> int:
    """Print one line for each check; the exit status."""
    for check in CATALOG:
        title = check.title.en if lang == "en" else check.title.zh
        level = check.severity.value if lang == "en" else LEVEL[check.severity.value]
        print(f"{check.code}  {level}  {check.name:<24} {title}")
    return 0
