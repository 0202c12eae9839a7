"""sources.toml: what it may say, and how it is told what is wrong with it."""

from pathlib import Path

import pytest

from flows.crawl.job import Job, JsonListing, Limits, Rules
from flows.sources import Source, Sources, SourcesError, load_sources

GOOD = """\
contact = "audit@example.org"
schedule = "30 2 * * *"

[alerts]
to = ["json://localhost:9"]
due = "09-30"

[[source]]
name = "青山财政局"
title = "青山区财政局"
region = "青山区"
start = ["https://czj.example.gov.cn/jxgl/index.html"]
titles = ["绩效自评"]
years = [2023, 2024]
rate = 2
season = [8, 9]

[source.listing]
items = "ul.list li"
json = { url = "https://czj.example.gov.cn/api?page={page}", items = "data.rows", size = 50 }

[source.limits]
files = 100

[[source]]
name = "local"
start = ["http://127.0.0.1:8000/"]
contact = "https://example.org"
schedule = ""
time_zone = "UTC"
private = true
"""


def load(folder: Path, text: str) -> Sources:
    file = folder / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return load_sources(file)


def test_a_source_takes_what_the_file_says_and_the_rest_from_its_head(tmp_path: Path) -> None:
    found = load(tmp_path, GOOD)
    first = Job(
        source="青山财政局",
        start=("https://czj.example.gov.cn/jxgl/index.html",),
        rules=Rules(
            items="ul.list li", json=JsonListing("https://czj.example.gov.cn/api?page={page}", "data.rows", size=50)
        ),
        titles=("绩效自评",),
        years=(2023, 2024),
        rate=2.0,
        contact="audit@example.org",
        limits=Limits(files=100),
    )
    second = Job(
        source="local", start=("http://127.0.0.1:8000/",), contact="https://example.org", time_zone="UTC", private=True
    )
    assert found == Sources(
        tmp_path / "sources.toml",
        (
            Source("青山财政局", first, "青山区财政局", "青山区", "30 2 * * *", (8, 9), 8),
            Source("local", second, line=25),
        ),
        alerts=("json://localhost:9",),
        due="09-30",
    )


@pytest.mark.parametrize(
    ("line", "instead", "what"),
    [
        ('start = ["https://czj', 'start = ["ftp://czj', "“ftp://czj.example.gov.cn/jxgl/index.html”不是网址"),
        ("rate = 2", "rate = -1", "应为 0 至 600 的秒数，写的是“-1”"),
        ("rate = 2", "speed = 2", "没有这个设置"),
        ('titles = ["绩效自评"]', 'titles = ["绩效("]', "“绩效(”不是正则表达式"),
        ("season = [8, 9]", "season = [13]", "应为 1 至 12 的整数列表"),
        ("files = 100", "files = 1.5", "应为 0 至"),
        ("files = 100", "documents = 1", "没有这个设置"),
        ('items = "ul.list li"', "items = 1", "应为加引号的文字"),
        ('time_zone = "UTC"', 'time_zone = "Mars"', "没有“Mars”这个时区"),
        ('name = "local"', 'name = "青山财政局"', "前面已有一个 青山财政局"),
        ('name = "local"', 'name = "../up"', "要有一个名字"),
        ('schedule = ""', 'schedule = "daily"', "应为五段 cron"),
        ('contact = "https://example.org"', 'contact = ""', "缺少联系方式"),
        ('due = "09-30"', 'due = "13-30"', "应为月-日"),
        ('title = "青山区财政局"', 'preset = "wordpress"', "没有“wordpress”这种建站系统"),
        ('title = "青山区财政局"', 'blobs = "s3://b"', "写在文件开头，第一个 [[source]] 之前"),
        ('items = "ul.list li"', 'item = "li"', "没有这个设置；可用的有 items"),
        ('items = "ul.list li"', 'preset = "trs"', "没有这个设置；可用的有 items"),
        ('items = "ul.list li"', 'title = "li >"', "“li >”不是选择器（"),
        ('items = "ul.list li"', 'next = "//a["', "“//a[”不是选择器（"),
        ('items = "ul.list li"', 'numbered = "index_2.html"', "“index_2.html”中没有 {n}（页码）"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, instead: str, what: str) -> None:
    where = next(number for number, one in enumerate(GOOD.splitlines(), 1) if line in one)
    with pytest.raises(SourcesError) as caught:
        load(tmp_path, GOOD.replace(line, instead, 1))
    [told] = str(caught.value).splitlines()
    assert told.startswith(f"{tmp_path / 'sources.toml'}：第 {where} 行：")
    assert what in told


def test_what_nothing_fills_in_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourcesError) as caught:
        load(tmp_path, GOOD.replace("?page={page}", "?page={p}&id={A0B1-C2}").replace("size = 50", 'body = "n={rows}"'))
    assert [one.split("：", 2)[2] for one in str(caught.value).splitlines()] == [
        "第 1 个 source 的 listing.json.url：不认得 {p}；可写 {page}、{size}、{from}、{to}",
        "第 1 个 source 的 listing.json.body：不认得 {rows}；可写 {page}、{size}、{from}、{to}",
    ]


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourcesError) as caught:
        load(tmp_path, '[[source]]\nname = "a"\n')
    assert [one.rsplit("：", 1)[0].split("：", 1)[1] for one in str(caught.value).splitlines()] == [
        "第 1 行：第 1 个 source 的 start",
        "第 1 行：第 1 个 source 的 contact：缺少联系方式（邮箱或网址）",
    ]


def test_a_file_that_is_no_toml_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match="line 1"):
        load(tmp_path, "contact = audit")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match=r"docs/harvest\.md"):
        load_sources(tmp_path / "none.toml")
