"""One listing for each habit of real sites, so that a test can name what it is about."""

import orjson

from tests.site.bodies import DOC, RAR, XLS, archive, pdf
from tests.site.looks import html, page
from tests.site.server import HTML, OCTETS, PDF, Ask, Reply, Site

TITLE = "2023年度部门整体支出绩效自评报告"
DAY = "2024-03-15"
CAPTCHA = "<html><head><title>访问验证</title></head><body>请输入验证码<input name='captcha'></body></html>"
CHALLENGE = "<html><script>document.cookie='__jsl_clearance_s=1';location.href=location.pathname</script></html>"


def listing(site: Site, path: str, links: dict[str, str], after: str = "") -> str:
    """A listing of links (address: title); returns its path."""
    items = "".join(f'<li><a href="{url}">{title}</a><span>{DAY}</span></li>' for url, title in links.items())
    site.put(path, html(page("绩效公开", f"<ul>{items}</ul>{after}")))
    return path


def article(site: Site, path: str, *files: tuple[str, str], extra: str = "") -> str:
    """An article with files (address, printed name); returns its path."""
    links = "".join(f'<p><a href="{url}">{name}</a></p>' for url, name in files)
    body = f"<h1>{TITLE}</h1><p>发布时间：{DAY}　来源：青禾县财政局</p>{extra}{links}"
    site.put(path, html(page(TITLE, body)))
    return path


def one_file(site: Site, name: str, reply: Reply, address: str = "") -> str:
    """A listing with one article with one file; returns the listing's path."""
    file = f"/{name}/report.pdf"
    site.put(file, reply)
    article(site, f"/{name}/article.html", (address or file, "自评报告.pdf"))
    return listing(site, f"/{name}/", {f"/{name}/article.html": TITLE})


def good(name: str, validator: str = "both") -> Reply:
    return Reply(pdf(name, 2000), PDF, validator=validator)


def encodings(site: Site) -> list[str]:
    """GB18030 pages that call themselves GB2312, or nothing; names in raw GBK, in filename*, in the address."""
    rare = f"{TITLE}（镕喆）"
    body = page("公开", f'<ul><li><a href="/gbk/article.html">{rare}</a><span>{DAY}</span></li></ul>')
    declared = body.replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    site.put("/gbk/", Reply(declared.encode("gb18030"), "text/html", validator="both"))
    site.put("/gbk/article.html", Reply(page(rare, '<a href="/gbk/a.pdf">附件</a>').encode("gb18030"), "text/html"))
    raw = "附件1：镕喆局自评报告.pdf"
    header = ((b"Content-Disposition", f"attachment;filename={raw}".encode("gb18030")),)
    site.put("/gbk/a.pdf", Reply(pdf("gbk"), PDF, headers=header, validator="both"))
    star = b"attachment; filename=\"x.pdf\"; filename*=UTF-8''%E8%87%AA%E8%AF%84%E8%A1%A8.pdf"
    named = "/gbkname/%D7%D4%C6%C0%B1%A8%B8%E6.pdf"
    site.put(named, good("gbkname"))
    listing(site, "/gbkname/", {named: TITLE})
    return [
        "/gbk/",
        one_file(site, "star", Reply(pdf("star"), PDF, headers=((b"Content-Disposition", star),), validator="both")),
        "/gbkname/",
    ]


def links(site: Site) -> list[str]:
    """Relative, protocol-relative and backslashed links; two articles of one title; files in the listing itself."""
    site.put("/links/files/a.pdf", good("relative"))
    site.put("/links/files/b.pdf", good("protocol"))
    site.put("/links/files/c.pdf", good("backslash"))
    article(site, "/links/x/article.html", ("../files/a.pdf", "自评报告.pdf"))
    article(site, "/links/y/article.html", (f"//127.0.0.1:{site.port}/links/files/b.pdf", "自评报告.pdf"))
    article(site, "/links/z/article.html", ("..\\files\\c.pdf", "自评报告.pdf"))
    site.put("/links/direct.pdf", good("direct"))
    found = {"x/article.html": TITLE, "y/article.html": TITLE, "./z/article.html#top": TITLE, "direct.pdf": TITLE}
    return [listing(site, "/links/", found | {"javascript:void(0)": TITLE, "other.html": "县领导调研春耕生产"})]


def not_files(site: Site) -> list[str]:
    """What comes where a file should: the front page, a web page, a captcha, a refusal, nothing."""
    site.put("/", html(page("青禾县人民政府", "<p>首页</p>")))
    moved = Reply(status=302, headers=((b"Location", b"/"),))
    return [
        one_file(site, "front", moved),
        one_file(site, "html", Reply("<html><body>您访问的页面不存在</body></html>".encode(), PDF)),
        one_file(site, "captcha", Reply(CAPTCHA.encode(), HTML)),
        one_file(site, "challenge", Reply(CHALLENGE.encode(), HTML, status=200)),
        one_file(site, "forbidden", Reply(b"<html>403</html>", status=403)),
        one_file(site, "waf", Reply(b"<html></html>", status=412)),
        one_file(site, "gone", Reply(b"gone", status=410)),
        one_file(site, "missing", Reply("<html>404 错误</html>".encode(), status=404)),
        one_file(site, "void", Reply(b"", PDF)),
    ]


