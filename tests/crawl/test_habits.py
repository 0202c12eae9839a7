"""The habits of real sites, each by the record that a crawl makes of it."""

import pytest

from tests.crawl.conftest import Crawl, crawled, crawled_again, job
from tests.site.habits import all_habits
from tests.site.server import Site


@pytest.fixture(scope="module")
def first(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    return crawled(tmp_path_factory.mktemp("first"), site, job(site, *all_habits(site)))


@pytest.fixture(scope="module")
def second(first: Crawl, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    starts = [one.url.removeprefix(first.site.root) for one in first.listings]
    return crawled_again(tmp_path_factory.mktemp("second"), first, job(first.site, *starts))


OUTCOMES = {
    "/gbk/a.pdf": "new",
    "/star/report.pdf": "new",
    "/gbkname/%D7%D4%C6%C0%B1%A8%B8%E6.pdf": "new",
    "/links/files/a.pdf": "new",
    "/links/files/b.pdf": "new",
    "/links/files/c.pdf": "new",
    "/links/direct.pdf": "new",
    "/front/report.pdf": "failed",
    "/html/report.pdf": "failed",
    "/captcha/report.pdf": "blocked",
    "/challenge/report.pdf": "blocked",
    "/forbidden/report.pdf": "blocked",
    "/waf/report.pdf": "blocked",
    "/gone/report.pdf": "withdrawn",
    "/missing/report.pdf": "withdrawn",
    "/void/report.pdf": "failed",
    "/kinds/octets.bin": "new",
    "/kinds/a.rar": "unread",
    "/kinds/a.doc": "unread",
    "/kinds/a.xls": "unread",
    "/kinds/a.zip": "new",
    "/kinds/a.zip!1.自评表.pdf": "new",
    "/kinds/a.zip!2.明细.xls": "unread",
    "/kinds/a.zip!3.其他.zip/附件/自评报告.pdf": "new",
    "/chunked/report.pdf": "new",
    "/slow/report.pdf": "new",
    "/cut/report.pdf": "failed",
    "/flaky/report.pdf": "new",
    "/busy/report.pdf": "new",
    "/later/report.pdf": "failed",
    "/secret/report.pdf": "refused",
}


def test_every_habit_comes_to_its_outcome(first: Crawl) -> None:
    assert first.outcomes() == OUTCOMES
    assert (first.status, first.end.state) == (0, "finished")


def test_a_page_in_gb18030_that_calls_itself_gb2312_is_read(first: Crawl) -> None:
    assert first.of("/gbk/a.pdf").article_title == "2023年度部门整体支出绩效自评报告（镕喆）"


def test_names_of_files_come_in_raw_gbk_in_filename_star_and_in_the_address(first: Crawl) -> None:
    paths = ("/gbk/a.pdf", "/star/report.pdf", "/gbkname/%D7%D4%C6%C0%B1%A8%B8%E6.pdf")
    assert [first.of(path).name for path in paths] == ["附件1：镕喆局自评报告.pdf", "自评表.pdf", "自评报告.pdf"]


def test_two_articles_of_one_title_stay_two(first: Crawl) -> None:
    pages = {first.of(f"/links/files/{name}.pdf").article_url for name in "abc"}
    assert pages == {first.site.url(f"/links/{name}/article.html") for name in "xyz"}


def test_a_record_names_article_date_and_publisher(first: Crawl) -> None:
    record = first.of("/star/report.pdf")
    assert record.article_title == "2023年度部门整体支出绩效自评报告"
    assert (record.published_printed, record.published, record.publisher) == (
        "2024-03-15",
        "2024-03-15",
        "青禾县财政局",
    )
    assert record.article_url == first.site.url("/star/article.html")
    assert record.headers is not None
    assert record.headers["content-type"] == "application/pdf"


def test_bodies_are_kept_by_their_hash(first: Crawl) -> None:
    records = [one for one in first.fetches if one.sha256]
    assert {path.name for path in (first.folder / "files").iterdir()} == {one.sha256 for one in records}
    assert {(first.folder / "files" / one.sha256).stat().st_size == one.size for one in records} == {True}


def test_what_is_no_file_says_why(first: Crawl) -> None:
    paths = ("/front/report.pdf", "/html/report.pdf", "/captcha/report.pdf", "/waf/report.pdf", "/cut/report.pdf")
    assert [first.of(path).reason.split("。")[0] for path in paths] == [
        f"文件地址被转到 {first.site.root}/：文件可能已移走",
        "返回的是“页面不存在”的网页（状态却为 200）：文件可能已移走",
        "网站要求验证码或人机验证",
        "网站的防护系统拒绝了请求（412）",
        "传输中断，内容不全",
    ]


def test_a_blocked_address_is_asked_once_and_robots_are_obeyed(first: Crawl) -> None:
    blocked = ("/captcha/report.pdf", "/challenge/report.pdf", "/forbidden/report.pdf", "/waf/report.pdf")
    assert [first.asked[path] for path in blocked] == [1, 1, 1, 1]
    assert first.asked["/secret/report.pdf"] == 0


def test_a_server_in_trouble_is_asked_again_but_not_where_it_asks_for_too_long_a_pause(first: Crawl) -> None:
    paths = ("/flaky/report.pdf", "/busy/report.pdf", "/cut/report.pdf", "/later/report.pdf")
    assert [first.asked[path] for path in paths] == [2, 2, 4, 1]


def test_a_second_harvest_transfers_no_file(second: Crawl, first: Crawl) -> None:
    site, held = second.site, {one.url for one in first.fetches if one.sha256}
    assert {path: sent for path, sent in second.sent.items() if site.url(path) in held and sent} == {}
    again = {one.url.removeprefix(site.root): one.outcome for one in second.fetches if one.url in held}
    assert set(again.values()) == {"unchanged"}
    assert set(again) == {
        path for path, outcome in OUTCOMES.items() if outcome in {"new", "unread"} and "!" not in path
    }


def test_a_second_harvest_reads_its_listings_from_memory(second: Crawl) -> None:
    assert {one.outcome for one in second.listings} == {"unchanged"}


def test_starting_a_finished_job_again_changes_nothing(first: Crawl) -> None:
    journal = (first.folder / "journal.jsonl").read_bytes()
    again = crawled(first.folder, first.site, job(first.site, "/gbk/"))
    assert (again.status, (first.folder / "journal.jsonl").read_bytes()) == (0, journal)
    assert sum(again.asked.values()) == 0
