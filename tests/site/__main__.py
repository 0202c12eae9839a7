"""python -m tests.site [PORT] [FOLDER]: serve the site by hand, with reports of the generator kept in a folder."""

import sys
import time
from pathlib import Path

from tests.site.bodies import reports
from tests.site.habits import all_habits, json_listing, paging
from tests.site.looks import Attachment, Post, boda, hanweb, trs
from tests.site.server import Site

UNITS = ("青禾县财政局", "青禾县教育局", "云溪镇人民政府", "临江市水务局", "临江市文化和旅游局")


def posts(files: list[Path]) -> list[Post]:
    """An article for each report, by invented units."""
    found = []
    for number, path in enumerate(files):
        unit, year = UNITS[number % len(UNITS)], 2022 + number % 2
        title = f"{unit}{year}年度部门整体支出绩效自评报告（{number + 1}）"
        day = f"{year + 1}-{3 + number % 6:02}-{1 + number % 28:02}"
        found.append(Post(title, day, unit, (Attachment(f"{title}.pdf", path.read_bytes()),)))
    return found


def build(site: Site, files: list[Path]) -> dict[str, str]:
    """The whole site; the listings' paths by what they are."""
    third = -(-len(files) // 3)
    found = posts(files)
    named = {
        "大汉 Hanweb": hanweb(site, "/hanweb", found[:third]),
        "TRS": trs(site, "/trs", found[third : 2 * third]),
        "博达": boda(site, "/boda", found[2 * third :]),
        "JSON 列表（开普）": json_listing(site),
    }
    named |= {f"翻页方式 {way}": path for way, path in paging(site).items()}
    return named | {f"习惯 {path.strip('/')}": path for path in all_habits(site)}


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8008
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("data/out/site")
    with Site(port=port) as site:
        for name, path in build(site, reports(folder)).items():
            print(f"{name}：{site.url(path)}")
        print("按 Ctrl-C 结束", flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
