"""`gouji explain` and `gouji checks`: what the checks are, in their own words."""

import sys

from checks._catalog import CATALOG

LEVEL = {"error": "错误", "warning": "警告", "info": "提示"}
WRONG_USE = 2


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
        print(f"{check.code} {check.name}（{level}）\n{title}\n\n{check.doc.strip()}")
    return 0


def list_checks(lang: str) -> int:
    """Print one line for each check; the exit status."""
    for check in CATALOG:
        title = check.title.en if lang == "en" else check.title.zh
        level = check.severity.value if lang == "en" else LEVEL[check.severity.value]
        print(f"{check.code}  {level}  {check.name:<24} {title}")
    return 0