def kinds(site: Site) -> list[str]:
    """PDFs under other names, archives, and what we do not read."""
    inner = archive({"附件/自评报告.pdf": pdf("inner")}, gbk=True)
    packed = archive({"1.自评表.pdf": pdf("packed"), "2.明细.xls": XLS, "3.其他.zip": inner}, gbk=True)
    files = {
        "octets.bin": Reply(pdf("octets"), OCTETS, validator="both"),
        "a.rar": Reply(RAR, OCTETS, validator="both"),
    }
    files |= {"a.doc": Reply(DOC, OCTETS, validator="both"), "a.xls": Reply(XLS, OCTETS, validator="both")}
    files["a.zip"] = Reply(packed, "application/zip", validator="both")
    for name, reply in files.items():
        site.put(f"/kinds/{name}", reply)
    names = [(f"/kinds/{name}", "自评报告.pdf" if name.endswith("bin") else name) for name in files]
    article(site, "/kinds/article.html", *names)
    return [listing(site, "/kinds/", {"/kinds/article.html": TITLE})]


def transport(site: Site) -> list[str]:
    """Chunked bodies, slow ones, one cut off; a server that recovers, that asks for a pause, for too long a one."""
    tries = {"flaky": 0, "busy": 0}

    def flaky(ask: Ask) -> Reply:
        tries["flaky"] += 1
        return Reply(b"", status=502) if tries["flaky"] == 1 else good("flaky")

    def busy(ask: Ask) -> Reply:
        tries["busy"] += 1
        return Reply(b"", status=503, headers=((b"Retry-After", b"1"),)) if tries["busy"] == 1 else good("busy")

    found = [
        one_file(site, "chunked", Reply(pdf("chunked", 9000), PDF, chunked=True, piece=500, validator="both")),
        one_file(site, "slow", Reply(pdf("slow", 9000), PDF, pause=0.1, piece=4000, validator="both")),
        one_file(site, "cut", Reply(pdf("cut"), PDF, length=100_000)),
        one_file(site, "flaky", good("flaky")),
        one_file(site, "busy", good("busy")),
        one_file(site, "later", Reply(b"", status=503, headers=((b"Retry-After", b"3600"),))),
    ]
    site.put("/flaky/report.pdf", flaky)
    site.put("/busy/report.pdf", busy)
    return found


def rude(site: Site) -> list[str]:
    """What robots.txt forbids."""
    site.put("/robots.txt", Reply(b"User-agent: *\nDisallow: /secret/\n", "text/plain"))
    return [one_file(site, "robots", good("robots"), "/secret/report.pdf")]


def paging(site: Site) -> dict[str, str]:
    """Listings of three pages each, by the way of getting to the next; path of the first by the way."""
    for way in ("numbered", "query", "link"):
        for number in range(1, 4):
            site.put(f"/{way}/{number}.pdf", good(f"{way}{number}"))
    for number in range(3):
        name = "index.html" if number == 0 else f"index_{number}.html"
        listing(site, f"/numbered/{name}", {f"/numbered/{number + 1}.pdf": TITLE})
        after = f'<a href="/link/{number + 2}.html">下一页</a>' if number < 2 else ""
        listing(site, f"/link/{number + 1}.html", {f"/link/{number + 1}.pdf": TITLE}, after)
        listing(site, f"/query/list.jsp?c=%BC%A8&page={number + 1}", {f"/query/{number + 1}.pdf": TITLE})
    # Past its end this server shows the last page again, for ever.
    site.put("/query/list.jsp?c=%BC%A8&page=4", site.pages["/query/list.jsp?c=%BC%A8&page=3"])
    site.put("/query/list.jsp?c=%BC%A8", site.pages["/query/list.jsp?c=%BC%A8&page=1"])
    return {"numbered": "/numbered/index.html", "query": "/query/list.jsp?c=%BC%A8", "link": "/link/1.html"}


def json_listing(site: Site) -> str:
    """A listing drawn from a JSON call, in pages, the last one empty; returns the call with {page} in it."""
    for number in range(1, 4):
        rows = []
        if number < 3:
            article(site, f"/json/content/post_{number}.html", (f"/json/attachment/{number}.pdf", "自评报告.pdf"))
            site.put(f"/json/attachment/{number}.pdf", good(f"json{number}"))
            url = site.url(f"/json/content/post_{number}.html")
            rows = [{"title": f"<em>{TITLE}</em>", "url": url, "display_publish_time": f"{DAY} 10:00:00"}]
        site.put(f"/gkmlpt/api/all/12?page={number}", Reply(orjson.dumps({"articles": rows}), "application/json"))
    return "/gkmlpt/api/all/12?page={page}"


def all_habits(site: Site) -> list[str]:
    """Every habit that needs no rules of its own; the paths of the listings."""
    return [*encodings(site), *links(site), *not_files(site), *kinds(site), *transport(site), *rude(site)]
