"""Listings that stand elsewhere than at the address that a person copies: behind a move, in a frame, in a call."""

from urllib.parse import parse_qs, urlsplit

import orjson

from tests.site.habits import DAY, TITLE, article, good, listing
from tests.site.looks import html, page
from tests.site.server import Ask, Reply, Site

JSON = "application/json"
POSTED = '{"column":"7","page":{page}}'


def report(site: Site, name: str) -> str:
    """An article with one file, both named after what they are for; returns the article's path."""
    site.put(f"/{name}/report.pdf", good(name))
    return article(site, f"/{name}/article.html", (f"/{name}/report.pdf", "自评报告.pdf"))


def entry(path: str) -> str:
    return f'<li><a href="{path}">{TITLE}</a><span>{DAY}</span></li>'


def moves(site: Site) -> list[str]:
    """Start pages that only lead on: by a meta refresh, by a script that does nothing else, by frames."""
    for name in ("refresh", "script", "frames"):
        listing(site, f"/{name}/list.html", {report(site, name): TITLE})
    site.put("/refresh/", html('<html><META HTTP-EQUIV="Refresh" CONTENT="0; url=./list.html"></html>'))
    site.put("/script/", html("<script>\n<!--\nwindow.location.href='./list.html';\n//-->\n</script>"))
    frames = '<frame src="top.html"><frame src="list.html"><frame src="side.html">'
    site.put("/frames/", html(f"<html><frameset>{frames}</frameset></html>"))
    site.put("/frames/side.html", html(page("", "<p>今日天气</p>")))
    return ["/refresh/", "/script/", "/frames/"]


def moved_articles(site: Site) -> str:
    """An article that has moved by a script, one that has gone to the front page, a file behind a page that moves."""
    site.put("/moved/away.html", html("<script>location.replace('/moved/article.html')</script>"))
    site.put("/moved/gone.html", html("<script>location.href='/'</script>"))
    report(site, "moved")
    site.put("/behind/real.pdf", good("behind"))
    site.put("/behind/page.pdf", html("<script>window.location='real.pdf'</script>"))
    article(site, "/behind/article.html", ("/behind/page.pdf", "自评报告.pdf"))
    links = {"/moved/away.html": TITLE, "/moved/gone.html": TITLE, "/behind/article.html": TITLE}
    return listing(site, "/moved/", links)


def unit(site: Site) -> str:
    """大汉 jpaas: a script element names the call, whose JSON holds markup; its pages are counted within JSON."""

    def answer(ask: Ask) -> Reply:
        given = {name: found[0] for name, found in parse_qs(urlsplit(ask.path).query).items()}
        number = orjson.loads(given["paramJson"])["pageNo"]
        items = entry(report(site, f"unit{number}")) if given["tagId"] == "列表" and number < 3 else ""
        return Reply(orjson.dumps({"success": True, "data": {"html": f"<ul>{items}</ul>"}}), JSON)

    query = "{'webId':'a1','tagId':'列表','pageId':'b2'}"
    site.put("/unit/", html(page("公开", f'<div><script url="/front/unit" queryData="{query}"></script></div>')))
    site.put("/front/unit", answer)
    return "/unit/"


def directory(site: Site) -> str:
    """开普 gkmlpt: the column's number stands behind the #, the site's in a script."""
    site.put("/gkmlpt/index", html(page("目录", "<script>window._CONFIG = {SID: '755'}</script><div id='app'></div>")))
    row = {"title": TITLE, "url": site.url(report(site, "directory")), "display_publish_time": DAY}
    site.put("/gkmlpt/api/all/12?page=1&sid=755", Reply(orjson.dumps({"articles": [row]}), JSON))
    return "/gkmlpt/index#12"


def records(site: Site) -> str:
    """大汉 jpage: the first record stands in the page, the others come by POST."""

    def answer(ask: Ask) -> Reply:
        first = int(parse_qs(urlsplit(ask.path).query)["startrecord"][0])
        number = first if ask.method == "POST" and parse_qs(ask.body.decode())["columnid"] == ["61"] else 9
        items = f"<record><![CDATA[{entry(report(site, f'record{number}'))}]]></record>" if number < 4 else ""
        return Reply(f"<datastore><recordset>{items}</recordset></datastore>".encode(), "text/xml;charset=UTF-8")

    call = "$('#1').jpage({perPage:1, totalRecord:3, proxyUrl:'/dataproxy.jsp', params:'columnid=61&path=%2F'})"
    island = f"<datastore><record><![CDATA[{entry(report(site, 'record1'))}]]></record></datastore>"
    body = f'<script>$(function(){{{call}}})</script><script type="text/xml">{island}</script>'
    site.put("/records/", html(page("公开", body)))
    site.put("/dataproxy.jsp", answer)
    return "/records/"


def around(site: Site) -> str:
    """A site whose menu and foot link to files, in articles too, and to a column that is named like a report."""
    foot = '<table><tr><td><a href="/around/help.pdf">使用帮助</a></td></tr></table>'
    menu = '<ul><li><a href="/around/column/">部门决算</a></li></ul>'
    site.put("/around/help.pdf", good("help"))
    site.put("/around/column/", html(page("决算", '<a href="/around/help.pdf">x</a>')))
    path = article(site, "/around/article.html", ("/around/report.pdf", "自评报告.pdf"), extra=menu + foot)
    site.put("/around/report.pdf", good("around"))
    return listing(site, "/around/", {path: TITLE}, menu + foot)


def overview(site: Site) -> str:
    """A page that shows one entry and leads to the listing; this one waits in a comment, and links to twins."""
    box = f'<div><h4>公开 <a href="/more/list.html">更多&gt;&gt;</a></h4><ul>{entry(report(site, "more1"))}</ul></div>'
    twin = report(site, "more2")
    site.put(f"{twin}/", html(page(TITLE, "<a href='/more2/report.pdf'>自评报告.pdf</a>")))
    kept = f"<!--<ul>{entry(twin)}{entry(f'{twin}/')}</ul>-->"
    site.put("/more/list.html", html(page("公开", f"<div>{kept}</div>")))
    site.put("/more/", html(page("公开", box)))
    return "/more/"


def posted(site: Site) -> str:
    """A JSON listing that is asked for by POST, in two pages; returns the path of the call."""

    def answer(ask: Ask) -> Reply:
        given = orjson.loads(ask.body) if ask.method == "POST" else {}
        number = given.get("page", 9) if given.get("column") == "7" else 9
        path = report(site, f"posted{number}")
        rows = [{"name": TITLE, "path": path, "time": 1710460800000}] if number < 3 else []
        return Reply(orjson.dumps({"custom": {"data": rows}}), JSON)

    site.put("/rest/list", answer)
    return "/rest/list"


def all_leads(site: Site) -> list[str]:
    """The paths that a person would copy."""
    return [
        *moves(site),
        moved_articles(site),
        unit(site),
        directory(site),
        records(site),
        around(site),
        overview(site),
    ]
